import { inflateSync } from 'node:zlib'

export const pdfFlags = ['pdf-javascript', 'pdf-launch', 'pdf-attachment', 'pdf-encrypted'] as const
export type PdfFlag = (typeof pdfFlags)[number]

const signs: readonly (readonly [PdfFlag, RegExp])[] = [
  ['pdf-javascript', /\/(JavaScript|JS)(?![A-Za-z0-9])/],
  ['pdf-launch', /\/Launch(?![A-Za-z0-9])/],
  ['pdf-attachment', /\/EmbeddedFiles?(?![A-Za-z0-9])/],
  ['pdf-encrypted', /\/Encrypt(?![A-Za-z0-9])/],
]

/** A packed group of objects larger than this is not looked into; real ones have some kilobytes. */
const largestGroup = 20_000_000

/**
 * Dangerous or unreadable features of a PDF: scripts, programs to start, attached files, encryption. Looks at the plain
 * objects and into packed groups of objects (PDF 1.5), names written with #-escapes included. A mark for the reader and
 * for how the file is served, not a proof of harmlessness.
 */
export function inspectPdf(bytes: Buffer): PdfFlag[] {
  const found = new Set<PdfFlag>()
  const look = (text: string) => {
    const plain = text.replace(/#([0-9a-f]{2})/gi, (_, code) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    for (const [flag, sign] of signs) if (sign.test(plain)) found.add(flag)
  }
  for (const piece of pieces(bytes)) look(piece)
  return pdfFlags.filter((flag) => found.has(flag))
}

/** The text outside streams, and the unpacked text of object groups. */
function* pieces(bytes: Buffer): Generator<string> {
  let from = 0
  for (;;) {
    const start = bytes.indexOf('stream', from, 'latin1')
    if (start < 0) break
    const head = bytes.toString('latin1', from, start)
    yield head
    const end = bytes.indexOf('endstream', start + 6, 'latin1')
    if (end < 0) return
    const dictionary = head.slice(head.lastIndexOf(' obj') + 1)
    if (/\/ObjStm/.test(dictionary)) yield unpack(bytes.subarray(start + 6, end))
    from = end + 9
  }
  yield bytes.toString('latin1', from)
}

function unpack(stream: Buffer): string {
  const skip = stream[0] === 13 ? 2 : 1
  try {
    return inflateSync(stream.subarray(skip), { maxOutputLength: largestGroup }).toString('latin1')
  } catch {
    // Packed otherwise, encrypted or broken: the plain objects still tell of encryption.
    return ''
  }
}
