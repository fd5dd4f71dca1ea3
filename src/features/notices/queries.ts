import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Said } from './tables.ts'

export const noticesPerPage = 30

export interface InboxLine {
  readonly id: string
  readonly said: Said
  readonly path: string
  readonly at: Date
  readonly read: boolean
}

/** A person's notices, newest first. */
export async function inboxOf(
  db: Db,
  accountId: string,
  { unread, page }: { unread: boolean; page: number },
): Promise<{ items: InboxLine[]; total: number; unread: number }> {
  const counts = await db
    .selectFrom('notice_copy')
    .select((eb) => [
      eb.fn.countAll<string>().as('total'),
      sql<string>`count(*) filter (where read_at is null)`.as('unread'),
    ])
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('notice_copy as c')
    .innerJoin('notice as n', 'n.id', 'c.notice_id')
    .select(['n.id', 'n.words', 'n.path', 'c.created_at', 'c.read_at'])
    .where('c.account_id', '=', accountId)
    .$if(unread, (query) => query.where('c.read_at', 'is', null))
    .orderBy('c.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(noticesPerPage)
    .offset((page - 1) * noticesPerPage)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      said: row.words,
      path: row.path,
      at: row.created_at,
      read: row.read_at !== null,
    })),
    total: Number(unread ? counts.unread : counts.total),
    unread: Number(counts.unread),
  }
}

export async function silencedKinds(db: Db, accountId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('notice_silence')
    .select('kind')
    .where('account_id', '=', accountId)
    .execute()
  return new Set(rows.map((row) => row.kind))
}

/** How a mail of a notice stands: the outbox's own state, or why there is none. */
export const MAIL_STATES = ['waiting', 'sent', 'kept', 'failed', 'no-address', 'turned-off'] as const
export type MailState = (typeof MAIL_STATES)[number]

export interface DeliveryLine {
  readonly noticeId: string
  readonly at: Date
  readonly kind: string
  readonly said: Said
  readonly accountId: string
  readonly person: string
  /** An e-mail address is known now. */
  readonly hasAddress: boolean
  readonly readAt: Date | null
  readonly mail: MailState | null
  /** What the mail server said last. */
  readonly answer: string | null
}

export interface DeliveryFilter {
  /** Whose log: people with a role in one of these places; left out, everybody's. */
  readonly within?: readonly string[] | undefined
  readonly text: string
  readonly kind?: string | undefined
  readonly state?: MailState | undefined
  readonly page: number
}

/** Of an account `a`: it holds a role in one of these places. */
export const heardWithin = (places: readonly string[]) =>
  sql<boolean>`exists (select from role_grant g left join producer p on p.id = g.producer_id
    where g.account_id = a.id and coalesce(g.place_code, p.place_code, p.province_code) = any(${[...places]}::text[]))`

/** Every copy, newest first, with the state of its mail. */
export async function deliveries(
  db: Db,
  filter: DeliveryFilter,
): Promise<{ items: DeliveryLine[]; total: number }> {
  const state = sql<MailState | null>`case when d.state = 'handed-over' then m.status else d.state end`
  let query = db
    .selectFrom('notice_copy as c')
    .innerJoin('notice as n', 'n.id', 'c.notice_id')
    .innerJoin('account as a', 'a.id', 'c.account_id')
    .leftJoin('notice_delivery as d', (join) =>
      join
        .onRef('d.notice_id', '=', 'c.notice_id')
        .onRef('d.account_id', '=', 'c.account_id')
        .on('d.channel', '=', 'email'),
    )
    .leftJoin('mail as m', 'm.id', 'd.mail_id')
  if (filter.within) query = query.where(heardWithin(filter.within))
  if (filter.kind) query = query.where('n.kind', '=', filter.kind)
  if (filter.state) query = query.where(state, '=', filter.state)
  for (const word of filter.text.split(' ').filter(Boolean)) {
    const part = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(
      sql<boolean>`(a.name ilike ${part} or a.name_folded like ${part.toLowerCase()}
        or n.words -> 'vi' ->> 'title' ilike ${part} or n.words -> 'en' ->> 'title' ilike ${part})`,
    )
  }
  const { total } = await query.select((eb) => eb.fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'n.id',
      'n.kind',
      'n.words',
      'c.created_at',
      'c.read_at',
      'a.name',
      'a.id as account_id',
      'a.email',
    ])
    .select([
      state.as('mail'),
      sql<
        string | null
      >`(select t.answer from mail_attempt t where t.mail_id = m.id order by t.at desc limit 1)`.as('answer'),
    ])
    .orderBy('c.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .orderBy('a.id')
    .limit(noticesPerPage)
    .offset((filter.page - 1) * noticesPerPage)
    .execute()
  return {
    total: Number(total),
    items: rows.map((row) => ({
      noticeId: row.id,
      at: row.created_at,
      kind: row.kind,
      said: row.words,
      accountId: row.account_id,
      person: row.name,
      hasAddress: !row.email.endsWith('.invalid'),
      readAt: row.read_at,
      mail: row.mail,
      answer: row.answer,
    })),
  }
}

/** When the daily reminders last went through, and what went wrong since: a scheduler that stops must be seen. */
export async function remindersRun(
  db: Db,
): Promise<{ succeededAt: Date | null; failedAt: Date | null; error: string | null } | null> {
  const row = await db
    .selectFrom('job_run')
    .select(['last_succeeded_at', 'last_failed_at', 'last_error'])
    .where('name', '=', 'notices.remind')
    .executeTakeFirst()
  return row
    ? { succeededAt: row.last_succeeded_at, failedAt: row.last_failed_at, error: row.last_error }
    : null
}
