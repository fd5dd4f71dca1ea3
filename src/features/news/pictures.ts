import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import sharp from 'sharp'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../platform/db/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { allowed, may } from '../../rules/permissions/index.ts'
import { tidy } from '../../rules/vietnamese/index.ts'
import './tables.ts'

const widest = 1280
export const largestPicture = 20 * 1024 * 1024
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const

export interface PortalPicture {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly alternative: string
  readonly caption: string
}

/** The newest pictures of the library; `q` are words of what they show. */
export function newestPictures(
  db: Db,
  { count, q = '' }: { readonly count: number; readonly q?: string | undefined },
): Promise<PortalPicture[]> {
  let query = db
    .selectFrom('portal_picture')
    .select(['id', 'width', 'height', 'alternative', 'caption'])
    .where('removed_at', 'is', null)
    .orderBy('added_at', 'desc')
    .limit(count)
  for (const word of tidy(q).split(' ').filter(Boolean).slice(0, 8))
    query = query.where(
      sql<boolean>`(alternative || ' ' || caption) ILIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
    )
  return query.execute()
}

/** The picture as it is shown: upright, without place and camera data, no wider than a page needs. */
export async function shownPicture(
  files: FileStore,
  hash: string,
): Promise<Result<{ hash: string; width: number; height: number }>> {
  const stream = await files.open(hash)
  if (!stream) return refuse('file-missing', { field: 'file' })
  try {
    const made = await sharp(await buffer(stream), { limitInputPixels: 120_000_000 })
      .autoOrient()
      .resize({ width: widest, withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer({ resolveWithObject: true })
    const stored = await files.put(Readable.from([made.data]), {
      maxBytes: largestPicture,
      name: `${hash.slice(0, 12)}.webp`,
    })
    return stored.ok
      ? ok({ hash: stored.value.hash, width: made.info.width, height: made.info.height })
      : stored
  } catch {
    return refuse('file-broken', { field: 'file' })
  }
}

export async function addPicture(
  ctx: CommandContext,
  input: {
    readonly originalHash: string
    readonly shown: { readonly hash: string; readonly width: number; readonly height: number }
    readonly alternative: string
    readonly caption: string
    readonly placeCode: string
  },
): Promise<Result<{ id: string }>> {
  if (!allowed(ctx, 'article.edit', { places: [input.placeCode] })) return refuse('forbidden')
  if (input.alternative === '') return refuse('alternative-missing', { field: 'alternative' })
  const id = uuidv7()
  await ctx.db
    .insertInto('portal_picture')
    .values({
      id,
      original_hash: input.originalHash,
      shown_hash: input.shown.hash,
      width: input.shown.width,
      height: input.shown.height,
      alternative: input.alternative,
      caption: input.caption,
      place_code: input.placeCode,
      added_at: ctx.now,
      added_by: ctx.actor.name,
      removed_at: null,
    })
    .execute()
  ctx.audit({
    action: 'picture.added',
    subjectKind: 'portal-picture',
    subjectId: id,
    place: input.placeCode,
    detail: { hash: input.originalHash },
  })
  return ok({ id })
}

/** Other words for a picture: they go with it from now on; texts that show it already keep what they say. */
export async function describePicture(
  ctx: CommandContext,
  id: string,
  words: { readonly alternative: string; readonly caption: string },
): Promise<Result<void>> {
  const picture = await lockPicture(ctx, id)
  if (!picture || picture.removed_at) return refuse('not-found')
  if (!may(ctx.actor, 'article.edit', { places: [picture.place_code] }, ctx.today)) return refuse('forbidden')
  if (words.alternative === '') return refuse('alternative-missing', { field: 'alternative' })
  await ctx.db.updateTable('portal_picture').set(words).where('id', '=', id).execute()
  ctx.audit({
    action: 'picture.described',
    subjectKind: 'portal-picture',
    subjectId: id,
    place: picture.place_code,
    detail: { alternative: words.alternative },
  })
  return ok()
}

/** Takes a picture out of the library, or puts it back. One that a piece shows stays: the page would have a hole. */
export async function markPicture(
  ctx: CommandContext,
  id: string,
  to: 'removed' | 'present',
): Promise<Result<void>> {
  const picture = await lockPicture(ctx, id)
  if (!picture || (picture.removed_at === null) !== (to === 'removed')) return refuse('not-found')
  if (!may(ctx.actor, 'article.edit', { places: [picture.place_code] }, ctx.today)) return refuse('forbidden')
  if (to === 'removed' && (await picturedIn(ctx.db, id)).length > 0) return refuse('picture-in-use')
  await ctx.db
    .updateTable('portal_picture')
    .set({ removed_at: to === 'removed' ? ctx.now : null })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: to === 'removed' ? 'picture.removed' : 'picture.put-back',
    subjectKind: 'portal-picture',
    subjectId: id,
    place: picture.place_code,
    detail: {},
  })
  return ok()
}

function lockPicture(ctx: CommandContext, id: string) {
  return ctx.db.selectFrom('portal_picture').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Pieces that show a picture, in what is out or in their newest version. */
export async function picturedIn(db: Db, id: string): Promise<{ id: string; title: string }[]> {
  const address = `%/tin-tuc/anh/${id}%`
  const { rows } = await sql<{ id: string; title: string }>`
    SELECT a.id, a.title FROM article a JOIN article_version v ON v.article_id = a.id AND v.version = a.version
    WHERE (a.status = 'published' AND a.body LIKE ${address}) OR v.content ->> 'body' LIKE ${address}
    ORDER BY a.updated_on DESC LIMIT 50`.execute(db)
  return rows
}

/** What an editor puts into a text to show the picture there. */
export function figureOf({ id, width, height, alternative, caption }: PortalPicture): string {
  const safe = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  const words = caption ? `<figcaption>${safe(caption)}</figcaption>` : ''
  return `<figure><img src="/tin-tuc/anh/${id}" alt="${safe(alternative)}" width="${width}" height="${height}" />${words}</figure>`
}
