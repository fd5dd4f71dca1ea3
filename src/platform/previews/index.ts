import { orNull, threadPool } from '../threads/index.ts'

export { type OfficeContent, readOffice } from './office.ts'

type Question =
  | { readonly want: 'code'; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly want: 'pages'; readonly bytes: Uint8Array }
  | {
      readonly want: 'picture'
      readonly bytes: Uint8Array
      readonly mediaType: string
      readonly page: number
      readonly width: number
    }

const openDrawers = (mostWaiting: number) =>
  threadPool<Question, number | string | Uint8Array>(new URL('./preview.worker.mjs', import.meta.url), 1, {
    deadlineMs: 20_000,
    mostWaiting,
  })

/** A council that opens its dossiers at once asks for many pages. */
const drawers = openDrawers(256)

/** Visitors' files have a thread of their own: none of them holds up the work of the offices. */
const visitorsDrawers = openDrawers(16)

/** Kinds of files a page can be drawn of. */
export function isDrawable(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType.startsWith('image/')
}

/** How many pages a PDF has; null when it cannot be opened (broken, or locked by a password). */
export async function countPdfPages(bytes: Uint8Array): Promise<number | null> {
  return orNull(drawers.ask({ want: 'pages', bytes })) as Promise<number | null>
}

/**
 * One page of a PDF, or a picture turned upright, as WebP at most `width` pixels wide: safe to show, whatever the file holds
 * (no script, no links, no metadata). null when it cannot be drawn. Pages count from 1.
 */
export async function drawPreview(
  bytes: Uint8Array,
  mediaType: string,
  page: number,
  width: number,
): Promise<Buffer | null> {
  const asked = drawers.ask({ want: 'picture', bytes, mediaType, page, width })
  const webp = (await orNull(asked)) as Uint8Array | null
  return webp && Buffer.from(webp.buffer, webp.byteOffset, webp.byteLength)
}

/** Text of the QR on a visitor's picture or on the first page of a PDF; null when there is none that can be read. */
export async function readCode(bytes: Uint8Array, mediaType: string): Promise<string | null> {
  return ((await orNull(visitorsDrawers.ask({ want: 'code', bytes, mediaType }))) as string | null) || null
}
