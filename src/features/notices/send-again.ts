import { z } from 'zod'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { heardWithin } from './queries.ts'
import { letterText } from './say.ts'
import type { Post } from './send.ts'

const address = z.email()

/**
 * Sends once more, to the address known now, what the mail server refused, what was kept, or what found no address. What went
 * through, or was turned off by whom it is for, is left alone.
 */
export async function sendAgain(
  ctx: CommandContext,
  post: Post,
  input: {
    readonly noticeId: string
    readonly accountId: string
    readonly within: readonly string[] | undefined
  },
): Promise<Result<void>> {
  const row = await ctx.db
    .selectFrom('notice_delivery as d')
    .innerJoin('notice as n', 'n.id', 'd.notice_id')
    .innerJoin('account as a', 'a.id', 'd.account_id')
    .select(['d.state', 'd.mail_id', 'n.words', 'n.path'])
    .where('d.notice_id', '=', input.noticeId)
    .where('d.account_id', '=', input.accountId)
    .where('d.channel', '=', 'email')
    .$if(input.within !== undefined, (query) => query.where(heardWithin(input.within ?? [])))
    .forUpdate('d')
    .executeTakeFirst()
  const way = post.channels.find((channel) => channel.id === 'email')?.adapter
  if (!row || !way) return refuse('not-found')
  const [person] = await post.people.recipients(ctx.db, { accountIds: [input.accountId] }, ctx.today)
  const to = address.safeParse(person && way.addressOf(person)).data
  if (!person || to === undefined) return refuse('notice-no-address')
  if (row.state === 'no-address') {
    const mailId = await way.handOver(ctx.db, to, {
      subject: `Sao Làng: ${row.words[person.lang].title}`,
      body: letterText(row.words[person.lang], person, { baseUrl: post.baseUrl, path: row.path }),
      about: { kind: 'notice', id: input.noticeId },
    })
    await ctx.db
      .updateTable('notice_delivery')
      .set({ state: 'handed-over', mail_id: mailId })
      .where('notice_id', '=', input.noticeId)
      .where('account_id', '=', input.accountId)
      .where('channel', '=', 'email')
      .execute()
  } else if (row.mail_id === null || !(await way.again(ctx.db, row.mail_id, to)))
    return refuse('notice-not-sent-again')
  ctx.audit({
    action: 'notice.sent-again',
    subjectKind: 'account',
    subjectId: input.accountId,
    detail: { notice: input.noticeId },
  })
  return ok()
}
