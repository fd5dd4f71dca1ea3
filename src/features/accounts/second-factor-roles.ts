import type { Actor } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { OperatorError } from '../../platform/problem.ts'
import { ROLES, type Role } from '../../rules/permissions/index.ts'

/** The roles that ask for a second factor, as `SECOND_FACTOR_ROLES` names them; a name no role has stops the start. */
export function secondFactorRoles(names: readonly string[]): ReadonlySet<Role> {
  const known: readonly string[] = ROLES.filter((role) => role !== 'public')
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new OperatorError(
      `SECOND_FACTOR_ROLES: ${unknown.join(', ')} không phải là vai trò / is no role (${known.join(', ')})`,
    )
  return new Set(names as Role[])
}

/**
 * Whether somebody who came by password alone holds a role today that gives nothing until a second factor is there. Demo
 * accounts are exempt: their password is printed for everybody, and they open only in a demonstration.
 */
export async function needsSecondFactor(
  db: Db,
  roles: ReadonlySet<Role>,
  about: { readonly accountId: string; readonly today: string },
): Promise<boolean> {
  if (roles.size === 0) return false
  const held = await db
    .selectFrom('role_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .select('g.id')
    .where('g.account_id', '=', about.accountId)
    .where('g.role', 'in', [...roles])
    .where('g.ended_at', 'is', null)
    .where('g.from_day', '<=', about.today)
    .where((eb) => eb.or([eb('g.to_day', 'is', null), eb('g.to_day', '>=', about.today)]))
    .where('a.is_demo', '=', false)
    .limit(1)
    .executeTakeFirst()
  return held !== undefined
}

/** Whether a session without a second factor belongs to an account that has one: then it may not change what opens the account. */
export async function mustSignInWithFactor(db: Db, actor: Actor): Promise<boolean> {
  if (!actor.withheld?.length || !actor.accountId) return false
  const { accountId } = actor
  const account = await db
    .selectFrom('account as a')
    .leftJoin('account_passkey as k', 'k.account_id', 'a.id')
    .select(['a.two_factor_enabled', 'k.id as passkey'])
    .where('a.id', '=', accountId)
    .limit(1)
    .executeTakeFirst()
  return account !== undefined && (account.two_factor_enabled || account.passkey !== null)
}
