import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { type AuditFault, verifyAudit } from '../audit/index.ts'
import { openDatabase } from '../db/index.ts'
import { openFileStore } from '../files/index.ts'
import { OperatorError } from '../problem.ts'
import type { Manifest, Progress } from './manifest.ts'
import { restoreBackup } from './restore.ts'
import { withScratch } from './scratch.ts'
import { isSealed, unseal } from './sealing.ts'
import { takeBackup } from './take.ts'

export interface Drilled {
  readonly manifest: Manifest
  readonly seconds: number
  /** Digest of what came back; a good drill has the backup's own. */
  readonly digest: string
  readonly fault?: AuditFault | undefined
  readonly good: boolean
}

/** Lets `work` read a backup: a sealed one is opened in a scratch folder for the time, and taken away again. */
export async function withPlainBackup<T>(
  path: string,
  { passphrase, scratchDir, signal }: Opening,
  work: (plain: string) => Promise<T>,
): Promise<T> {
  if (!(await isSealed(path))) return work(path)
  if (!passphrase) throw new OperatorError(`${path} is encrypted: set BACKUP_PASSPHRASE.`)
  return withScratch(scratchDir, async (scratch) => {
    const plain = join(scratch, 'backup.tar')
    await unseal(path, plain, passphrase, signal)
    return work(plain)
  })
}

export interface Opening {
  readonly passphrase?: string | undefined
  /** `scratchOf` the instance. */
  readonly scratchDir: string
  /** Breaks the work off; what it laid down is taken away. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Restores into a throw-away place and proves that it is the same: what has never been restored is no backup. Compared
 * is what was in it, before newer migrations change that.
 */
export function drillBackup(
  about: Opening & {
    readonly path: string
    readonly migrationsDir: string
    readonly onProgress?: Progress
  },
): Promise<Drilled> {
  const began = Date.now()
  const { path, scratchDir, signal, migrationsDir, onProgress } = about
  return withScratch(scratchDir, async (dataDir) => {
    // Reachable for the account the database runs as; what is secret lies in closed folders inside.
    await chmod(dataDir, 0o711)
    const database = await openDatabase({ dataDir })
    try {
      const files = openFileStore({ kind: 'file', dir: join(dataDir, 'files') }, database.db)
      const place = { pool: database.pool, files, keysDir: join(dataDir, 'keys'), scratchDir: dataDir }
      let digest = ''
      const loaded = async () => {
        const again = await takeBackup(place, join(dataDir, 'again.tar'), undefined, { signal })
        digest = again.manifest.digest
      }
      const manifest = await withPlainBackup(path, about, (plain) =>
        restoreBackup({ ...place, migrationsDir }, plain, onProgress, { signal, loaded }),
      )
      const seconds = Math.round((Date.now() - began) / 1000)
      const { fault } = await verifyAudit(database.db)
      return { manifest, seconds, digest, fault, good: !fault && digest === manifest.digest }
    } finally {
      await database.close()
    }
  })
}
