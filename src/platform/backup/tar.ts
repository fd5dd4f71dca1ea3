import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Sink } from './sealing.ts'

/** One file of an archive, where it lies in it. */
export interface TarEntry {
  readonly name: string
  readonly size: number
  readonly start: number
}

const block = 512
const roundUp = (size: number) => Math.ceil(size / block) * block

/** A ustar header: any tar program can open a backup. Sizes from 8 GB on are written in base 256, as GNU tar does. */
function header(name: string, size: number): Buffer {
  const bytes = Buffer.alloc(block)
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for an archive`)
  bytes.write(name, 0)
  bytes.write('0000600\x000000000\x000000000\0', 100, 'latin1')
  if (size < 0o77777777777) bytes.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  else {
    bytes[124] = 0x80
    bytes.writeBigUInt64BE(BigInt(size), 128)
  }
  bytes.write('00000000000\0        0', 136, 'latin1')
  bytes.write('ustar\x0000', 257, 'latin1')
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return bytes
}

/** Writes an archive piece by piece; every entry's size must be known before. */
export class TarWriter {
  readonly #file: Sink
  #written = 0

  constructor(file: Sink) {
    this.#file = file
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.#file.write(bytes)
    this.#written += bytes.length
  }

  /** Appends an entry and answers the SHA-256 of what was written. */
  async add(name: string, size: number, content: Readable | Buffer): Promise<string> {
    await this.#write(header(name, size))
    const hash = createHash('sha256')
    let left = size
    for await (const piece of Buffer.isBuffer(content) ? [content] : content) {
      left -= (piece as Buffer).length
      if (left < 0) break
      hash.update(piece as Buffer)
      await this.#write(piece as Buffer)
    }
    if (left !== 0) throw new Error(`${name} is not as long as it was said to be`)
    await this.#write(Buffer.alloc(roundUp(size) - size))
    return hash.digest('hex')
  }

  /** Ends the archive and answers its size; the caller syncs the file. */
  async end(): Promise<number> {
    await this.#write(Buffer.alloc(2 * block))
    return this.#written
  }
}

/** The entries of an archive, or undefined where it is none or was cut off. */
export async function readTar(file: FileHandle): Promise<TarEntry[] | undefined> {
  const { size: whole } = await file.stat()
  const entries: TarEntry[] = []
  let at = 0
  for (;;) {
    const head = Buffer.alloc(block)
    const { bytesRead } = await file.read(head, 0, block, at)
    if (bytesRead < block) return undefined
    if (head.every((byte) => byte === 0)) return entries
    if (head.toString('latin1', 257, 262) !== 'ustar') return undefined
    const name = head.toString('utf8', 0, Math.min(head.indexOf(0), 100))
    const size =
      head[124] === 0x80
        ? Number(head.readBigUInt64BE(128))
        : Number.parseInt(head.toString('latin1', 124, 135), 8)
    const start = at + block
    at = start + roundUp(size)
    if (!Number.isSafeInteger(size) || at > whole) return undefined
    entries.push({ name, size, start })
  }
}

/** The bytes of an entry. */
export function readEntry(path: string, { start, size }: TarEntry): Readable {
  return size === 0 ? Readable.from([]) : createReadStream(path, { start, end: start + size - 1 })
}
