import { buffer } from 'node:stream/consumers'
import type { FileStore } from '../../platform/files/index.ts'
import { file, notFound, type Reply } from '../../platform/http/index.ts'
import { drawPreview, isDrawable, type OfficeContent, readOffice } from '../../platform/previews/index.ts'

/** A file as a filed dossier or a paper names it. */
export interface ShownFile {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
  readonly pageCount: number
}

/** Widths in which a page is drawn: beside a list, and to be read. */
export const WIDTHS = { small: 240, large: 1240 } as const

/** Drawn pages, the latest kept: leafing to and fro must not draw anew. */
const drawn = new Map<string, Buffer>()
const MOST_BYTES = 48_000_000
let bytes = 0

/**
 * Page `page` (from 1, counted through the files) drawn as a picture; never the file itself, so nothing in it can run in the
 * reader's browser. Not found where there is no such page or it cannot be drawn.
 */
export async function sendPage(
  files: FileStore,
  list: readonly ShownFile[],
  page: number,
  width: number,
): Promise<Reply> {
  const place = placeOf(list, page)
  if (!place || !isDrawable(place.file.mediaType)) return notFound()
  const key = `${place.file.hash}/${place.pageOfFile}/${width}`
  const picture = drawn.get(key) ?? (await draw(files, place.file, place.pageOfFile, width))
  if (!picture) return notFound()
  keep(key, picture)
  return file(picture, 'image/webp')
}

async function draw(files: FileStore, shown: ShownFile, page: number, width: number): Promise<Buffer | null> {
  const stream = await files.open(shown.hash)
  return stream ? drawPreview(await buffer(stream), shown.mediaType, page, width) : null
}

function keep(key: string, picture: Buffer): void {
  if (drawn.delete(key)) bytes -= picture.length
  drawn.set(key, picture)
  bytes += picture.length
  for (const [oldest, { length }] of drawn) {
    if (bytes <= MOST_BYTES) break
    drawn.delete(oldest)
    bytes -= length
  }
}

/** The file a page stands in, and its number there. */
export function placeOf(
  list: readonly ShownFile[],
  page: number,
): { file: ShownFile; pageOfFile: number; ordinal: number } | null {
  let before = 0
  for (const [index, each] of list.entries()) {
    if (page > before && page <= before + each.pageCount)
      return { file: each, pageOfFile: page - before, ordinal: index + 1 }
    before += each.pageCount
  }
  return null
}

/** The original, always as an attachment: it is opened outside this site, if at all. */
export async function sendOriginal(files: FileStore, shown: ShownFile): Promise<Reply> {
  const stream = await files.open(shown.hash)
  return stream ? file(stream, shown.mediaType, { name: shown.name }) : notFound()
}

/** What the leaf page shows of a page: the address of a drawn picture, or the words and cells of an office file. */
export async function officeOf(
  files: FileStore,
  list: readonly ShownFile[],
  page: number,
): Promise<OfficeContent | null> {
  const place = placeOf(list, page)
  if (!place || isDrawable(place.file.mediaType)) return null
  const stream = await files.open(place.file.hash)
  return stream ? readOffice(await buffer(stream), place.file.mediaType) : null
}
