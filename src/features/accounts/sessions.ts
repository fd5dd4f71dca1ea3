import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'

/** One place where a person is signed in, as the account page lists it. */
export interface OpenSession {
  readonly id: string
  readonly startedAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
  readonly address: string | null
  readonly userAgent: string | null
}

export async function openSessions(db: Db, accountId: string): Promise<readonly OpenSession[]> {
  const rows = await db
    .selectFrom('account_session')
    .select(['id', 'created_at', 'seen_at', 'expires_at', 'ip_address', 'user_agent'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', new Date())
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    address: row.ip_address,
    userAgent: row.user_agent,
  }))
}

const freshMinutes = 15

/** Whether a person signed in so lately that what guards the account need not be asked again. */
export function isFresh(session: Pick<OpenSession, 'startedAt'> | undefined): boolean {
  return session !== undefined && Date.now() - session.startedAt.getTime() < freshMinutes * 60_000
}

/** Ends sessions of an account: all, all but one, or only one. The next request of each is a visitor's. */
export async function endSessions(
  ctx: Pick<CommandContext, 'db'>,
  accountId: string,
  which: { readonly except?: string; readonly only?: string } = {},
): Promise<number> {
  const ended = await ctx.db
    .deleteFrom('account_session')
    .where('account_id', '=', accountId)
    .$if(which.except !== undefined, (query) => query.where('id', '<>', which.except!))
    .$if(which.only !== undefined, (query) => query.where('id', '=', which.only!))
    .executeTakeFirst()
  return Number(ended.numDeletedRows)
}

/** Ends one of one's own sessions: signing out here, or on a machine left somewhere else. */
export async function endOwnSession(ctx: CommandContext, sessionId: string): Promise<Result<void>> {
  const { accountId } = ctx.actor
  if (!accountId) return refuse('sign-in-needed')
  const ended = await endSessions(ctx, accountId, { only: sessionId })
  if (ended === 0) return refuse('session-ended-already')
  ctx.audit({ action: 'session.ended', subjectKind: 'account', subjectId: accountId, detail: { sessionId } })
  return ok()
}

export async function endOtherSessions(ctx: CommandContext, keepId: string): Promise<Result<void>> {
  const { accountId } = ctx.actor
  if (!accountId) return refuse('sign-in-needed')
  const ended = await endSessions(ctx, accountId, { except: keepId })
  ctx.audit({
    action: 'session.ended',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { others: true, ended },
  })
  return ok()
}
