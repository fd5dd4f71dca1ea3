import { Readable } from 'node:stream'
import { createInflate } from 'node:zlib'

export const pdfFlags = ['pdf-javascript', 'pdf-launch', 'pdf-attachment', 'pdf-encrypted'] as const
export type PdfFlag = (typeof pdfFlags)[number]

const signs: readonly (readonly [PdfFlag, RegExp])[] = [
  ['pdf-javascript', named('JavaScript', 'JS')],
  ['pdf-launch', named('Launch')],
  ['pdf-attachment', named('EmbeddedFile', 'EmbeddedFiles')],
  ['pdf-encrypted', named('Encrypt')],
]

/** One of these names and no longer one, any of its letters written with its #-escape. */
function named(...names: string[]): RegExp {
  const spelled = (name: string) => [...name].map((letter) => `(?:${letter}|#${escapeOf(letter)})`).join('')
  return new RegExp(`/(?:${names.map(spelled).join('|')})(?![A-Za-z0-9]|#[0-9A-Fa-f]{2})`)
}

function escapeOf(letter: string): string {
  const [high, low = ''] = letter.charCodeAt(0).toString(16)
  return /[a-f]/.test(low) ? `${high}[${low}${low.toUpperCase()}]` : `${high}${low}`
}

/** All packed groups of objects together unpack to no more; real ones have some kilobytes, a book of a thousand pages a few megabytes. */
const mostUnpacked = 40_000_000

/** Unpacked by so much at a time; of a broken group the last piece is lost, and is counted as if it had come whole. */
const piece = 16_384

/**
 * Dangerous or unreadable features of a PDF: scripts, programs to start, attached files, encryption. Looks at the plain
 * objects and into packed groups of objects (PDF 1.5), names written with #-escapes included. A mark for the reader and
 * for how the file is served, not a proof of harmlessness. null: its groups unpack to more than any real file's.
 */
export async function inspectPdf(bytes: Buffer): Promise<PdfFlag[] | null> {
  const found = new Set<PdfFlag>()
  const look = (text: string) => {
    for (const [flag, sign] of signs) if (!found.has(flag) && sign.test(text)) found.add(flag)
  }
  let left = mostUnpacked
  for (const { text, group } of pieces(bytes)) {
    look(text)
    if (!group) continue
    const { unpacked, cost } = await unpack(group, left)
    left -= cost
    if (left < 0) return null
    look(unpacked.toString('latin1'))
  }
  return pdfFlags.filter((flag) => found.has(flag))
}

/** The text outside streams, and the group of objects that follows it. */
function* pieces(bytes: Buffer): Generator<{ readonly text: string; readonly group?: Buffer }> {
  let from = 0
  for (;;) {
    const start = bytes.indexOf('stream', from, 'latin1')
    if (start < 0) break
    const text = bytes.toString('latin1', from, start)
    const end = bytes.indexOf('endstream', start + 6, 'latin1')
    const dictionary = text.slice(text.lastIndexOf(' obj') + 1)
    const isGroup = end >= 0 && /\/ObjStm/.test(dictionary)
    yield isGroup ? { text, group: bytes.subarray(start + 6, end) } : { text }
    if (end < 0) return
    from = end + 9
  }
  yield { text: bytes.toString('latin1', from) }
}

/**
 * What a group unpacks to, off the thread that answers requests; a little more than `most` where it is more than that. Packed
 * otherwise, encrypted or broken: as far as it could be read; the plain objects still tell of encryption.
 */
async function unpack(
  stream: Buffer,
  most: number,
): Promise<{ readonly unpacked: Buffer; readonly cost: number }> {
  const packed = Readable.from([stream.subarray(stream[0] === 13 ? 2 : 1)])
  const inflate = createInflate({ chunkSize: piece })
  const got: Buffer[] = []
  let size = 0
  try {
    for await (const each of packed.pipe(inflate)) {
      got.push(each as Buffer)
      size += (each as Buffer).length
      if (size > most) break
    }
  } catch {
    // What came before the fault is looked at.
    size += piece
  } finally {
    packed.destroy()
    inflate.destroy()
  }
  return { unpacked: Buffer.concat(got), cost: size }
}
