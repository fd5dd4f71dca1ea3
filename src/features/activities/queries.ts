import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { lyingIn } from '../places/index.ts'
import type { ActivityDeps } from './parts.ts'
import type {
  ActivityEnrolmentTable,
  ActivityMaterialTable,
  ActivitySessionTable,
  ActivityTable,
} from './tables.ts'

export type Activity = Selectable<ActivityTable>
export type Session = Selectable<ActivitySessionTable>
export type Material = Selectable<ActivityMaterialTable>
export type Enrolment = Selectable<ActivityEnrolmentTable>

export interface ActivityLine extends Activity {
  readonly enrolled: number
  readonly waiting: number
  readonly attended: number
}

export interface ActivityFull extends ActivityLine {
  readonly sessions: readonly Session[]
  readonly materials: readonly Material[]
  readonly planYear: number | null
}

const lines = (db: Db) =>
  db
    .selectFrom('activity as a')
    .selectAll('a')
    .select([
      sql<number>`(select count(*)::int from activity_enrolment e where e.activity_id = a.id and e.status = 'enrolled')`.as(
        'enrolled',
      ),
      sql<number>`(select count(*)::int from activity_enrolment e where e.activity_id = a.id and e.status = 'waiting')`.as(
        'waiting',
      ),
      sql<number>`(select count(distinct t.enrolment_id)::int from activity_attendance t join activity_session s on s.id = t.session_id where s.activity_id = a.id)`.as(
        'attended',
      ),
    ])

/** Announced and still to come, the next one first. */
export function openActivities(db: Db, today: string): Promise<ActivityLine[]> {
  return lines(db)
    .where('a.status', '=', 'announced')
    .where('a.last_day', '>=', today)
    .orderBy('a.first_day')
    .orderBy('a.id')
    .limit(100)
    .execute()
}

/** Over, the latest first. */
export function pastActivities(db: Db, today: string, limit = 12): Promise<ActivityLine[]> {
  return lines(db)
    .where((eb) =>
      eb.or([
        eb('a.status', '=', 'held'),
        eb.and([eb('a.status', '=', 'announced'), eb('a.last_day', '<', today)]),
      ]),
    )
    .orderBy('a.first_day', 'desc')
    .limit(limit)
    .execute()
}

/** All of them for the desk, what is to do first. */
export function deskActivities(db: Db): Promise<ActivityLine[]> {
  return lines(db)
    .orderBy(sql`case a.status when 'announced' then 0 when 'draft' then 1 when 'held' then 2 else 3 end`)
    .orderBy('a.first_day', 'desc')
    .limit(300)
    .execute()
}

export async function activityBy(
  db: Db,
  by: { id: string } | { slug: string },
): Promise<ActivityFull | null> {
  const row = await lines(db)
    .leftJoin('plan as p', 'p.id', 'a.plan_id')
    .select('p.year as planYear')
    .where('id' in by ? 'a.id' : 'a.slug', '=', 'id' in by ? by.id : by.slug)
    .executeTakeFirst()
  if (!row) return null
  const [sessions, materials] = await Promise.all([
    db
      .selectFrom('activity_session')
      .selectAll()
      .where('activity_id', '=', row.id)
      .orderBy('ordinal')
      .execute(),
    db
      .selectFrom('activity_material')
      .selectAll()
      .where('activity_id', '=', row.id)
      .orderBy('ordinal')
      .execute(),
  ])
  return { ...row, sessions, materials }
}

export interface PersonLine extends Enrolment {
  readonly producer: string | null
  readonly attended: readonly { sessionId: string; way: 'code' | 'list'; at: string }[]
  readonly attestation: { id: string; number: string; issuedOn: string; paperId: string | null } | null
  readonly evaluated: boolean
}

const people = (db: Db) =>
  db
    .selectFrom('activity_enrolment as e')
    .leftJoin('producer as p', 'p.id', 'e.producer_id')
    .selectAll('e')
    .select([
      'p.name as producer',
      sql<
        PersonLine['attended']
      >`coalesce((select jsonb_agg(jsonb_build_object('sessionId', t.session_id, 'way', t.way, 'at', t.at) order by t.at) from activity_attendance t where t.enrolment_id = e.id), '[]')`.as(
        'attended',
      ),
      sql<
        PersonLine['attestation']
      >`(select jsonb_build_object('id', x.id, 'number', x.number, 'issuedOn', x.issued_on, 'paperId', x.paper_id) from activity_attestation x where x.enrolment_id = e.id)`.as(
        'attestation',
      ),
      sql<boolean>`exists (select 1 from activity_evaluation v where v.enrolment_id = e.id)`.as('evaluated'),
    ])

/** Who takes part, in the order of enrolment; those on the waiting list and those who withdrew come last. */
export function peopleOf(db: Db, activityId: string): Promise<PersonLine[]> {
  return people(db)
    .where('e.activity_id', '=', activityId)
    .orderBy(sql`case e.status when 'enrolled' then 0 when 'waiting' then 1 else 2 end`)
    .orderBy('e.enrolled_at')
    .orderBy('e.id')
    .execute()
}

