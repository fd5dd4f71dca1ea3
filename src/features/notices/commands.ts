import { type CommandContext, ok, type Result } from '../../platform/command/index.ts'
import { EVERY_KIND } from './send.ts'

/** Marks one notice of the person's own (or all of them) as read; answers where it leads. */
export async function markRead(ctx: CommandContext, noticeId: string | null): Promise<Result<string | null>> {
  const accountId = ctx.actor.accountId
  if (accountId === null) return ok(null)
  await ctx.db
    .updateTable('notice_copy')
    .set({ read_at: ctx.now })
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .$if(noticeId !== null, (query) => query.where('notice_id', '=', noticeId))
    .execute()
  if (noticeId === null) return ok(null)
  const row = await ctx.db
    .selectFrom('notice_copy as c')
    .innerJoin('notice as n', 'n.id', 'c.notice_id')
    .select('n.path')
    .where('c.account_id', '=', accountId)
    .where('n.id', '=', noticeId)
    .executeTakeFirst()
  return ok(row?.path ?? null)
}

/** Which kinds are sent by e-mail; the inbox takes every kind. */
export async function chooseEmails(
  ctx: CommandContext,
  input: { readonly all: boolean; readonly kinds: readonly string[]; readonly known: readonly string[] },
): Promise<Result<void>> {
  const accountId = ctx.actor.accountId!
  const silent = [
    ...(input.all ? [] : [EVERY_KIND]),
    ...input.known.filter((kind) => !input.kinds.includes(kind)),
  ]
  await ctx.db.deleteFrom('notice_silence').where('account_id', '=', accountId).execute()
  if (silent.length > 0)
    await ctx.db
      .insertInto('notice_silence')
      .values(silent.map((kind) => ({ account_id: accountId, kind })))
      .execute()
  ctx.audit({
    action: 'notice.emails-chosen',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { off: silent.length },
  })
  return ok()
}
