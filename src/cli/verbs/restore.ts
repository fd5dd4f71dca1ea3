import { resolve } from 'node:path'
import { migrationsDir } from '../../application.ts'
import {
  checkBackup,
  drillBackup,
  readBackup,
  restoreBackup,
  scratchOf,
  withPlainBackup,
} from '../../platform/backup/index.ts'
import { openPlace } from '../house.ts'
import type { Answer, Call, Verb } from '../verb.ts'
import { figures } from './backup.ts'

export const verb: Verb = {
  usage: 'restore <file> [--check | --drill]',
  about: 'restore-about',
  takes: [1, 1],
  options: {
    check: { type: 'boolean', word: 'option-check' },
    drill: { type: 'boolean', word: 'option-drill' },
  },
  run(call) {
    const path = resolve(call.arguments[0]!)
    if (call.options.check) return check(call, path)
    return call.options.drill ? drill(call, path) : restore(call, path)
  },
}

const opening = ({ config, signal }: Call) => ({
  passphrase: config.backupPassphrase,
  scratchDir: scratchOf(config.dataDir),
  signal,
})

async function check(call: Call, path: string): Promise<Answer> {
  const manifest = await withPlainBackup(path, opening(call), async (plain) => {
    const backup = await readBackup(plain)
    await checkBackup(backup, undefined, call.signal)
    return backup.manifest
  })
  const result = figures(manifest)
  return { good: true, result, lines: [call.words('restore-checked', result)] }
}

async function restore(call: Call, path: string): Promise<Answer> {
  const { database, kernel, keysDir, migrationsDir } = await openPlace(call)
  const target = { pool: database.pool, files: kernel.files, keysDir, migrationsDir }
  const manifest = await withPlainBackup(path, opening(call), (plain) =>
    restoreBackup(target, plain, call.progress, { signal: call.signal }),
  )
  const result = figures(manifest)
  return { good: true, result, lines: [call.words('restore-done', result)] }
}

async function drill(call: Call, path: string): Promise<Answer> {
  const drilled = await drillBackup({ ...opening(call), path, migrationsDir, onProgress: call.progress })
  const { good, seconds, manifest, digest, fault } = drilled
  const result = { good, seconds, ...figures(manifest) }
  if (good) return { good, result, lines: [call.words('restore-drilled', result)] }
  const reason = fault ? call.words(`audit-${fault.kind}`, { ...fault }) : digest
  return { good, result, lines: [call.words('restore-drill-failed', { reason })] }
}
