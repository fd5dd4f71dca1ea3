import { z } from 'zod'
import type { Actor, CommandContext } from '../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../platform/db/index.ts'
import type { Notice, NoticeTemplate, NoticeTo } from '../../platform/notice.ts'
import type { Permission } from '../../rules/permissions/index.ts'
import type { Channel, Person } from './channels.ts'
import { letterText, sayIn } from './say.ts'
import type { DeliveryState, Said } from './tables.ts'

/** Who they are is known elsewhere: the people a notice goes to, each once. */
export interface People {
  recipients(db: Db, to: NoticeTo, today: string): Promise<readonly Person[]>
  /** Codes of the places within the actor's reach; undefined = no limit. */
  codesWithin(actor: Actor, permission: Permission, today: string): readonly string[] | undefined
}

export interface Post {
  readonly people: People
  readonly channels: readonly Channel[]
  readonly baseUrl: string
  templateOf(kind: string): NoticeTemplate | undefined
}

/** Kind under which all e-mail is turned off. */
export const EVERY_KIND = '*'

const address = z.email()

/**
 * Tells people something: the inbox rows, and what goes out beside them, in the transaction of the cause. A key that was
 * used before (by another instance at the same moment too) sends nothing.
 */
export async function sendNotice(ctx: CommandContext, post: Post, notice: Notice): Promise<number> {
  const template = post.templateOf(notice.kind)
  if (!template) throw new Error(`${notice.kind} has no words: its feature supplies them as \`notices\``)
  const told = await post.people.recipients(ctx.db, notice.to, ctx.today)
  const people = told.filter((one) => !(notice.exceptActor && one.id === ctx.actor.accountId))
  if (people.length === 0) return 0
  const said = sayIn(template, notice.params ?? {})
  const id = await write(ctx, notice, said)
  if (!id) return 0
  await ctx.db
    .insertInto('notice_copy')
    .values(people.map((one) => ({ notice_id: id, account_id: one.id, created_at: ctx.now, read_at: null })))
    .execute()
  await hand(ctx, post, notice, { id, said, people })
  return people.length
}

async function write(ctx: CommandContext, notice: Notice, said: Said): Promise<string | undefined> {
  const row = await ctx.db
    .insertInto('notice')
    .values({
      id: uuidv7(),
      kind: notice.kind,
      key: notice.key ?? null,
      words: jsonb(said),
      path: notice.path,
      about_kind: notice.about?.kind ?? null,
      about_id: notice.about?.id ?? null,
      caused_by: ctx.actor.accountId === null ? null : ctx.actor.name,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Every open way to every person, and a line for each: handed over, or why not. */
async function hand(
  ctx: CommandContext,
  post: Post,
  notice: Notice,
  { id, said, people }: { id: string; said: Said; people: readonly Person[] },
): Promise<void> {
  const silent = await silenced(
    ctx.db,
    people.map((one) => one.id),
    notice.kind,
  )
  for (const { id: channel, adapter } of post.channels) {
    if (!adapter) continue
    for (const person of people) {
      const to = adapter.addressOf(person)
      const state: DeliveryState = silent.has(person.id)
        ? 'turned-off'
        : to !== null && (channel !== 'email' || address.safeParse(to).success)
          ? 'handed-over'
          : 'no-address'
      const mailId =
        state === 'handed-over'
          ? await adapter.handOver(ctx.db, to!, {
              subject: `Sao Làng: ${said[person.lang].title}`,
              body: letterText(said[person.lang], person, { baseUrl: post.baseUrl, path: notice.path }),
              about: { kind: 'notice', id },
            })
          : null
      await ctx.db
        .insertInto('notice_delivery')
        .values({
          notice_id: id,
          account_id: person.id,
          channel,
          state,
          mail_id: mailId,
          created_at: ctx.now,
        })
        .execute()
    }
  }
}

async function silenced(db: Db, accountIds: readonly string[], kind: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('notice_silence')
    .select('account_id')
    .where('account_id', 'in', [...accountIds])
    .where('kind', 'in', [kind, EVERY_KIND])
    .execute()
  return new Set(rows.map((row) => row.account_id))
}
