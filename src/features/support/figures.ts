import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { lyingIn } from '../places/index.ts'
import type { SupportDeps } from './parts.ts'
import './tables.ts'

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
  /** The measure's id; empty for a product. */
  readonly detail: string
  readonly day: string
  readonly path: string
  readonly productId: string
  /** Đồng, or 1 for a product. */
  readonly amount: number
}

export interface SupportCount {
  readonly count: number
  readonly total: number
  readonly records: readonly FigureRecord[]
}

export const supportFigures = ['support-approved', 'support-paid', 'products-supported'] as const
export type SupportFigure = (typeof supportFigures)[number]

/**
 * `support-approved`: approvals that stand, by their day, in đồng. `support-paid`: payments by the day on their paper, in đồng.
 * `products-supported`: products paid for, each once, by its first payment of the extent.
 */
export async function countSupport(
  db: Db,
  figure: SupportFigure,
  { from, to, placeCodes, codesOn }: FigureExtent,
  deps: Pick<SupportDeps, 'places'>,
): Promise<SupportCount> {
  const placed =
    placeCodes === undefined ? sql`true` : lyingIn(deps.places.within(placeCodes, codesOn ?? to), 'p')
  const within = sql`from support_action a join support s on s.id = a.support_id join product p on p.id = s.product_id
    where a.day between ${from} and ${to} and ${placed}`
  const query = {
    'support-approved': sql`select s.id, p.name as title, s.measure as detail, a.day, '/lam-viec/ho-tro/' || s.id as path, p.id as "productId", a.amount ${within}
      and a.action = 'approve' and s.approved is not null
      and a.seq = (select max(b.seq) from support_action b where b.support_id = s.id and b.action = 'approve') order by a.day, p.name`,
    'support-paid': sql`select s.id || '/' || a.seq as id, p.name as title, s.measure as detail, a.day,
      '/lam-viec/ho-tro/' || s.id as path, p.id as "productId", a.amount ${within} and a.action = 'pay' order by a.day, p.name`,
    'products-supported': sql`select p.id, p.name as title, '' as detail, min(a.day) as day, '/lam-viec/san-pham/' || p.id as path, p.id as "productId", 1 as amount
      ${within} and a.action = 'pay' group by p.id order by min(a.day), p.name`,
  }[figure]
  const { rows } = await sql<FigureRecord>`${query}`.execute(db)
  return { count: rows.length, total: rows.reduce((sum, row) => sum + Number(row.amount), 0), records: rows }
}
