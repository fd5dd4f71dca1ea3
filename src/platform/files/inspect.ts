import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import sharp from 'sharp'
import { failed, ok, type Result } from '../problem.ts'
import { allMediaTypes, contradicts, type MediaType } from './media.ts'
import { inspectPdf, type PdfFlag } from './pdf.ts'
import { isZipBomb, readZip } from './zip.ts'

export type FileFlag = PdfFlag

export interface Claim {
  readonly name: string
  readonly declaredType?: string | undefined
  readonly accept?: readonly MediaType[] | undefined
}

export interface Inspected {
  readonly mediaType: MediaType
  readonly flags: readonly FileFlag[]
}

/** A picture of more points than this is refused: it would fill the memory of whoever opens it. */
const largestPicture = 120_000_000

/** What a received file truly is, by its content; refuses what is not on the list, contradicts its claim or is a trap. */
export async function inspect(path: string, size: number, claim: Claim): Promise<Result<Inspected>> {
  const accepted = claim.accept ?? allMediaTypes
  const office = await inspectOffice(path, size, accepted)
  if (office && !office.ok) return office
  const found =
    office?.value ??
    mediaTypeOf((await fileTypeFromFile(path))?.mime) ??
    (accepted.includes('text/csv') && (await isText(path)) ? 'text/csv' : undefined)
  if (!found || !accepted.includes(found)) return failed({ code: 'file-type', data: { found: found ?? '' } })
  if (contradicts(found, claim.declaredType, claim.name)) {
    return failed({ code: 'file-type-mismatch', data: { found, declared: claim.declaredType ?? '' } })
  }
  if (found.startsWith('image/')) return inspectPicture(path, found)
  const flags = found === 'application/pdf' ? await inspectPdfAt(path) : []
  return flags ? ok({ mediaType: found, flags }) : failed({ code: 'file-unpacks-too-large' })
}

/** One name for each type: the library calls a recording of a phone by an older one. */
function mediaTypeOf(found: string | undefined): MediaType | undefined {
  return (found === 'audio/x-m4a' ? 'audio/mp4' : found) as MediaType | undefined
}

/** Nothing at the beginning that text would not have; UTF-16 with its mark counts. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const head = buffer.subarray(0, bytesRead)
    const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
    return marked || !head.includes(0)
  } finally {
    await file.close()
  }
}

async function inspectPicture(path: string, mediaType: MediaType): Promise<Result<Inspected>> {
  try {
    const { width, height } = await sharp(path, { limitInputPixels: false }).metadata()
    if (width * height > largestPicture) {
      return failed({
        code: 'picture-too-large',
        data: { width, height, maximum: largestPicture / 1_000_000 },
      })
    }
    return ok({ mediaType, flags: [] })
  } catch {
    return failed({ code: 'file-broken' })
  }
}

async function inspectPdfAt(path: string): Promise<FileFlag[] | null> {
  const file = await open(path)
  try {
    return await inspectPdf(await file.readFile())
  } finally {
    await file.close()
  }
}

/** Word and Excel files are zip archives; undefined where the file is no archive at all. Unpacked only where they are taken. */
async function inspectOffice(
  path: string,
  size: number,
  accepted: readonly MediaType[],
): Promise<Result<MediaType> | undefined> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(4)
    await file.read(head, 0, 4, 0)
    if (head.readUInt32LE(0) !== 0x04034b50) return undefined
    const entries = await readZip(file, size)
    if (!entries) return failed({ code: 'file-broken' })
    const names = new Set(entries.map((entry) => entry.name))
    const mediaType = names.has('word/document.xml')
      ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
      : names.has('xl/workbook.xml')
        ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
        : undefined
    if (!mediaType || !accepted.includes(mediaType))
      return failed({ code: 'file-type', data: { found: mediaType ?? 'application/zip' } })
    if ([...names].some((name) => name.endsWith('vbaProject.bin'))) return failed({ code: 'file-has-macros' })
    if (await isZipBomb(file, entries)) return failed({ code: 'file-unpacks-too-large' })
    return ok(mediaType)
  } catch {
    return failed({ code: 'file-broken' })
  } finally {
    await file.close()
  }
}
