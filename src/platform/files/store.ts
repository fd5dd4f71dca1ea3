import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Storage } from '../config/index.ts'
import type { Db } from '../db/index.ts'
import { failed, ok, type Result } from '../problem.ts'
import { folderShelf, type Shelf } from './folder.ts'
import { type Claim, type FileFlag, inspect } from './inspect.ts'
import { type MediaType, safeName } from './media.ts'
import { s3Shelf } from './s3.ts'
import { clamd, noScanner, type Scanner } from './scanner.ts'
import './tables.ts'

export interface StoredFile {
  /** SHA-256, hexadecimal: the same bytes are stored once. */
  readonly hash: string
  readonly size: number
  readonly mediaType: MediaType
  /** Safe to show; the name under which these bytes came first. */
  readonly name: string
  readonly flags: readonly FileFlag[]
}

export interface PutLimits extends Claim {
  /** In bytes. Reading stops at the first byte beyond. */
  readonly maxBytes: number
}

export interface FileStore {
  /**
   * Stores a stream under its hash, or answers why not: `file-empty`, `file-too-large`, `file-type`,
   * `file-type-mismatch`, `file-broken`, `file-has-macros`, `file-unpacks-too-large`, `picture-too-large`,
   * `storage-full`, `file-infected`, `scanner-silent`. When it answers ok, the bytes and their row are on disk.
   */
  put(stream: Readable, limits: PutLimits): Promise<Result<StoredFile>>
  /** The bytes; null where they are not. */
  open(hash: string): Promise<Readable | null>
  stat(hash: string): Promise<StoredFile | null>
  /** Takes back bytes of a backup whose row is restored by other means; false when they are not what the hash says. */
  adopt(hash: string, stream: Readable): Promise<boolean>
  /** For what nothing points to any more; the caller knows. */
  delete(hash: string): Promise<void>
}

/** This much of the disk stays free for the database. */
const reserve = 300_000_000
/** Left in the incoming folder longer than this: its process was killed. */
const abandoned = 24 * 3_600_000

export function openFileStore(storage: Storage, db: Db, scannerUrl?: string): FileStore {
  const scan = scannerUrl ? clamd(scannerUrl) : noScanner
  if (storage.kind === 's3') return fileStore(s3Shelf(storage), storage.incoming, db, scan)
  return fileStore(folderShelf(storage.dir), join(storage.dir, 'incoming'), db, scan)
}

export function fileStore(shelf: Shelf, incoming: string, db: Db, scan: Scanner = noScanner): FileStore {
  const ready = prepare(incoming)
  ready.catch(() => undefined)
  return {
    async put(stream, limits) {
      await ready
      if (!(await hasRoom(incoming, limits.maxBytes))) return failed({ code: 'storage-full' })
      const path = join(incoming, randomUUID())
      try {
        const received = await receive(stream, path, limits.maxBytes)
        if (!received.ok) return received
        const { hash, size } = received.value
        const inspected = await inspect(path, size, limits)
        if (!inspected.ok) return inspected
        const scanned = await scan(path)
        if (!scanned.ok) return scanned
        const { mediaType, flags } = inspected.value
        const name = safeName(limits.name, mediaType)
        if ((await shelf.size(hash)) !== size) await shelf.adopt(path, hash)
        await db
          .insertInto('file')
          .values({ hash, size, media_type: mediaType, original_name: name, flags: [...flags] })
          .onConflict((conflict) => conflict.column('hash').doNothing())
          .execute()
        return ok({ hash, size, mediaType, name, flags })
      } finally {
        await rm(path, { force: true })
      }
    },
    open: (hash) => shelf.open(checked(hash)),
    async stat(hash) {
      const row = await db.selectFrom('file').selectAll().where('hash', '=', hash).executeTakeFirst()
      if (!row || (await shelf.size(checked(hash))) !== row.size) return null
      return {
        hash,
        size: row.size,
        mediaType: row.media_type as MediaType,
        name: row.original_name,
        flags: row.flags as FileFlag[],
      }
    },
    async adopt(hash, stream) {
      await ready
      const path = join(incoming, randomUUID())
      try {
        const received = await receive(stream, path, Number.MAX_SAFE_INTEGER)
        if (!received.ok || received.value.hash !== checked(hash)) return false
        await shelf.adopt(path, hash)
        return true
      } finally {
        await rm(path, { force: true })
      }
    },
    async delete(hash) {
      await db.deleteFrom('file').where('hash', '=', hash).execute()
      await shelf.remove(checked(hash))
    },
  }
}

/** A hash becomes part of a path: nothing else may. */
function checked(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new TypeError('not a file hash')
  return hash
}

async function prepare(incoming: string): Promise<void> {
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > abandoned) await rm(path, { force: true })
  }
}

async function hasRoom(folder: string, wanted: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize > wanted + reserve
}

async function receive(
  stream: Readable,
  path: string,
  maxBytes: number,
): Promise<Result<{ hash: string; size: number }>> {
  const file = await open(path, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let size = 0
    // The stream is left alive on refusal: destroying it would end the whole request.
    const outcome = await consume(stream, async (piece) => {
      size += piece.length
      if (size > maxBytes) return false
      hash.update(piece)
      await file.write(piece)
      return true
    })
    if (!outcome) {
      return failed({ code: 'file-too-large', data: { maximum: Math.floor(maxBytes / 1_000_000) } })
    }
    if (size === 0) return failed({ code: 'file-empty' })
    await file.sync()
    return ok({ hash: hash.digest('hex'), size })
  } finally {
    await file.close()
  }
}

/** Feeds each piece to `take` until it answers false (then the stream is paused, not destroyed) or the stream ends. */
async function consume(stream: Readable, take: (piece: Buffer) => Promise<boolean>): Promise<boolean> {
  const iterator = stream.iterator({ destroyOnReturn: false })
  for await (const piece of iterator) {
    if (!(await take(piece as Buffer))) return false
  }
  return true
}
