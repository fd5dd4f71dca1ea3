import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../platform/db/index.ts'
import { makeToken, tokenHash } from './auth/secret-token.ts'

/** Tokens begin so, that scanners of leaked secrets and people can tell what they found. */
export const tokenPrefix = 'saolang_'

/** How long a token may live, in days; the person chooses one of these. */
export const tokenDays = [30, 90, 365] as const

const mostTokens = 20

export interface AccessToken {
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly lastDay: string
  readonly seenAt: Date | null
  readonly createdAt: Date
}

export async function accessTokens(
  db: Db,
  accountId: string,
  today: string,
): Promise<readonly AccessToken[]> {
  const rows = await db
    .selectFrom('account_token')
    .select(['id', 'name', 'hint', 'last_day', 'seen_at', 'created_at'])
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('last_day', '>=', today)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    lastDay: row.last_day,
    seenAt: row.seen_at,
    createdAt: row.created_at,
  }))
}

/** Makes a token for programs that act for this person, with the person's own permissions. Its text is told once. */
export async function makeAccessToken(
  ctx: CommandContext,
  input: { readonly name: string; readonly lastDay: string },
): Promise<Result<{ token: string }>> {
  const { accountId } = ctx.actor
  if (!accountId) return refuse('sign-in-needed')
  const name = input.name.trim()
  if (!name) return refuse('token-name-missing', { field: 'name' })
  if (name.length > 100) return refuse('too-long', { field: 'name', data: { maximum: 100 } })
  if (input.lastDay < ctx.today) return refuse('invalid', { field: 'days' })
  if ((await accessTokens(ctx.db, accountId, ctx.today)).length >= mostTokens)
    return refuse('too-many-tokens', { data: { maximum: mostTokens } })
  const token = tokenPrefix + makeToken()
  const id = uuidv7()
  await ctx.db
    .insertInto('account_token')
    .values({
      id,
      account_id: accountId,
      name,
      token: tokenHash(token),
      hint: token.slice(-4),
      last_day: input.lastDay,
      created_at: ctx.now,
    })
    .execute()
  ctx.audit({
    action: 'access-token.made',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { tokenId: id, name, lastDay: input.lastDay },
  })
  return ok({ token })
}

export async function revokeAccessToken(ctx: CommandContext, tokenId: string): Promise<Result<void>> {
  const { accountId } = ctx.actor
  if (!accountId) return refuse('sign-in-needed')
  const revoked = await ctx.db
    .updateTable('account_token')
    .set({ revoked_at: ctx.now })
    .where('id', '=', tokenId)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (Number(revoked.numUpdatedRows) === 0) return refuse('token-revoked-already')
  ctx.audit({
    action: 'access-token.revoked',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { tokenId },
  })
  return ok()
}

/** What opens an account is new, or was taken off: programs, too, must be let in anew by the person. */
export async function revokeAllTokens(ctx: CommandContext, accountId: string): Promise<void> {
  const revoked = await ctx.db
    .updateTable('account_token')
    .set({ revoked_at: ctx.now })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('last_day', '>=', ctx.today)
    .executeTakeFirst()
  const many = Number(revoked.numUpdatedRows)
  if (many === 0) return
  ctx.audit({
    action: 'access-token.revoked',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { all: true, revoked: many },
  })
}
