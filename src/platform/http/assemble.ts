import { createHash } from 'node:crypto'

/** Finished markup that stands on many pages: its bytes are made once. */
export interface Piece {
  readonly text: string
}

interface Bytes {
  readonly bytes: Buffer
  readonly digest: string
}

const known = new WeakMap<Piece, Bytes>()

function bytesOf(piece: Piece): Bytes {
  let made = known.get(piece)
  if (made === undefined) {
    made = { bytes: Buffer.from(piece.text), digest: digestOf(piece.text) }
    known.set(piece, made)
  }
  return made
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** A page from its parts: neither bytes nor digest of a piece are made again. The same parts have the same tag. */
export function assemble(parts: readonly (string | Piece)[]): { plain: Buffer; etag: string } {
  const buffers: Buffer[] = []
  // Pieces by their digests, words between them with their length: no two pages are written alike.
  let said = ''
  for (const part of parts) {
    if (typeof part === 'string') {
      buffers.push(Buffer.from(part))
      said += `${part.length} ${part}`
    } else {
      const { bytes, digest } = bytesOf(part)
      buffers.push(bytes)
      said += digest
    }
  }
  return {
    plain: buffers.length === 1 ? buffers[0]! : Buffer.concat(buffers),
    etag: `"${digestOf(said).slice(0, 22)}"`,
  }
}
