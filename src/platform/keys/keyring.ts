import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A pair for signing what anybody may verify (ECDSA P-256: the curve every browser verifies by itself). */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly publicJwk: JsonWebKey
}

/**
 * Secrets of this instance, one file each under `DATA_DIR/keys`, readable by its user only. They are made at first
 * need; two processes that make one at once agree on the one that was linked first. Backups carry them apart.
 */
export class Keyring {
  private readonly symmetricKeys = new Map<string, Promise<Buffer>>()

  constructor(private readonly dir: string) {}

  /** 32 random bytes under a name, for wrapping other keys (AES-256). */
  symmetric(name: string): Promise<Buffer> {
    const known = this.symmetricKeys.get(name)
    if (known) return known
    const made = this.keep(`${name}.key`, () => randomBytes(32).toString('base64')).then((text) =>
      Buffer.from(text, 'base64'),
    )
    this.symmetricKeys.set(name, made)
    return made
  }

  /** The signing pair under a name; made when there is none. */
  async signing(name: string): Promise<SigningKey> {
    const pem = await this.keep(`${name}.pem`, () =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    )
    const privateKey = createPrivateKey(pem)
    const publicKey = createPublicKey(privateKey)
    return { privateKey, publicKey, publicJwk: publicKey.export({ format: 'jwk' }) }
  }

  /** Reads the file, or makes it whole under another name and links it: the first one linked stands. */
  private async keep(file: string, make: () => string): Promise<string> {
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(file)) throw new Error(`${file} is no name for a key`)
    const path = join(this.dir, file)
    const existing = await readFile(path, 'utf8').catch(() => null)
    if (existing !== null) return existing
    await mkdir(this.dir, { recursive: true, mode: 0o700 })
    const draft = join(this.dir, `.${file}.${randomBytes(6).toString('hex')}`)
    await writeFile(draft, make(), { mode: 0o600, flush: true })
    try {
      await link(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      await unlink(draft)
    }
    return readFile(path, 'utf8')
  }
}
