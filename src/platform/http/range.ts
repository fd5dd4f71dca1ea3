import { Readable } from 'node:stream'

export interface Range {
  readonly first: number
  readonly last: number
}

/**
 * One range of bytes of a file of `size` (RFC 9110, 14): players of sound ask for nothing else. Null: the whole file, for whatever is
 * not one plain range; `'outside'`: nothing of it is in the file.
 */
export function readRange(header: string | undefined, size: number): Range | 'outside' | null {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return null
  const [from, to] = [asked[1], asked[2]]
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? 'outside' : { first: size - length, last: size - 1 }
  }
  const first = Number(from)
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (first >= size) return 'outside'
  return last < first ? null : { first, last }
}

/** The bytes of a range out of the whole stream; what comes after it is not read. */
export function cut(whole: Readable, { first, last }: Range): Readable {
  return Readable.from(
    (async function* () {
      let at = 0
      for await (const piece of whole as AsyncIterable<Buffer>) {
        const part = piece.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at))
        at += piece.length
        if (part.length > 0) yield part
        if (at > last) return
      }
    })(),
    { objectMode: false },
  )
}
