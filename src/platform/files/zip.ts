import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

export const zipLimits = { entries: 5_000, unpacked: 400_000_000 }

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** The entries by the archive's directory, or undefined where it is no whole zip archive (zip64 counts as none). */
export async function readZip(file: FileHandle, size: number): Promise<ZipEntry[] | undefined> {
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  let at = tail.length - 22
  while (at >= 0 && tail.readUInt32LE(at) !== endSignature) at--
  if (at < 0) return undefined
  const count = tail.readUInt16LE(at + 10)
  const length = tail.readUInt32LE(at + 12)
  const start = tail.readUInt32LE(at + 16)
  if (count === 0xffff || start + length > size || length > 10_000_000) return undefined
  const directory = await readAt(file, start, length)
  const entries: ZipEntry[] = []
  let next = 0
  while (entries.length < count) {
    if (next + 46 > directory.length || directory.readUInt32LE(next) !== entrySignature) return undefined
    const nameLength = directory.readUInt16LE(next + 28)
    entries.push({
      method: directory.readUInt16LE(next + 10),
      packed: directory.readUInt32LE(next + 20),
      size: directory.readUInt32LE(next + 24),
      offset: directory.readUInt32LE(next + 42),
      name: directory.toString('utf8', next + 46, next + 46 + nameLength),
    })
    next += 46 + nameLength + directory.readUInt16LE(next + 30) + directory.readUInt16LE(next + 32)
  }
  return entries
}

/**
 * Whether unpacking would exceed the limits. The directory may lie about sizes, so each entry is really unpacked,
 * in small pieces that are thrown away. Throws where an entry is damaged.
 */
export async function isZipBomb(file: FileHandle, entries: readonly ZipEntry[]): Promise<boolean> {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (entries.length > zipLimits.entries || total > zipLimits.unpacked) return true
  let left = zipLimits.unpacked
  for (const entry of entries) {
    left -= await unpackedSize(file, entry, left)
    if (left < 0) return true
  }
  return false
}

async function unpackedSize(file: FileHandle, entry: ZipEntry, limit: number): Promise<number> {
  if (entry.method === 0) return entry.packed
  let size = 0
  for await (const piece of unpack(file, entry)) {
    size += piece.length
    if (size > limit) break
  }
  return size
}

/** The content of an entry, piece by piece. Throws where it is damaged. */
export async function* unpack(file: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  // Office programs use "stored" and "deflated" only.
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`packed by method ${entry.method}`)
  const header = await readAt(file, entry.offset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== localSignature) throw new Error('no entry here')
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (entry.method === 0) {
    yield* range(file, start, entry.packed)
    return
  }
  const inflate = createInflateRaw()
  const packed = Readable.from(range(file, start, entry.packed))
  packed.once('error', (error) => inflate.destroy(error))
  try {
    for await (const piece of packed.pipe(inflate)) yield piece as Buffer
  } finally {
    packed.destroy()
    inflate.destroy()
  }
}

async function* range(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; ) {
    const piece = await readAt(file, start + at, Math.min(65_536, length - at))
    if (piece.length === 0) return
    at += piece.length
    yield piece
  }
}
