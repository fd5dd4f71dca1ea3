import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { lyingIn } from '../places/index.ts'
import type { InspectionDeps } from './parts.ts'

/** Days (both counted), and codes of units; without codes the whole province. */
export interface FigureExtent {
  readonly from: string
  readonly to: string
  readonly placeCodes?: readonly string[] | undefined
  /** Day on which the codes are read; the last day, if not said. */
  readonly codesOn?: string | undefined
}

export interface FigureRecord {
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly day: string
  readonly path: string
  readonly productId: string
}

export const inspectionFigures = [
  'inspections-signed',
  'findings',
  'findings-mended',
  'measures-proposed',
] as const
export type InspectionFigure = (typeof inspectionFigures)[number]

/**
 * `inspections-signed`: minutes signed, by day of signing. `findings`: recorded in minutes of the period. `findings-mended`: accepted
 * at the second look in the period. `measures-proposed`: suspensions and revocations proposed in the period. A count is the length of
 * its list.
 */
export async function countInspections(
  db: Db,
  figure: InspectionFigure,
  { from, to, placeCodes, codesOn }: FigureExtent,
  deps: InspectionDeps,
): Promise<{ count: number; records: readonly FigureRecord[] }> {
  const placed =
    placeCodes === undefined ? sql`true` : lyingIn(deps.places.within(placeCodes, codesOn ?? to), 'i')
  const base = sql`from inspection i join product p on p.id = i.product_id`
  const action = (name: string) => sql`
    select f.id, p.name as title, x.words as detail, x.day, '/lam-viec/kiem-tra/' || i.id as path, p.id as "productId" ${base}
    join finding f on f.inspection_id = i.id join finding_action x on x.finding_id = f.id and x.action = ${name}
    where x.day between ${from} and ${to} and ${placed} order by x.day, p.name, f.id`
  const query = {
    'inspections-signed': sql`
      select i.id, p.name as title, i.minutes->>'number' as detail, i.signed_on as day, '/lam-viec/kiem-tra/' || i.id as path, p.id as "productId" ${base}
      where i.status = 'signed' and i.signed_on between ${from} and ${to} and ${placed} order by i.signed_on, p.name`,
    findings: action('find'),
    'findings-mended': action('accept'),
    'measures-proposed': action('propose'),
  }[figure]
  const { rows } = await sql<FigureRecord>`${query}`.execute(db)
  return { count: rows.length, records: rows }
}
