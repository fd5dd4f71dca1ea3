import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { ok, type Result, refuse } from '../../../platform/command/index.ts'
import type { FileStore } from '../../../platform/files/index.ts'

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const largestPicture = 15_000_000

/**
 * The photograph as it is kept and shown: upright, no wider than a page needs, without what the camera wrote into it. Where it was taken
 * stands in the record alone, and only its words are public. Done before the command, as it takes a moment.
 */
export async function cleanPicture(files: FileStore, hash: string): Promise<Result<string>> {
  const stream = await files.open(hash)
  if (!stream) return refuse('file-missing', { field: 'photo' })
  try {
    const made = await sharp(await buffer(stream), { limitInputPixels: 120_000_000 })
      .autoOrient()
      .resize({ width: 1280, withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
    const stored = await files.put(Readable.from([made]), {
      maxBytes: largestPicture,
      name: `${hash.slice(0, 12)}.webp`,
    })
    return stored.ok ? ok(stored.value.hash) : stored
  } catch {
    return refuse('file-broken', { field: 'photo' })
  }
}
