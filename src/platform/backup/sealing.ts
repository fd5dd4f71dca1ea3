import { type CipherGCM, createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { OperatorError } from '../problem.ts'

/**
 * A backup under a passphrase: scrypt makes the key, AES-256-GCM seals pieces of 1 MiB, each under its own nonce with a
 * mark on the last one (the STREAM construction age and Tink use), so that a piece that is changed, left out, moved or
 * cut off is found. The head is part of what the first piece authenticates.
 *
 *   "SAOLANG-SEALED-1\n" · 16 bytes salt · 7 bytes nonce prefix · pieces (ciphertext · 16 bytes tag)
 */
const magic = Buffer.from('SAOLANG-SEALED-1\n')
const headLength = magic.length + 16 + 7
const pieceLength = 1 << 20
const tagLength = 16

/** OWASP's parameters for scrypt: 128 MiB and about half a second for one guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )

function nonceOf(prefix: Buffer, piece: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  prefix.copy(nonce)
  nonce.writeUInt32BE(piece, 7)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** What takes the bytes of an archive as they come. */
export interface Sink {
  write(bytes: Buffer): Promise<unknown>
}

/** Encrypts what is written to it into the file; nothing is whole before `end`. */
export class SealingSink implements Sink {
  readonly #file: FileHandle
  readonly #key: Buffer
  readonly #head: Buffer
  #held: Buffer[] = []
  #heldLength = 0
  #piece = 0

  private constructor(file: FileHandle, key: Buffer, head: Buffer) {
    this.#file = file
    this.#key = key
    this.#head = head
  }

  static async open(file: FileHandle, passphrase: string): Promise<SealingSink> {
    const head = Buffer.concat([magic, randomBytes(16 + 7)])
    const key = await keyOf(passphrase, head.subarray(magic.length, magic.length + 16))
    await file.write(head)
    return new SealingSink(file, key, head)
  }

  async write(bytes: Buffer): Promise<void> {
    this.#held.push(bytes)
    this.#heldLength += bytes.length
    // One byte more than a piece must be there: only then is it certain that this piece is not the last.
    while (this.#heldLength > pieceLength) {
      const held = Buffer.concat(this.#held)
      await this.#seal(held.subarray(0, pieceLength), false)
      this.#held = [held.subarray(pieceLength)]
      this.#heldLength -= pieceLength
    }
  }

  async end(): Promise<void> {
    await this.#seal(Buffer.concat(this.#held), true)
    this.#held = []
  }

  async #seal(plain: Buffer, last: boolean): Promise<void> {
    const nonce = nonceOf(this.#head.subarray(-7), this.#piece, last)
    const cipher: CipherGCM = createCipheriv('aes-256-gcm', this.#key, nonce)
    if (this.#piece === 0) cipher.setAAD(this.#head)
    this.#piece++
    await this.#file.write(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
  }
}

export async function isSealed(path: string): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(`${path} cannot be opened (${error.code}).`)
  })
  try {
    const head = Buffer.alloc(magic.length)
    await file.read(head, 0, head.length, 0)
    return head.equals(magic)
  } finally {
    await file.close()
  }
}

/** Decrypts a sealed backup into a file for its owner only; refuses a wrong passphrase and any change of a single bit. */
export async function unseal(
  from: string,
  to: string,
  passphrase: string,
  signal?: AbortSignal,
): Promise<void> {
  const source = await open(from)
  const target = await open(to, 'wx', 0o600)
  try {
    const { size } = await source.stat()
    const head = Buffer.alloc(headLength)
    await source.read(head, 0, headLength, 0)
    const key = await keyOf(passphrase, head.subarray(magic.length, magic.length + 16))
    const sealed = Buffer.alloc(pieceLength + tagLength)
    let at = headLength
    for (let piece = 0, last = false; !last; piece++) {
      signal?.throwIfAborted()
      const { bytesRead } = await source.read(sealed, 0, sealed.length, at)
      at += bytesRead
      last = at >= size
      if (bytesRead < tagLength) throw damaged(piece)
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(head.subarray(-7), piece, last))
      if (piece === 0) decipher.setAAD(head)
      decipher.setAuthTag(sealed.subarray(bytesRead - tagLength, bytesRead))
      try {
        const plain = Buffer.concat([
          decipher.update(sealed.subarray(0, bytesRead - tagLength)),
          decipher.final(),
        ])
        await target.write(plain)
      } catch {
        throw damaged(piece)
      }
    }
    await target.sync()
  } finally {
    await source.close()
    await target.close()
  }
}

const damaged = (piece: number) =>
  new OperatorError(
    piece === 0
      ? 'The passphrase is wrong, or the beginning of the backup was changed.'
      : `The backup was changed or cut off: its piece ${piece + 1} cannot be opened.`,
  )
