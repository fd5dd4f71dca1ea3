import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { PersonFacts } from '../../rules/privacy/index.ts'
import './tables.ts'

export async function factsOf(db: Db, accountId: string, today: string): Promise<PersonFacts> {
  const { rows } = await sql<PersonFacts>`SELECT
    (SELECT count(*)::int FROM role_grant WHERE account_id = ${accountId} AND ended_at IS NULL
      AND (to_day IS NULL OR to_day >= ${today})) AS "liveRoles",
    (SELECT count(*)::int FROM council_member WHERE account_id = ${accountId}) AS "councilSeats",
    (SELECT count(DISTINCT producer_id)::int FROM role_grant WHERE account_id = ${accountId}
      AND producer_id IS NOT NULL) AS producers,
    (SELECT count(*)::int FROM audit_entry WHERE actor_id = ${accountId}) AS "auditEntries"`.execute(db)
  return rows[0]!
}

export interface OwnData {
  readonly account: {
    readonly name: string
    readonly username: string
    readonly email: string
    readonly phone: string | null
    readonly lang: string
    readonly created_at: Date
  }
  readonly roles: readonly Record<string, unknown>[]
  readonly sessions: readonly Record<string, unknown>[]
  readonly passkeys: readonly Record<string, unknown>[]
  readonly consents: readonly { notice: string; given_at: Date; withdrawn_at: Date | null }[]
  readonly erasureRequests: readonly Record<string, unknown>[]
  readonly mails: readonly Record<string, unknown>[]
}

/** Everything kept of a person under the account, as it is handed over; secrets and their hashes are left out. */
export async function ownData(db: Db, accountId: string): Promise<OwnData> {
  const account = await db
    .selectFrom('account')
    .select(['name', 'username', 'email', 'phone', 'lang', 'created_at'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return {
    account: { ...account, email: account.email.endsWith('.invalid') ? '' : account.email },
    roles: await db
      .selectFrom('role_grant')
      .select([
        'role',
        'place_code',
        'agency_id',
        'producer_id',
        'from_day',
        'to_day',
        'ended_at',
        'end_reason',
      ])
      .where('account_id', '=', accountId)
      .execute(),
    sessions: await db
      .selectFrom('account_session')
      .select(['ip_address', 'user_agent', 'created_at', 'seen_at', 'expires_at'])
      .where('account_id', '=', accountId)
      .execute(),
    passkeys: await db
      .selectFrom('account_passkey')
      .select(['name', 'created_at', 'used_at'])
      .where('account_id', '=', accountId)
      .execute(),
    consents: await db
      .selectFrom('personal_consent')
      .select(['notice', 'given_at', 'withdrawn_at'])
      .where('account_id', '=', accountId)
      .orderBy('given_at', 'desc')
      .execute(),
    erasureRequests: await db
      .selectFrom('erasure_request')
      .select(['reason', 'asked_at', 'decided_at', 'outcome', 'answer'])
      .where('account_id', '=', accountId)
      .orderBy('asked_at', 'desc')
      .execute(),
    mails: await db
      .selectFrom('mail')
      .select(['subject', 'body', 'created_at', 'sent_at'])
      .where('to_address', '=', account.email)
      .orderBy('created_at', 'desc')
      .limit(1000)
      .execute(),
  }
}

export interface Looked {
  readonly at: Date
  readonly by: string | null
  readonly action: string
  readonly subjectKind: string | null
}

/** Who looked at or changed the account and the producers' personal data of this person, others than the person. */
export function othersDeeds(db: Db, accountId: string): Promise<Looked[]> {
  const producers = db
    .selectFrom('role_grant')
    .select(sql<string>`producer_id::text`.as('id'))
    .where('account_id', '=', accountId)
    .where('producer_id', 'is not', null)
  return db
    .selectFrom('audit_entry')
    .select(['at', 'actor_name as by', 'action', 'subject_kind as subjectKind'])
    .where((eb) =>
      eb.or([
        eb.and([eb('subject_kind', '=', 'account'), eb('subject_id', '=', accountId)]),
        eb.and([
          eb('subject_kind', '=', 'producer'),
          eb('subject_id', 'in', producers),
          eb('action', 'like', '%personal%'),
        ]),
      ]),
    )
    .where('actor_id', 'is distinct from', accountId)
    .orderBy('seq', 'desc')
    .limit(100)
    .execute()
}

export function openRequests(db: Db) {
  return db
    .selectFrom('erasure_request as r')
    .innerJoin('account as a', 'a.id', 'r.account_id')
    .select([
      'r.id',
      'r.account_id as accountId',
      'r.reason',
      'r.asked_at as askedAt',
      'a.name',
      'a.username',
    ])
    .where('r.decided_at', 'is', null)
    .orderBy('r.asked_at')
    .limit(200)
    .execute()
}
