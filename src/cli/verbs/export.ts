import { resolve } from 'node:path'
import { exportOpen, type OpenManifest } from '../../platform/backup/index.ts'
import { migrate } from '../../platform/db/index.ts'
import { openPlace } from '../house.ts'
import type { Verb } from '../verb.ts'

export function openFigures({ tables, files, digest }: OpenManifest) {
  return {
    tables: tables.length,
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    files: files.length,
    digest,
  }
}

export const verb: Verb = {
  usage: 'export <dir>',
  about: 'export-about',
  takes: [1, 1],
  async run(call) {
    const place = await openPlace(call)
    await migrate(place.database, place.migrationsDir)
    const path = resolve(call.arguments[0]!)
    const manifest = await exportOpen(
      { pool: place.database.pool, files: place.kernel.files },
      path,
      call.progress,
    )
    const result = { path, ...openFigures(manifest) }
    return { good: true, result, lines: [call.words('export-done', result)] }
  },
}
