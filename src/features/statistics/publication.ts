import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../platform/db/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { type OpenProduct, openProducts } from './figures.ts'
import './tables.ts'

/** The one set that is published as files; the others are the API's. */
export const productSet = 'products'

/** Publications whose content is kept; of older ones the count, the hash and the reason. */
const kept = 30

export async function lastPublished(db: Db) {
  return db
    .selectFrom('open_data_publication')
    .selectAll()
    .where('data_set', '=', productSet)
    .where('status', '=', 'published')
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

export async function heldBack(db: Db) {
  return db
    .selectFrom('open_data_publication')
    .select(['id', 'taken_at', 'rows', 'hash', 'missing'])
    .where('data_set', '=', productSet)
    .where('status', '=', 'held')
    .executeTakeFirst()
}

export function historyOf(db: Db, limit = 30) {
  return db
    .selectFrom('open_data_publication')
    .select(['id', 'taken_at', 'rows', 'hash', 'status', 'reason', 'decided_by_name'])
    .where('data_set', '=', productSet)
    .orderBy('taken_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** What is served: the newest publication; the register itself before there is one. */
export async function servedProducts(db: Db, today: string): Promise<readonly OpenProduct[]> {
  const last = await lastPublished(db)
  return last?.content ? rowsIn(last.content) : openProducts(db, today)
}

const rowsIn = (content: Buffer) => JSON.parse(gunzipSync(content).toString('utf8')) as OpenProduct[]

/**
 * Publishes the set if it changed. One that has fewer rows than the one before is held back with what is missing, and the one before
 * goes on being served until a person says why. What is held back keeps its id while it is looked at; its content follows the register.
 */
export async function publishIfSound(
  ctx: CommandContext,
): Promise<Result<{ status: 'unchanged' | 'published' | 'held'; rows: number }>> {
  const rows = await openProducts(ctx.db, ctx.today)
  const text = JSON.stringify(rows)
  const hash = createHash('sha256').update(text).digest('hex')
  const last = await lastPublished(ctx.db)
  const held = await heldBack(ctx.db)
  const shrank = last !== undefined && rows.length < last.rows
  if (shrank && held?.hash === hash) return ok({ status: 'held', rows: rows.length })
  if (held && !shrank) await ctx.db.deleteFrom('open_data_publication').where('id', '=', held.id).execute()
  if (last?.hash === hash) return ok({ status: 'unchanged', rows: rows.length })
  const now = new Set(rows.map(({ slug }) => slug))
  const missing =
    shrank && last.content
      ? rowsIn(last.content)
          .filter(({ slug }) => !now.has(slug))
          .map(({ name }) => name)
          .slice(0, 200)
      : []
  const said = {
    taken_at: ctx.now,
    rows: rows.length,
    hash,
    content: gzipSync(text),
    missing: JSON.stringify(missing),
  }
  if (shrank && held)
    await ctx.db.updateTable('open_data_publication').set(said).where('id', '=', held.id).execute()
  else
    await ctx.db
      .insertInto('open_data_publication')
      .values({
        id: uuidv7(),
        data_set: productSet,
        ...said,
        status: shrank ? 'held' : 'published',
        reason: null,
        decided_by_name: null,
      })
      .execute()
  if (!shrank) await forgetOld(ctx)
  return ok({ status: shrank ? 'held' : 'published', rows: rows.length })
}

/**
 * A person says why the set is smaller: then it is published, with the reason beside it for ever. `hash` is of what that person looked
 * at: the reason is of nothing else.
 */
export async function publishHeld(
  ctx: CommandContext,
  { id, hash, reason }: { readonly id: string; readonly hash: string; readonly reason: string },
  province: string,
): Promise<Result<void>> {
  if (!may(ctx.actor, 'open-data.manage', { places: [province] }, ctx.today)) return refuse('forbidden')
  const written = reason.trim()
  if (written.length < 3) return refuse('required', { field: 'reason' })
  const held = await ctx.db
    .selectFrom('open_data_publication')
    .select(['id', 'status', 'rows', 'hash'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (held?.status !== 'held') return refuse('open-data-not-held')
  if (held.hash !== hash) return refuse('open-data-changed', { field: 'reason' })
  await ctx.db
    .updateTable('open_data_publication')
    .set({ status: 'published', reason: written.slice(0, 1000), decided_by_name: ctx.actor.name })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: 'open-data.published',
    subjectKind: 'open-data',
    subjectId: id,
    place: null,
    detail: { rows: held.rows, reason: written },
  })
  await forgetOld(ctx)
  return ok()
}

async function forgetOld(ctx: CommandContext): Promise<void> {
  const newest = await ctx.db
    .selectFrom('open_data_publication')
    .select('id')
    .where('data_set', '=', productSet)
    .where('status', '=', 'published')
    .orderBy('taken_at', 'desc')
    .limit(kept)
    .execute()
  await ctx.db
    .updateTable('open_data_publication')
    .set({ content: null })
    .where('data_set', '=', productSet)
    .where('status', '=', 'published')
    .where('content', 'is not', null)
    .where('id', 'not in', [...newest.map(({ id }) => id), '00000000-0000-0000-0000-000000000000'])
    .execute()
}
