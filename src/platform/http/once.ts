import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import type { ColumnType, Generated } from 'kysely'
import type { Actor } from '../command/index.ts'
import type { Db, Trx } from '../db/index.ts'
import type { FormReading } from './form.ts'
import type { Route } from './route.ts'

export interface RequestOnceTable {
  key: string
  at: Generated<Date>
  status: ColumnType<number | null, undefined, number>
  location: ColumnType<string | null, undefined, string | null>
  content_type: ColumnType<string | null, undefined, string | null>
  body: ColumnType<string | null, undefined, string | null>
}

declare module '../db/tables.ts' {
  interface Tables {
    request_once: RequestOnceTable
  }
}

/** Hidden field of every form in the work area: one press, one deed, however often it arrives. */
export const onceField = '_once'

/** How long the answer of a deed is remembered. */
export const rememberedHours = 24

/** Answers longer than this are not kept; who asks again is told that the deed is done. */
const longestBody = 64_000

export interface KeptAnswer {
  readonly status: number | null
  readonly location: string | null
  readonly contentType: string | null
  readonly body: string | null
}

/**
 * The key of a request that is to be done once: what the sender calls it (`Idempotency-Key`, or the token of the form),
 * who sends it, where to, and all it carries. The same token with other content is another deed: somebody went back
 * and changed what they typed.
 */
export function onceKey(
  request: FastifyRequest,
  route: Route,
  actor: Actor,
  form: FormReading,
): string | null {
  if (route.method === 'GET') return null
  const header = request.headers['idempotency-key']
  const typed = form.fields[onceField]
  const token = typeof header === 'string' && header !== '' ? header : typeof typed === 'string' ? typed : ''
  if (token === '' || token.length > 200) return null
  const { [onceField]: _, ...fields } = form.fields
  const content =
    route.kind === 'form'
      ? [fields, form.files.map((file) => [file.field, file.stored?.hash ?? file.name])]
      : request.body
  return createHash('sha256')
    .update(JSON.stringify([token, actor.accountId, request.method, request.url, content ?? null]))
    .digest('base64url')
}

/** Marks the deed as done, inside its own transaction; false when another request did it before (and is waited for). */
export async function claimOnce(trx: Trx, key: string): Promise<boolean> {
  const taken = await trx
    .insertInto('request_once')
    .values({ key })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  return Number(taken.numInsertedOrUpdatedRows ?? 0) > 0
}

export function findOnce(db: Db, key: string): Promise<KeptAnswer | undefined> {
  return db
    .selectFrom('request_once')
    .select(['status', 'location', 'content_type as contentType', 'body'])
    .where('key', '=', key)
    .executeTakeFirst()
}

/** The answer of the request that did it; it may still be on its way. Null where its process ended before it answered. */
export async function answerOnce(db: Db, key: string): Promise<KeptAnswer | null> {
  for (let tries = 0; tries < 20; tries++) {
    const kept = await findOnce(db, key)
    if (kept?.status) return kept
    await sleep(100)
  }
  return null
}

export async function noteAnswer(
  db: Db,
  key: string,
  answer: { status: number; location?: string | undefined; contentType?: string | undefined; body?: string },
): Promise<void> {
  const fits = answer.body !== undefined && answer.body.length <= longestBody
  await db
    .updateTable('request_once')
    .set({
      status: answer.status,
      location: answer.location ?? null,
      content_type: answer.contentType ?? null,
      body: fits ? answer.body! : null,
    })
    .where('key', '=', key)
    .execute()
}

/** Forgets the answers of deeds that nobody will send again. */
export async function forgetOnce(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('request_once')
    .where('at', '<', new Date(now.getTime() - rememberedHours * 3_600_000))
    .execute()
}

/** Gives every posting form of a page its token. Only for pages that are not kept: a kept one is everybody's. */
export function withOnceTokens(html: string): string {
  const token = randomBytes(16).toString('base64url')
  return html.replace(
    /<form\b[^>]*\bmethod="post"[^>]*>/g,
    (tag) => `${tag}<input type="hidden" name="${onceField}" value="${token}">`,
  )
}
