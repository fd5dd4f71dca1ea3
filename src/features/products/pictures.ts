import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { lockProduct } from './commands.ts'
import type { ProductSurroundings } from './surroundings.ts'
import './tables.ts'

/** Widths a picture is made in: a card on a phone, a page on a phone or a card on a sharp screen, a page on a desk. */
export const pictureWidths = [320, 640, 1280] as const

/** What the upload field accepts; the file store looks at the bytes themselves. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const largestPictureBytes = 20_000_000

export interface PictureSize {
  readonly width: number
  readonly height: number
  readonly fileHash: string
  readonly size: number
}

/**
 * Makes the sizes of a stored picture: turned upright, without its place and camera data, as WebP. Never larger than the
 * original. Done before the command, as it takes a moment.
 */
export async function makeSizes(files: FileStore, hash: string): Promise<Result<readonly PictureSize[]>> {
  const stream = await files.open(hash)
  if (!stream) return refuse('picture-missing', { field: 'picture' })
  const original = await buffer(stream)
  const sizes: PictureSize[] = []
  try {
    for (const wanted of pictureWidths) {
      const made = await sharp(original, { limitInputPixels: 120_000_000 })
        .autoOrient()
        .resize({ width: wanted, withoutEnlargement: true })
        .webp({ quality: 78 })
        .toBuffer({ resolveWithObject: true })
      const stored = await files.put(Readable.from([made.data]), {
        maxBytes: largestPictureBytes,
        name: `${hash.slice(0, 12)}-${wanted}.webp`,
      })
      if (!stored.ok) return stored
      sizes.push({
        width: wanted,
        height: made.info.height,
        fileHash: stored.value.hash,
        size: made.info.size,
      })
    }
  } catch {
    return refuse('file-broken', { field: 'picture' })
  }
  return ok(sizes)
}

/** The address of a picture in a size; only what stands in `picture_size` is served there. */
export function pictureUrl(hash: string, width: (typeof pictureWidths)[number]): string {
  return `/tap-tin/anh/${hash}-${width}.webp`
}

export interface NewPicture {
  readonly hash: string
  readonly sizes: readonly PictureSize[]
}

/** Shows a product by this picture from now on. */
export async function setPicture(
  ctx: CommandContext,
  around: ProductSurroundings,
  productId: string,
  picture: NewPicture,
): Promise<Result<void>> {
  const loaded = await lockProduct(ctx, around, productId)
  if (!loaded.ok) return loaded
  await keepSizes(ctx, picture)
  await ctx.db
    .updateTable('product')
    .set((eb) => ({ picture_hash: picture.hash, version: eb('version', '+', 1), updated_at: ctx.now }))
    .where('id', '=', productId)
    .execute()
  ctx.audit({
    action: 'product.pictured',
    subjectKind: 'product',
    subjectId: productId,
    place: loaded.value.province_code,
    detail: { picture: picture.hash },
  })
  await ctx.emit({ type: 'product.changed', productIds: [productId] })
  return ok()
}

/** A further version of the label, in use from a day; earlier versions stay, to be laid beside what is found in a shop. */
export async function addLabel(
  ctx: CommandContext,
  around: ProductSurroundings,
  productId: string,
  label: NewPicture & { readonly usedFrom: string; readonly note: string | null; readonly id: string },
): Promise<Result<{ ordinal: number }>> {
  const loaded = await lockProduct(ctx, around, productId)
  if (!loaded.ok) return loaded
  await keepSizes(ctx, label)
  const last = await ctx.db
    .selectFrom('product_label')
    .select((eb) => eb.fn.max('ordinal').as('ordinal'))
    .where('product_id', '=', productId)
    .executeTakeFirst()
  const ordinal = Number(last?.ordinal ?? 0) + 1
  await ctx.db
    .insertInto('product_label')
    .values({
      id: label.id,
      product_id: productId,
      ordinal,
      picture_hash: label.hash,
      used_from: label.usedFrom,
      note: label.note,
      created_at: ctx.now,
      created_by_name: ctx.actor.name,
      is_demo: loaded.value.is_demo,
    })
    .execute()
  ctx.audit({
    action: 'product.label-added',
    subjectKind: 'product',
    subjectId: productId,
    place: loaded.value.province_code,
    detail: { ordinal, usedFrom: label.usedFrom },
  })
  await ctx.emit({ type: 'product.changed', productIds: [productId] })
  return ok({ ordinal })
}

async function keepSizes(ctx: CommandContext, picture: NewPicture): Promise<void> {
  await ctx.db
    .insertInto('picture_size')
    .values(
      picture.sizes.map((each) => ({
        picture_hash: picture.hash,
        width: each.width,
        height: each.height,
        file_hash: each.fileHash,
        size: each.size,
      })),
    )
    .onConflict((row) => row.doNothing())
    .execute()
}
