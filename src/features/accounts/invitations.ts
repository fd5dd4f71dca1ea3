import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../platform/db/index.ts'
import { revokeAllTokens } from './access-tokens.ts'
import { makeToken, tokenHash } from './auth/secret-token.ts'
import { mayManageAccount } from './authority.ts'
import { setPasswordHash } from './create-account.ts'
import type { Territory } from './places.ts'
import { endSessions } from './sessions.ts'

/** An invitation is handed over by a person; a recovery link travels by mail and must not lie about for long. */
export const invitationHours = { invitation: 7 * 24, recovery: 1 } as const

export interface Invitation {
  readonly id: string
  readonly accountId: string
  readonly username: string
  readonly name: string
  readonly purpose: 'invitation' | 'recovery'
}

/**
 * Makes the link by which a person sets the password; the invitation before it stops working. Only its hash is kept: who made
 * it sees it once.
 */
export async function inviteToSetPassword(
  ctx: CommandContext,
  territory: Territory,
  accountId: string,
): Promise<Result<{ token: string; expiresAt: Date }>> {
  if (!(await mayManageAccount(ctx, territory, accountId))) return refuse('forbidden')
  const account = await ctx.db
    .selectFrom('account')
    .select(['id', 'locked_at'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) return refuse('not-found')
  if (account.locked_at) return refuse('account-locked-already')
  const made = await makeInvitation(ctx, accountId, 'invitation')
  ctx.audit({
    action: 'account.invited',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { invitationId: made.id, until: made.expiresAt.toISOString() },
  })
  return ok({ token: made.token, expiresAt: made.expiresAt })
}

export async function makeInvitation(
  ctx: CommandContext,
  accountId: string,
  purpose: 'invitation' | 'recovery',
): Promise<{ id: string; token: string; expiresAt: Date }> {
  await withdrawOpen(ctx, accountId, purpose)
  const token = makeToken()
  const expiresAt = new Date(ctx.now.getTime() + invitationHours[purpose] * 3_600_000)
  const id = uuidv7()
  await ctx.db
    .insertInto('account_invitation')
    .values({
      id,
      account_id: accountId,
      purpose,
      token: tokenHash(token),
      expires_at: expiresAt,
      created_by: ctx.actor.accountId,
      created_at: ctx.now,
    })
    .execute()
  return { id, token, expiresAt }
}

/** Links stop working: those of one purpose, as whoever knows a name may ask for recovery; or all, once one was used. */
async function withdrawOpen(
  ctx: CommandContext,
  accountId: string,
  purpose?: Invitation['purpose'],
): Promise<void> {
  await ctx.db
    .updateTable('account_invitation')
    .set({ withdrawn_at: ctx.now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .$if(purpose !== undefined, (query) => query.where('purpose', '=', purpose!))
    .execute()
}

const recoveryRestMs = 10 * 60_000

/** Whether a link to recover the password was sent so lately that it must not be replaced while its reader reaches for it. */
export async function recoveryJustSent(ctx: CommandContext, accountId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('account_invitation')
    .select('id')
    .where('account_id', '=', accountId)
    .where('purpose', '=', 'recovery')
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('created_at', '>', new Date(ctx.now.getTime() - recoveryRestMs))
    .executeTakeFirst()
  return row !== undefined
}

/** The open invitation of a link; null when it is unknown, used, replaced or out of time. */
export async function findInvitation(db: Db, token: string, now: Date): Promise<Invitation | null> {
  const row = await db
    .selectFrom('account_invitation as i')
    .innerJoin('account as a', 'a.id', 'i.account_id')
    .select(['i.id', 'i.account_id', 'i.purpose', 'a.username', 'a.name'])
    .where('i.token', '=', tokenHash(token))
    .where('i.used_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .where('i.expires_at', '>', now)
    .where('a.locked_at', 'is', null)
    .executeTakeFirst()
  return row
    ? { id: row.id, accountId: row.account_id, username: row.username, name: row.name, purpose: row.purpose }
    : null
}

/** Sets the password by the link: it works once, and whoever came in by the old password, person or program, is out. */
export async function acceptInvitation(
  ctx: CommandContext,
  input: { readonly token: string; readonly passwordHash: string },
): Promise<Result<{ username: string }>> {
  const invitation = await findInvitation(ctx.db, input.token, ctx.now)
  if (!invitation) return refuse('invitation-gone')
  const used = await ctx.db
    .updateTable('account_invitation')
    .set({ used_at: ctx.now })
    .where('id', '=', invitation.id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (Number(used.numUpdatedRows) === 0) return refuse('invitation-gone')
  await setPasswordHash(ctx, invitation.accountId, input.passwordHash)
  await withdrawOpen(ctx, invitation.accountId)
  await endSessions(ctx, invitation.accountId)
  await revokeAllTokens(ctx, invitation.accountId)
  ctx.audit({
    action: 'password.set',
    subjectKind: 'account',
    subjectId: invitation.accountId,
    detail: { by: invitation.purpose, invitationId: invitation.id },
  })
  return ok({ username: invitation.username })
}
