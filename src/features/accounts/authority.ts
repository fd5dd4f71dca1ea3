import { type CommandContext, system } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { allowed, mayAnywhere, type Permission } from '../../rules/permissions/index.ts'
import type { Territory } from './places.ts'

type Asker = Pick<CommandContext, 'actor' | 'today'>

/** Where a grant reaches, for asking who may give or end it: no place at all = the whole instance. */
export async function placesOfGrant(
  db: Db,
  territory: Territory,
  today: string,
  grant: { readonly place_code: string | null; readonly producer_id: string | null },
): Promise<readonly string[]> {
  if (grant.place_code) return territory.governing(grant.place_code, today)
  if (!grant.producer_id) return []
  const producer = await db
    .selectFrom('producer')
    .select(['place_code', 'place_day', 'province_code'])
    .where('id', '=', grant.producer_id)
    .executeTakeFirst()
  const code = producer?.place_code
  const commune = code ? territory.governing(code, today, producer.place_day ?? today) : []
  return [...new Set([...commune, ...(producer?.province_code ? [producer.province_code] : [])])]
}

/** The system itself (demo data, command line) is not asked; a person must hold the permission for these places. */
export function mayIn(ctx: Asker, permission: Permission, places: readonly string[]): boolean {
  return allowed(ctx, permission, { places })
}

/**
 * Whether the actor may manage an account: every role it holds must lie within the actor's own reach, so that nobody
 * locks or takes over someone who reaches further. An account without a role is open to every administrator.
 */
export async function mayManageAccount(
  ctx: Asker & { readonly db: Db },
  territory: Territory,
  accountId: string,
): Promise<boolean> {
  const grants = () =>
    ctx.db
      .selectFrom('role_grant')
      .select(['place_code', 'producer_id'])
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', ctx.today)]))
      .execute()
  return reachesAll(ctx, territory, 'account.manage', grants)
}

/**
 * Whether the actor may decide on the erasure of an account: every role it holds or ever held lies within the actor's own
 * reach. Who asks for erasure has no role left, so that those of today would say nothing.
 */
export async function mayEraseAccount(
  ctx: Asker & { readonly db: Db },
  territory: Territory,
  accountId: string,
): Promise<boolean> {
  const grants = () =>
    ctx.db
      .selectFrom('role_grant')
      .select(['place_code', 'producer_id'])
      .where('account_id', '=', accountId)
      .execute()
  return reachesAll(ctx, territory, 'personal.erase', grants)
}

async function reachesAll(
  ctx: Asker & { readonly db: Db },
  territory: Territory,
  permission: Permission,
  grants: () => Promise<{ readonly place_code: string | null; readonly producer_id: string | null }[]>,
): Promise<boolean> {
  if (ctx.actor === system) return true
  if (!mayAnywhere(ctx.actor, permission, ctx.today)) return false
  for (const grant of await grants()) {
    const places = await placesOfGrant(ctx.db, territory, ctx.today, grant)
    if (!mayIn(ctx, permission, places)) return false
  }
  return true
}
