import { sql } from 'kysely'
import type { Actor } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { type Permission, type Role, reachOf } from '../../rules/permissions/index.ts'
import { emailOf, noEmail } from './email.ts'
import type { Territory } from './places.ts'

export interface GrantLine {
  readonly id: string
  readonly role: Role
  readonly place: string | null
  readonly agencyId: string | null
  readonly producerId: string | null
  readonly producerName: string | null
  readonly from: string
  readonly to: string | null
  readonly endedAt: Date | null
  readonly endReason: string | null
  readonly reason: string | null
  /** Name of the person who lent this role; null where it is the holder's own. */
  readonly lentBy: string | null
}

export type AccountState = 'active' | 'invited' | 'locked'

export interface AccountLine {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly state: AccountState
  readonly twoFactor: boolean
  readonly isDemo: boolean
  readonly grants: readonly GrantLine[]
}

export interface AccountPage {
  readonly items: readonly AccountLine[]
  readonly total: number
}

export const accountsPerPage = 30

/** Accounts an administrator may see: those without a role, and those with a live role in a place within reach. */
export async function listAccounts(
  db: Db,
  territory: Territory,
  about: {
    readonly actor: Actor
    readonly today: string
    readonly search: string
    readonly role?: Role | undefined
    readonly state?: AccountState | undefined
    readonly page: number
  },
): Promise<AccountPage> {
  const { today } = about
  const codes = codesWithin(territory, about.actor, today)
  if (codes?.length === 0) return { items: [], total: 0 }
  const isLive = sql<boolean>`g.ended_at IS NULL AND (g.to_day IS NULL OR g.to_day >= ${today})`
  const hasPassword = sql<boolean>`EXISTS (SELECT FROM account_credential c WHERE c.account_id = a.id)`
  let query = db.selectFrom('account as a')
  if (codes) {
    query = query.where(sql<boolean>`(
      NOT EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND ${isLive})
      OR EXISTS (SELECT FROM role_grant g LEFT JOIN producer p ON p.id = g.producer_id
        WHERE g.account_id = a.id AND ${isLive}
          AND COALESCE(g.place_code, p.place_code, p.province_code) = ANY (${codes})))`)
  }
  for (const word of about.search.split(' ').filter(Boolean)) {
    const part = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        eb('a.name_folded', 'like', part),
        eb('a.username', 'like', part),
        eb.and([eb('a.email', 'like', part), eb('a.email', 'not like', `%${noEmail}`)]),
      ]),
    )
  }
  if (about.role) {
    query = query.where(
      sql<boolean>`EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role = ${about.role} AND ${isLive})`,
    )
  }
  if (about.state === 'locked') query = query.where('a.locked_at', 'is not', null)
  if (about.state === 'invited')
    query = query.where('a.locked_at', 'is', null).where(sql<boolean>`NOT ${hasPassword}`)
  if (about.state === 'active') query = query.where('a.locked_at', 'is', null).where(hasPassword)
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'a.id',
      'a.username',
      'a.name',
      'a.email',
      'a.phone',
      'a.locked_at',
      'a.two_factor_enabled',
      'a.is_demo',
    ])
    .select(hasPassword.as('has_password'))
    .orderBy('a.name_folded')
    .orderBy('a.id')
    .limit(accountsPerPage)
    .offset((about.page - 1) * accountsPerPage)
    .execute()
  const grants = await grantsOf(
    db,
    rows.map((row) => row.id),
    today,
  )
  return { total, items: rows.map((row) => lineOf(row, grants.get(row.id) ?? [])) }
}

/** Every code within the actor's reach for a permission; undefined = no limit. */
export function codesWithin(
  territory: Territory,
  actor: Actor,
  today: string,
  permission: Permission = 'account.manage',
): string[] | undefined {
  const reach = reachOf(actor, permission, today)
  if (reach.everything) return undefined
  return territory
    .places(today)
    .map((place) => place.code)
    .filter((code) => territory.governing(code, today).some((above) => reach.places.includes(above)))
}

