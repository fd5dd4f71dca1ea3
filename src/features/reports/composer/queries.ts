import type { Selectable } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { ReportTable } from '../tables.ts'
import '../tables.ts'

export type StoredReport = Selectable<ReportTable>

export function reportsOf(db: Db, province: string): Promise<StoredReport[]> {
  return db
    .selectFrom('report')
    .selectAll()
    .where('province_code', '=', province)
    .where('status', '<>', 'discarded')
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
}

export function reportById(db: Db, id: string): Promise<StoredReport | undefined> {
  return db.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirst()
}

/** All that hangs on a report. */
export async function aboutReport(db: Db, id: string) {
  const [actions, comments, contributions, deliveries, amendedBy] = await Promise.all([
    db.selectFrom('report_action').selectAll().where('report_id', '=', id).orderBy('seq').execute(),
    db.selectFrom('report_comment').selectAll().where('report_id', '=', id).orderBy('at').execute(),
    contributionsOf(db, id),
    db
      .selectFrom('report_delivery')
      .selectAll()
      .where('report_id', '=', id)
      .orderBy('at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('report')
      .select(['id', 'number', 'title', 'status'])
      .where('amends', '=', id)
      .where('status', '<>', 'discarded')
      .execute(),
  ])
  return { actions, comments, contributions, deliveries, amendedBy }
}
export type AboutReport = Awaited<ReturnType<typeof aboutReport>>

export function contributionsOf(db: Db, id: string) {
  return db
    .selectFrom('report_contribution')
    .selectAll()
    .where('report_id', '=', id)
    .orderBy('name')
    .execute()
}
export type Contribution = Awaited<ReturnType<typeof contributionsOf>>[number]

/** Open questions asked of these agencies or communes, with the report they are for. */
export function askedOf(db: Db, about: { agencies: readonly string[]; places: readonly string[] }) {
  return db
    .selectFrom('report_contribution as c')
    .innerJoin('report as r', 'r.id', 'c.report_id')
    .select(['c.id', 'c.report_id', 'c.name', 'c.question', 'c.due_on', 'c.answered_at', 'c.text', 'r.title'])
    .where('r.status', '=', 'draft')
    .where((eb) =>
      eb.or([
        eb('c.agency_id', 'in', about.agencies.length > 0 ? about.agencies : ['']),
        eb('c.place_code', 'in', about.places.length > 0 ? about.places : ['']),
      ]),
    )
    .orderBy('c.due_on')
    .execute()
}
export type Asked = Awaited<ReturnType<typeof askedOf>>[number]
