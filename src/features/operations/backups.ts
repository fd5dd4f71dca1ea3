import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  drillBackup,
  type Manifest,
  scratchOf,
  sweepScratch,
  takeBackup,
} from '../../platform/backup/index.ts'
import { today } from '../../platform/clock/index.ts'
import { type Db, uuidv7 } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { backupName, backupsIn, superfluous } from './keep.ts'
import type { BackupRunTable } from './tables.ts'

export interface BackupRun {
  readonly kind: 'backup' | 'drill'
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly fileName: string | null
  readonly encrypted: boolean
  readonly bytes: number | null
  readonly rowCount: number | null
  readonly digest: string | null
  readonly good: boolean | null
  readonly message: string | null
}

type Outcome = {
  readonly fileName: string
  readonly encrypted: boolean
  readonly bytes: number
  readonly manifest: Manifest
  readonly good: boolean
  readonly message?: string | undefined
}

/** Takes a backup into `BACKUP_DIR` and lets go of those that are no longer wanted. Does nothing without the folder. */
export async function backUp(kernel: Kernel, signal?: AbortSignal): Promise<void> {
  const { backupDir: dir, backupPassphrase: passphrase, dataDir } = kernel.config
  if (!dir) return
  await record(kernel, 'backup', async () => {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const fileName = backupName(today(kernel.clock), hourOf(kernel.clock()), Boolean(passphrase))
    const path = join(dir, fileName)
    const { pool, files } = kernel
    const source = { pool, files, keysDir: join(dataDir, 'keys'), scratchDir: scratchOf(dataDir) }
    const { manifest, bytes } = await takeBackup(source, path, undefined, { passphrase, signal })
    for (const name of superfluous(await readdir(dir))) await rm(join(dir, name), { force: true })
    return { fileName, encrypted: Boolean(passphrase), bytes, manifest, good: true }
  })
}

/** Restores the newest backup into a throw-away place and compares the digests. */
export async function drill(kernel: Kernel, migrationsDir: string, signal?: AbortSignal): Promise<void> {
  const { backupDir: dir, backupPassphrase: passphrase, dataDir } = kernel.config
  if (!dir) return
  await record(kernel, 'drill', async () => {
    const [fileName] = backupsIn(await readdir(dir).catch(() => []))
    if (!fileName) throw new Error('BACKUP_DIR holds no backup yet')
    const path = join(dir, fileName)
    const { manifest, digest, fault, good } = await drillBackup({
      path,
      passphrase,
      migrationsDir,
      scratchDir: scratchOf(dataDir),
      signal,
    })
    const message = good
      ? undefined
      : fault
        ? `audit entry ${fault.seq}: ${fault.kind}`
        : `came back as ${digest}`
    const { size: bytes } = await stat(path)
    return { fileName, encrypted: fileName.endsWith('.sealed'), bytes, manifest, good, message }
  })
}

/** Takes away what a run left that was killed: it may hold everything, and unencrypted. */
export async function sweepBackups({ backupDir, dataDir }: Kernel['config']): Promise<void> {
  await sweepScratch(scratchOf(dataDir))
  if (backupDir) await sweepScratch(backupDir)
}

/** Every run leaves a line, the failed one too; its failure stays visible until a later run does better. */
async function record(
  { db }: { readonly db: Db },
  kind: BackupRun['kind'],
  work: () => Promise<Outcome>,
): Promise<void> {
  const id = uuidv7()
  await db.insertInto('backup_run').values({ id, kind, started_at: new Date(), encrypted: false }).execute()
  const end = (values: Partial<BackupRunTable>) =>
    db.updateTable('backup_run').set(values).where('id', '=', id).execute()
  try {
    const { fileName, encrypted, bytes, manifest, good, message } = await work()
    await end({
      ended_at: new Date(),
      file_name: fileName,
      encrypted,
      bytes,
      row_count: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      file_count: manifest.files.length,
      digest: manifest.digest,
      good,
      message: message ?? null,
    })
  } catch (error) {
    await end({ ended_at: new Date(), good: false, message: (error as Error).message.slice(0, 500) })
    throw error
  }
}

export async function lastRuns(db: Db): Promise<readonly BackupRun[]> {
  return db
    .selectFrom('backup_run')
    .select([
      'kind',
      'started_at as startedAt',
      'ended_at as endedAt',
      'file_name as fileName',
      'encrypted',
      'bytes',
      'row_count as rowCount',
      'digest',
      'good',
      'message',
    ])
    .orderBy('started_at', 'desc')
    .limit(10)
    .execute()
}

/** Whether a drill is due: there is a backup, and none was restored well in the last six days. */
export async function drillIsDue({ db, config }: Kernel, now: Date): Promise<boolean> {
  const backups = backupsIn(config.backupDir ? await readdir(config.backupDir).catch(() => []) : [])
  if (backups.length === 0) return false
  const last = await db
    .selectFrom('backup_run')
    .select('started_at')
    .where('kind', '=', 'drill')
    .where('good', '=', true)
    .where('started_at', '>', new Date(now.getTime() - 6 * 86_400_000))
    .executeTakeFirst()
  return last === undefined
}

function hourOf(now: Date): string {
  return new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(11, 16).replace(':', '')
}
