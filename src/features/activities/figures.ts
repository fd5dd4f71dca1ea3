import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { lyingIn } from '../places/index.ts'
import type { ActivityDeps } from './parts.ts'

/** Days (both counted), and codes of units; without codes the whole province. */
export interface FigureExtent {
  readonly from: string
  readonly to: string
  readonly placeCodes?: readonly string[] | undefined
  /** Day on which the codes are read; the last day, if not said. */
  readonly codesOn?: string | undefined
}

/** A record behind a figure. */
export interface FigureRecord {
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly day: string
  readonly path: string
}

export interface Counted {
  readonly count: number
  readonly records: readonly FigureRecord[]
}

export const activityFigures = ['trained-people', 'attestations', 'activities-held'] as const
export type ActivityFigure = (typeof activityFigures)[number]

/** Where a record counts: at the producer's place where the person came for a producer, at the activity's place otherwise. */
/** Of the producer a person came for; where none is named, of the activity. */
const where = {
  code: sql`coalesce(p.place_code, a.place_code)`,
  day: sql`case when p.place_code is null then a.place_day else p.place_day end`,
}

/**
 * What targets and reports count; each figure is the length of its list.
 * `trained-people`: people who were at one session at least of an activity whose kind is attested (training, study tour,
 * conference), held or under way, by the activity's first day; the same telephone number is one person, a person without a number is
 * one per activity. `attestations`: attestations issued, by day of issue. `activities-held`: activities closed as held, by first day.
 */
export async function countActivities(
  db: Db,
  figure: ActivityFigure,
  { from, to, placeCodes, codesOn }: FigureExtent,
  deps: ActivityDeps,
): Promise<Counted> {
  const placed =
    placeCodes === undefined ? sql`true` : lyingIn(deps.places.within(placeCodes, codesOn ?? to), where)
  const kinds = deps.law.kinds.filter((kind) => kind.attests).map((kind) => kind.id)
  const query = {
    'trained-people': sql<FigureRecord>`
      select distinct on (coalesce(nullif(e.phone, ''), e.id::text)) e.id, e.person_name as title,
        a.title->>'vi' as detail, a.first_day as day, '/lam-viec/hoat-dong/' || a.id as path
      from activity_enrolment e join activity a on a.id = e.activity_id left join producer p on p.id = e.producer_id
      where a.status in ('announced', 'held') and a.kind = any(${kinds}::text[]) and a.first_day between ${from} and ${to}
        and exists (select 1 from activity_attendance t where t.enrolment_id = e.id) and ${placed}
      order by coalesce(nullif(e.phone, ''), e.id::text), a.first_day`,
    attestations: sql<FigureRecord>`
      select x.id, x.number as title, e.person_name as detail, x.issued_on as day, '/lam-viec/hoat-dong/' || a.id as path
      from activity_attestation x join activity_enrolment e on e.id = x.enrolment_id join activity a on a.id = e.activity_id
        left join producer p on p.id = e.producer_id
      where x.issued_on between ${from} and ${to} and ${placed} order by x.issued_on, x.number`,
    'activities-held': sql<FigureRecord>`
      select a.id, a.title->>'vi' as title, a.venue as detail, a.first_day as day, '/lam-viec/hoat-dong/' || a.id as path
      from activity a left join producer p on false
      where a.status = 'held' and a.first_day between ${from} and ${to} and ${placed} order by a.first_day, a.id`,
  }[figure]
  const { rows } = await query.execute(db)
  return { count: rows.length, records: rows }
}
