import { resolve } from 'node:path'
import { type Manifest, scratchOf, takeBackup } from '../../platform/backup/index.ts'
import { migrate } from '../../platform/db/index.ts'
import { openPlace } from '../house.ts'
import type { Verb } from '../verb.ts'

/** The figures of a backup, as its messages want them. */
export function figures({ tables, files, digest }: Manifest) {
  return {
    tables: tables.length,
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    files: files.length,
    digest,
  }
}

export const verb: Verb = {
  usage: 'backup <file>',
  about: 'backup-about',
  takes: [1, 1],
  async run(call) {
    const place = await openPlace(call)
    await migrate(place.database, place.migrationsDir)
    const path = resolve(call.arguments[0]!)
    const { manifest, bytes } = await takeBackup(
      {
        pool: place.database.pool,
        files: place.kernel.files,
        keysDir: place.keysDir,
        scratchDir: scratchOf(call.config.dataDir),
      },
      path,
      call.progress,
      { passphrase: call.config.backupPassphrase, signal: call.signal },
    )
    const result = { path, bytes, ...figures(manifest) }
    return {
      good: true,
      result,
      lines: [call.words('backup-done', { ...result, size: (bytes / 1e6).toFixed(1) })],
    }
  },
}
