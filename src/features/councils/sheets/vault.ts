import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Db, Trx } from '../../../platform/db/index.ts'
import type { Keyring } from '../../../platform/keys/index.ts'
import '../tables.ts'

const wrappingKey = 'sheets'
const algorithm = 'aes-256-gcm'
const form = 1
/** Texts are padded to whole blocks of this size, so that the length of a sheet tells nothing of what it says. */
const block = 1024

/** To which one sheet a ciphertext belongs: it opens nowhere else. */
export interface SheetAddress {
  readonly sittingId: string
  readonly itemId: string
  readonly memberId: string
  readonly round: number
}

/** A stored sheet that is not what was stored: changed, moved, or under another key. */
export class BrokenSheet extends Error {
  override name = 'BrokenSheet'
}

/**
 * Encrypts sheets at rest: AES-256-GCM under a key of the sitting, which is stored only wrapped by the instance's key in
 * `DATA_DIR/keys` (docs/decisions/040-sealed-sheets.md says against whom this holds). Used in two places: a member's own sheet, and
 * the opening of a phase.
 */
export class SheetVault {
  private readonly known = new Map<string, Promise<Buffer>>()

  constructor(private readonly keys: Keyring) {}

  /** A fresh key for a sitting, as it is stored. */
  async newWrappedKey(sittingId: string): Promise<{ wrapped: Buffer; wrappingKey: string }> {
    const outer = await this.keys.symmetric(wrappingKey)
    return { wrapped: lock(outer, randomBytes(32), `sitting-key:${sittingId}`), wrappingKey }
  }

  async encrypt(db: Db, address: SheetAddress, content: unknown): Promise<Buffer> {
    const text = Buffer.from(JSON.stringify(content))
    const padded = Buffer.alloc(Math.ceil((text.length + 4) / block) * block)
    padded.writeUInt32BE(text.length)
    text.copy(padded, 4)
    return lock(await this.keyOf(db, address.sittingId), padded, bound(address))
  }

  /** Throws BrokenSheet on anything that was not stored for this very address. */
  async decrypt<T>(db: Db, address: SheetAddress, stored: Buffer): Promise<T> {
    const padded = unlock(await this.keyOf(db, address.sittingId), stored, bound(address))
    return JSON.parse(padded.subarray(4, 4 + padded.readUInt32BE()).toString()) as T
  }

  private keyOf(db: Db, sittingId: string): Promise<Buffer> {
    const known = this.known.get(sittingId)
    if (known) return known
    const read = this.unwrap(db, sittingId)
    this.known.set(sittingId, read)
    read.catch(() => this.known.delete(sittingId))
    return read
  }

  private async unwrap(db: Db, sittingId: string): Promise<Buffer> {
    const row = await db
      .selectFrom('sitting_key')
      .select(['wrapped', 'wrapping_key'])
      .where('sitting_id', '=', sittingId)
      .executeTakeFirst()
    if (!row) throw new BrokenSheet(`sitting ${sittingId} has no key`)
    const outer = await this.keys.symmetric(row.wrapping_key)
    return unlock(outer, row.wrapped, `sitting-key:${sittingId}`)
  }
}

export async function createSittingKey(
  db: Trx,
  vault: SheetVault,
  sittingId: string,
  now: Date,
): Promise<void> {
  const { wrapped, wrappingKey } = await vault.newWrappedKey(sittingId)
  await db
    .insertInto('sitting_key')
    .values({ sitting_id: sittingId, wrapped, wrapping_key: wrappingKey, created_at: now })
    .execute()
}

const bound = (address: SheetAddress) =>
  `sheet:${address.sittingId}:${address.itemId}:${address.memberId}:${address.round}`

/** One byte of form, 12 of nonce, 16 of tag, then the ciphertext. */
function lock(key: Buffer, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(form), nonce, cipher.getAuthTag(), body])
}

function unlock(key: Buffer, stored: Buffer, about: string): Buffer {
  if (stored.length < 29 || stored[0] !== form) throw new BrokenSheet(about)
  try {
    const decipher = createDecipheriv(algorithm, key, stored.subarray(1, 13))
      .setAAD(Buffer.from(about))
      .setAuthTag(stored.subarray(13, 29))
    return Buffer.concat([decipher.update(stored.subarray(29)), decipher.final()])
  } catch {
    throw new BrokenSheet(about)
  }
}