interface AccountRow {
  id: string
  username: string
  name: string
  email: string
  phone: string | null
  locked_at: Date | null
  two_factor_enabled: boolean
  is_demo: boolean
  has_password: boolean
}

function lineOf(row: AccountRow, grants: readonly GrantLine[]): AccountLine {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    email: emailOf(row),
    phone: row.phone,
    state: row.locked_at ? 'locked' : row.has_password ? 'active' : 'invited',
    twoFactor: row.two_factor_enabled,
    isDemo: row.is_demo,
    grants,
  }
}

/** Live and coming grants of these accounts. */
async function grantsOf(
  db: Db,
  accountIds: readonly string[],
  today: string,
): Promise<Map<string, GrantLine[]>> {
  const byAccount = new Map<string, GrantLine[]>()
  if (accountIds.length === 0) return byAccount
  const rows = await grantQuery(db)
    .where('g.account_id', 'in', accountIds)
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('g.to_day', 'is', null), eb('g.to_day', '>=', today)]))
    .execute()
  for (const row of rows) {
    byAccount.set(row.account_id, [...(byAccount.get(row.account_id) ?? []), grantLine(row)])
  }
  return byAccount
}

/** All grants of an account, past ones too, newest first. */
export async function grantHistory(db: Db, accountId: string): Promise<readonly GrantLine[]> {
  return (await grantQuery(db).where('g.account_id', '=', accountId).execute()).map(grantLine).reverse()
}

function grantQuery(db: Db) {
  return db
    .selectFrom('role_grant as g')
    .leftJoin('producer as p', 'p.id', 'g.producer_id')
    .leftJoin('account as lender', 'lender.id', 'g.delegated_by')
    .selectAll('g')
    .select(['p.name as producer_name', 'lender.name as lender_name'])
    .orderBy('g.from_day')
    .orderBy('g.id')
}

type GrantRow = Awaited<ReturnType<ReturnType<typeof grantQuery>['execute']>>[number]

function grantLine(row: GrantRow): GrantLine {
  return {
    id: row.id,
    role: row.role as Role,
    place: row.place_code,
    agencyId: row.agency_id,
    producerId: row.producer_id,
    producerName: row.producer_name,
    from: row.from_day,
    to: row.to_day,
    endedAt: row.ended_at,
    endReason: row.end_reason,
    reason: row.reason,
    lentBy: row.lender_name,
  }
}

export async function findAccount(db: Db, id: string) {
  return db
    .selectFrom('account as a')
    .selectAll('a')
    .select(
      sql<boolean>`EXISTS (SELECT FROM account_credential c WHERE c.account_id = a.id)`.as('has_password'),
    )
    .select(sql<boolean>`EXISTS (SELECT FROM account_passkey k WHERE k.account_id = a.id)`.as('has_passkey'))
    .where('a.id', '=', id)
    .executeTakeFirst()
}

/** Accounts that hold a role today in exactly this place (any place when none is given): whom a notice goes to. */
export async function peopleWithRole(
  db: Db,
  about: {
    readonly role: Role
    readonly place?: string
    readonly producerId?: string
    readonly today: string
  },
): Promise<readonly { id: string; name: string; email: string | null; lang: 'vi' | 'en' }[]> {
  const rows = await db
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select(['a.id', 'a.name', 'a.email', 'a.lang'])
    .distinct()
    .where('a.locked_at', 'is', null)
    .where('g.role', '=', about.role)
    .where('g.ended_at', 'is', null)
    .where('g.from_day', '<=', about.today)
    .where((eb) => eb.or([eb('g.to_day', 'is', null), eb('g.to_day', '>=', about.today)]))
    .$if(about.place !== undefined, (query) => query.where('g.place_code', '=', about.place!))
    .$if(about.producerId !== undefined, (query) => query.where('g.producer_id', '=', about.producerId!))
    .orderBy('a.name')
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, email: emailOf(row), lang: row.lang }))
}
