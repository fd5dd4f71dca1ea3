import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../platform/db/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { may } from '../../rules/permissions/index.ts'
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

/** The newest pictures of the library. */
export function newestPictures(db: Db, count: number): Promise<PortalPicture[]> {
  return db
    .selectFrom('portal_picture')
    .select(['id', 'width', 'height', 'alternative', 'caption'])
    .where('removed_at', 'is', null)
    .orderBy('added_at', 'desc')
    .limit(count)
    .execute()
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
  if (!may(ctx.actor, 'article.edit', { places: [input.placeCode] }, ctx.today)) return refuse('forbidden')
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

/** What an editor puts into a text to show the picture there. */
export function figureOf({ id, width, height, alternative, caption }: PortalPicture): string {
  const safe = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  const words = caption ? `<figcaption>${safe(caption)}</figcaption>` : ''
  return `<figure><img src="/tin-tuc/anh/${id}" alt="${safe(alternative)}" width="${width}" height="${height}" />${words}</figure>`
}