export async function personByCode(db: Db, code: string): Promise<PersonLine | null> {
  return (await people(db).where('e.code', '=', code).executeTakeFirst()) ?? null
}

export interface InvitationLine {
  readonly id: string
  readonly code: string
  readonly producerId: string | null
  readonly accountId: string | null
  readonly name: string
  readonly phone: string | null
  readonly enrolled: boolean
}

const invitations = (db: Db) =>
  db
    .selectFrom('activity_invitation as i')
    .leftJoin('producer as p', 'p.id', 'i.producer_id')
    .leftJoin('account as c', 'c.id', 'i.account_id')
    .select([
      'i.id',
      'i.code',
      'i.activity_id as activityId',
      'i.producer_id as producerId',
      'i.account_id as accountId',
      sql<string>`coalesce(p.name, c.name, '')`.as('name'),
      'p.phone',
      sql<boolean>`exists (select 1 from activity_enrolment e where e.activity_id = i.activity_id and e.status <> 'withdrawn'
        and (e.producer_id = i.producer_id or e.account_id = i.account_id))`.as('enrolled'),
    ])

export function invitationsOf(db: Db, activityId: string): Promise<InvitationLine[]> {
  return invitations(db)
    .where('i.activity_id', '=', activityId)
    .orderBy('i.invited_at')
    .orderBy('i.id')
    .execute()
}

export async function invitationByCode(
  db: Db,
  code: string,
): Promise<(InvitationLine & { activityId: string }) | null> {
  return (await invitations(db).where('i.code', '=', code).executeTakeFirst()) ?? null
}

/** Open invitations of a person: to the account itself, or to a producer it acts for. */
export async function invitationsFor(
  db: Db,
  about: { accountId: string | null; producerIds: readonly string[]; today: string },
) {
  if (about.accountId === null) return []
  const rows = await invitations(db)
    .innerJoin('activity as a', 'a.id', 'i.activity_id')
    .select(['a.title', 'a.first_day as firstDay', 'a.enrol_until as until', 'a.slug'])
    .where('a.status', '=', 'announced')
    .where('a.enrol_until', '>=', about.today)
    .where((eb) =>
      eb.or([
        eb('i.account_id', '=', about.accountId),
        ...(about.producerIds.length > 0 ? [eb('i.producer_id', 'in', [...about.producerIds])] : []),
      ]),
    )
    .orderBy('a.first_day')
    .limit(20)
    .execute()
  return rows
}

export interface EvaluationSum {
  readonly count: number
  /** Mean of each question in hundredths, rounded half up. */
  readonly means: Readonly<Record<string, number>>
  readonly words: readonly string[]
}

export async function evaluationOf(db: Db, activityId: string): Promise<EvaluationSum> {
  const rows = await db
    .selectFrom('activity_evaluation as v')
    .innerJoin('activity_enrolment as e', 'e.id', 'v.enrolment_id')
    .select(['v.answers', 'v.words'])
    .where('e.activity_id', '=', activityId)
    .orderBy('v.at')
    .execute()
  const sums: Record<string, number> = {}
  for (const { answers } of rows)
    for (const [id, value] of Object.entries(answers)) sums[id] = (sums[id] ?? 0) + value
  return {
    count: rows.length,
    means: Object.fromEntries(
      Object.entries(sums).map(([id, sum]) => [id, Math.floor((sum * 100) / rows.length + 0.5)]),
    ),
    words: rows.map((row) => row.words).filter((words) => words !== ''),
  }
}

/** Producers that may be invited: of the units this activity is for, by name. */
export function producersToInvite(
  db: Db,
  deps: ActivityDeps,
  place: string,
  today: string,
): Promise<{ id: string; name: string; placeCode: string | null; placeDay: string | null }[]> {
  return db
    .selectFrom('producer as p')
    .select(['p.id', 'p.name', 'p.place_code as placeCode', 'p.place_day as placeDay'])
    .where('p.merged_into', 'is', null)
    .where(
      place === deps.provinceCode
        ? sql<boolean>`p.province_code = ${place}`
        : lyingIn(deps.places.within([place], today), 'p'),
    )
    .orderBy('p.name')
    .limit(300)
    .execute()
}

/** People of an office who may be invited: those of the communes and of the agencies. */
export function officersToInvite(
  db: Db,
  today: string,
): Promise<{ id: string; name: string; role: string; place: string | null }[]> {
  return db
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select(['a.id', 'a.name', 'g.role', 'g.place_code as place'])
    .distinctOn('a.id')
    .where('a.locked_at', 'is', null)
    .where('g.ended_at', 'is', null)
    .where('g.from_day', '<=', today)
    .where((eb) => eb.or([eb('g.to_day', 'is', null), eb('g.to_day', '>=', today)]))
    .where('g.role', 'in', ['commune-officer', 'agency', 'advisory-team'])
    .orderBy('a.id')
    .limit(300)
    .execute()
}

export function plansForChoice(
  db: Db,
  provinceCode: string,
): Promise<{ id: string; year: number; number: string }[]> {
  return db
    .selectFrom('plan')
    .select(['id', 'year', 'number'])
    .where('place_code', '=', provinceCode)
    .orderBy('year', 'desc')
    .execute()
}
