import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { ROLES, type Role } from '../../rules/permissions/index.ts'
import { mayIn, placesOfGrant } from './authority.ts'
import type { Territory } from './places.ts'

/** A role for an account: where it holds and on which days (both counted). */
export interface GrantInput {
  readonly accountId: string
  readonly role: Role
  /** Code of a province or commune; absent = the whole instance. */
  readonly place?: string | null | undefined
  readonly agencyId?: string | null | undefined
  /** The producer a `producer` grant acts for. */
  readonly producerId?: string | null | undefined
  /** First day; today when absent. */
  readonly from?: string | undefined
  readonly to?: string | null | undefined
  readonly reason?: string | null | undefined
}

/** Gives a role. Nobody gives one that reaches beyond the places where he may manage grants himself. */
export async function grantRole(
  ctx: CommandContext,
  territory: Territory,
  input: GrantInput,
): Promise<Result<{ grantId: string }>> {
  const wrong = await flawOf(ctx, territory, input)
  if (wrong) return wrong
  const row = {
    id: uuidv7(),
    account_id: input.accountId,
    role: input.role,
    place_code: input.role === 'producer' ? null : (input.place ?? null),
    agency_id: input.role === 'agency' ? (input.agencyId ?? null) : null,
    producer_id: input.role === 'producer' ? (input.producerId ?? null) : null,
    from_day: input.from ?? ctx.today,
    to_day: input.to ?? null,
  }
  const places = await placesOfGrant(ctx.db, territory, ctx.today, row)
  if (!mayIn(ctx, 'grant.manage', places)) return refuse('grant-out-of-reach', { field: 'place' })
  if (await isHeld(ctx, row)) return refuse('grant-held', { field: 'role' })
  await ctx.db
    .insertInto('role_grant')
    .values({ ...row, reason: input.reason ?? null, given_by: ctx.actor.accountId, created_at: ctx.now })
    .execute()
  ctx.audit({
    action: 'grant.given',
    subjectKind: 'account',
    subjectId: input.accountId,
    place: row.place_code,
    detail: { ...row, reason: input.reason ?? null },
  })
  return ok({ grantId: row.id })
}

async function flawOf(ctx: CommandContext, territory: Territory, input: GrantInput) {
  if (!ROLES.includes(input.role) || input.role === 'public') return refuse('role-unknown', { field: 'role' })
  const account = await ctx.db
    .selectFrom('account')
    .select('id')
    .where('id', '=', input.accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) return refuse('not-found')
  if (input.to && input.to < (input.from ?? ctx.today))
    return refuse('grant-ends-before-start', { field: 'to' })
  if (input.role === 'producer') {
    if (!input.producerId) return refuse('grant-needs-producer', { field: 'producer' })
    const producer = await ctx.db
      .selectFrom('producer')
      .select('id')
      .where('id', '=', input.producerId)
      .executeTakeFirst()
    return producer ? undefined : refuse('producer-unknown', { field: 'producer' })
  }
  if (input.role === 'agency') {
    if (!input.agencyId) return refuse('grant-needs-agency', { field: 'agency' })
    const known = territory.agencies(ctx.today).some((agency) => agency.id === input.agencyId)
    if (!known) return refuse('agency-unknown', { field: 'agency' })
  }
  if (input.role === 'commune-officer' && !input.place)
    return refuse('grant-needs-commune', { field: 'place' })
  if (input.place && territory.governing(input.place, ctx.today).length === 0)
    return refuse('grant-place-unknown', { field: 'place', data: { code: input.place } })
  return undefined
}

/** The same role for the same scope on an overlapping day. */
async function isHeld(
  ctx: CommandContext,
  row: {
    account_id: string
    role: string
    place_code: string | null
    agency_id: string | null
    producer_id: string | null
    from_day: string
    to_day: string | null
  },
): Promise<boolean> {
  const held = await ctx.db
    .selectFrom('role_grant')
    .select('id')
    .where('account_id', '=', row.account_id)
    .where('role', '=', row.role)
    .where('place_code', 'is not distinct from', row.place_code)
    .where('agency_id', 'is not distinct from', row.agency_id)
    .where('producer_id', 'is not distinct from', row.producer_id)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', row.from_day)]))
    .$if(row.to_day !== null, (query) => query.where('from_day', '<=', row.to_day!))
    .executeTakeFirst()
  return held !== undefined
}

/** Ends a role at once. The instance never loses its last administrator. */
export async function endGrant(
  ctx: CommandContext,
  territory: Territory,
  input: { readonly grantId: string; readonly reason: string },
): Promise<Result<{ accountId: string }>> {
  if (!input.reason.trim()) return refuse('account-reason-missing', { field: 'reason' })
  const grant = await ctx.db
    .selectFrom('role_grant')
    .selectAll()
    .where('id', '=', input.grantId)
    .forUpdate()
    .executeTakeFirst()
  if (!grant) return refuse('not-found')
  const places = await placesOfGrant(ctx.db, territory, ctx.today, grant)
  if (!mayIn(ctx, 'grant.manage', places)) return refuse('forbidden')
  if (grant.ended_at) return refuse('grant-ended-already')
  if (grant.role === 'administrator' && (await isLastAdministrator(ctx, grant.account_id)))
    return refuse('last-administrator')
  await ctx.db
    .updateTable('role_grant')
    .set({ ended_at: ctx.now, ended_by: ctx.actor.accountId, end_reason: input.reason })
    .where('id', '=', grant.id)
    .execute()
  ctx.audit({
    action: 'grant.ended',
    subjectKind: 'account',
    subjectId: grant.account_id,
    place: grant.place_code,
    detail: { grantId: grant.id, role: grant.role, reason: input.reason },
  })
  return ok({ accountId: grant.account_id })
}

/**
 * Whether nobody else administers today as far as this account does: who holds the whole instance is not replaced by who holds
 * one commune, nor by whose role has a last day, when nobody would be left. All administrator grants are locked: two ends at
 * once see each other.
 */
export async function isLastAdministrator(ctx: CommandContext, accountId: string): Promise<boolean> {
  const grants = await ctx.db
    .selectFrom('role_grant')
    .innerJoin('account', 'account.id', 'role_grant.account_id')
    .select(['role_grant.account_id', 'role_grant.place_code', 'role_grant.to_day'])
    .where('role_grant.role', '=', 'administrator')
    .where('role_grant.ended_at', 'is', null)
    .where('role_grant.from_day', '<=', ctx.today)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', ctx.today)]))
    .where('account.locked_at', 'is', null)
    .orderBy('role_grant.id')
    .forUpdate()
    .execute()
  const own = grants.filter((grant) => grant.account_id === accountId)
  if (own.length === 0) return false
  const isEverywhere = own.some((grant) => grant.place_code === null)
  return !grants.some(
    (grant) =>
      grant.account_id !== accountId && grant.to_day === null && (!isEverywhere || grant.place_code === null),
  )
}
