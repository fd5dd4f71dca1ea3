import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { revokeAllTokens } from './access-tokens.ts'
import { mayManageAccount } from './authority.ts'
import { isLastAdministrator } from './grants.ts'
import type { Territory } from './places.ts'
import { endSessions } from './sessions.ts'

/** Locks an account: nobody signs in with it, every session and access token of it stops at once. */
export async function lockAccount(
  ctx: CommandContext,
  territory: Territory,
  input: { readonly accountId: string; readonly reason: string },
): Promise<Result<void>> {
  if (!input.reason.trim()) return refuse('account-reason-missing', { field: 'reason' })
  const account = await ctx.db
    .selectFrom('account')
    .select(['id', 'locked_at'])
    .where('id', '=', input.accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) return refuse('not-found')
  if (!(await mayManageAccount(ctx, territory, input.accountId))) return refuse('forbidden')
  if (input.accountId === ctx.actor.accountId) return refuse('lock-own-account')
  if (account.locked_at) return refuse('account-locked-already')
  if (await isLastAdministrator(ctx, input.accountId)) return refuse('last-administrator')
  await ctx.db
    .updateTable('account')
    .set({ locked_at: ctx.now, lock_reason: input.reason, updated_at: ctx.now })
    .where('id', '=', input.accountId)
    .execute()
  const sessions = await endSessions(ctx, input.accountId)
  // Unlocking must not wake what programs were given before.
  await revokeAllTokens(ctx, input.accountId)
  ctx.audit({
    action: 'account.locked',
    subjectKind: 'account',
    subjectId: input.accountId,
    detail: { reason: input.reason, sessionsEnded: sessions },
  })
  return ok()
}

export async function unlockAccount(
  ctx: CommandContext,
  territory: Territory,
  accountId: string,
): Promise<Result<void>> {
  if (!(await mayManageAccount(ctx, territory, accountId))) return refuse('forbidden')
  const unlocked = await ctx.db
    .updateTable('account')
    .set({ locked_at: null, lock_reason: null, updated_at: ctx.now })
    .where('id', '=', accountId)
    .where('locked_at', 'is not', null)
    .executeTakeFirst()
  if (Number(unlocked.numUpdatedRows) === 0) return refuse('account-not-locked')
  ctx.audit({ action: 'account.unlocked', subjectKind: 'account', subjectId: accountId })
  return ok()
}
