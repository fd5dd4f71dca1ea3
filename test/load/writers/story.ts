import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Press, Sender } from './sender.ts'

/**
 * A deed of a feature that needs the demo province's own records, or several steps by several people. Told again after a crash
 * it goes on from where the database stands.
 */
export interface Story {
  readonly feature: string
  tell(key: string, sender: Sender): Promise<void>
  /** Keys (or what `token` makes of them) and how often each is there. A deed that goes over the one before has `stands` instead. */
  readonly sql?: string
  token?(key: string): string
  /** What stands now: the token of the last acknowledged deed, or of one sent after it. */
  stands?(sender: Sender): Promise<string | undefined>
}

/** Records of the demo province that many deeds belong to; they do not change. */
const known = new Map<string, Promise<Record<string, string>>>()
export function record(sender: Sender, sql: string): Promise<Record<string, string>> {
  const found =
    known.get(sql) ?? sender.find(sql).then(([row]) => row ?? Promise.reject(new Error(`none: ${sql}`)))
  known.set(sql, found)
  return found
}

export const producerOf = (login: string) =>
  `select g.producer_id as id, u.place_code as place from account a join role_grant g on g.account_id = a.id
   join producer u on u.id = g.producer_id where a.username = '${login}' and g.role = 'producer' order by g.id limit 1`
/** A recognised product of a demo producer: the first, or the one after so many others. */
export const validOf = (login: string, after = 0) =>
  `select p.id, p.producer_id as producer, p.place_code as place from recognition r join product p on p.id = r.product_id
   join role_grant g on g.producer_id = p.producer_id join account a on a.id = g.account_id
   where a.username = '${login}' and r.status = 'valid' and r.is_demo order by r.issued_on, r.id limit 1 offset ${after}`
/** A day so many days from now, in Vietnam. */
export const today = (plus = 0) =>
  new Date(Date.now() + 7 * 3_600_000 + plus * 86_400_000).toISOString().slice(0, 10)
export const typed = (day: string) => day.split('-').reverse().join('/')
export const times = (column: string, table: string) =>
  `select ${column} as key, count(*)::int as times from ${table} where ${column} like 'crash-%' group by 1`

/** A deed that is refused is a defect of the deed; 409 is a deed that was done already. */
export function insist(key: string, status: number): void {
  if (status >= 400 && status !== 409) throw new Error(`${key} was answered ${status}`)
}

/** Sends, one after the other, what `next` says when it looks at the record, until it says null: a name for the step, and the step. */
export async function goOn(
  key: string,
  sender: Sender,
  next: () => Promise<readonly [step: string, press: Press] | null>,
): Promise<void> {
  for (let steps = 0; steps < 30; steps++) {
    const found = await next()
    if (!found) return
    await sender.send(`${key}-${found[0]}`, found[1])
  }
  throw new Error(`${key} does not get on`)
}

/** How many deeds the log knows of a record: where a way of several deeds stands that leave it as it was. */
export async function deedsOn(sender: Sender, id: string, like = '%'): Promise<number> {
  const [row] = await sender.find<{ count: number }>(
    'select count(*)::int as count from audit_entry where subject_id = $1 and action like $2',
    id,
    like,
  )
  return row!.count
}

/** What a deed that goes over the former one leaves: the mark is read from one column. */
export const mark = async (sender: Sender, sql: string, ...values: unknown[]) =>
  (await sender.find<{ mark: string }>(sql, ...values))[0]?.mark ?? undefined

/** A small picture, another one for each key. */
export function pictureOf(key: string): Promise<Buffer> {
  const bytes = createHash('sha256').update(key).digest()
  return sharp(Buffer.concat([bytes, bytes, bytes]), { raw: { width: 8, height: 4, channels: 3 } })
    .resize({ width: 64, height: 32 })
    .png()
    .toBuffer()
}

/** The smallest PDF with a page, different for each key. */
export function onePage(key: string): string {
  return `%PDF-1.4\n%${key}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`
}
