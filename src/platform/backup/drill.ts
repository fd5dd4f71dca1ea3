import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type AuditFault, verifyAudit } from '../audit/index.ts'
import { openDatabase } from '../db/index.ts'
import { openFileStore } from '../files/index.ts'
import { OperatorError } from '../problem.ts'
import type { Manifest, Progress } from './manifest.ts'
import { restoreBackup } from './restore.ts'
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

/** Lets `work` read a backup: a sealed one is opened beside it for the time, and taken away again. */
export async function withPlainBackup<T>(
  path: string,
  passphrase: string | undefined,
  work: (plain: string) => Promise<T>,
): Promise<T> {
  if (!(await isSealed(path))) return work(path)
  if (!passphrase) throw new OperatorError(`${path} is encrypted: set BACKUP_PASSPHRASE.`)
  const scratch = await mkdtemp(join(dirname(path), '.saolang-unsealed-'))
  try {
    const plain = join(scratch, 'backup.tar')
    await unseal(path, plain, passphrase)
    return await work(plain)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Restores into a throw-away place and proves that it is the same: what has never been restored is no backup. */
export async function drillBackup(about: {
  readonly path: string
  readonly passphrase?: string | undefined
  readonly migrationsDir: string
  readonly onProgress?: Progress
}): Promise<Drilled> {
  const began = Date.now()
  const dataDir = await mkdtemp(join(tmpdir(), 'saolang-drill-'))
  // Reachable for the account the database runs as; what is secret lies in closed folders inside.
  await chmod(dataDir, 0o711)
  try {
    const database = await openDatabase({ dataDir })
    try {
      const files = openFileStore({ kind: 'file', dir: join(dataDir, 'files') }, database.db)
      const { migrationsDir } = about
      const target = { pool: database.pool, files, keysDir: join(dataDir, 'keys'), migrationsDir }
      const manifest = await withPlainBackup(about.path, about.passphrase, (plain) =>
        restoreBackup(target, plain, about.onProgress),
      )
      const seconds = Math.round((Date.now() - began) / 1000)
      const { fault } = await verifyAudit(database.db)
      const again = await takeBackup(target, join(dataDir, 'again.tar'))
      const { digest } = again.manifest
      return { manifest, seconds, digest, fault, good: !fault && digest === manifest.digest }
    } finally {
      await database.close()
    }
  } finally {
    await removePlace(dataDir)
  }
}

/** The cluster may lie elsewhere, behind a link: docs/operations.md, “As root”. */
async function removePlace(dataDir: string): Promise<void> {
  const home = await realpath(join(dataDir, 'postgres')).catch(() => undefined)
  if (home) await rm(home, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}
