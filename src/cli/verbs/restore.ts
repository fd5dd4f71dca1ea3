import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { verifyAudit } from '../../platform/audit/index.ts'
import { checkBackup, readBackup, restoreBackup, takeBackup } from '../../platform/backup/index.ts'
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

async function check(call: Call, path: string): Promise<Answer> {
  const backup = await readBackup(path)
  await checkBackup(backup)
  const result = figures(backup.manifest)
  return { good: true, result, lines: [call.words('restore-checked', result)] }
}

async function targetOf(call: Call) {
  const { database, kernel, keysDir, migrationsDir } = await openPlace(call)
  return { database, target: { pool: database.pool, files: kernel.files, keysDir, migrationsDir } }
}

async function restore(call: Call, path: string): Promise<Answer> {
  const { target } = await targetOf(call)
  const result = figures(await restoreBackup(target, path, call.progress))
  return { good: true, result, lines: [call.words('restore-done', result)] }
}

/** The cluster may lie elsewhere, behind a link: docs/operations.md, “As root”. */
async function removePlace(dataDir: string): Promise<void> {
  const home = await realpath(join(dataDir, 'postgres')).catch(() => undefined)
  if (home) await rm(home, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}

/** Restores into a throw-away place and proves that it is the same: what has never been restored is no backup. */
async function drill(call: Call, path: string): Promise<Answer> {
  const began = Date.now()
  const dataDir = await mkdtemp(join(tmpdir(), 'saolang-drill-'))
  call.defer(() => removePlace(dataDir))
  // Reachable for the account the database runs as; what is secret lies in closed folders inside.
  await chmod(dataDir, 0o711)
  const { databaseUrl: _, ...config } = call.config
  const storage = { kind: 'file' as const, dir: join(dataDir, 'files') }
  const { database, target } = await targetOf({ ...call, config: { ...config, dataDir, storage } })
  const manifest = await restoreBackup(target, path, call.progress)
  const seconds = Math.round((Date.now() - began) / 1000)
  const { fault } = await verifyAudit(database.db)
  const again = await takeBackup(target, join(dataDir, 'again.tar'))
  const same = again.manifest.digest === manifest.digest
  const result = { good: same && !fault, seconds, ...figures(manifest) }
  if (result.good) return { good: true, result, lines: [call.words('restore-drilled', result)] }
  const reason = fault ? call.words(`audit-${fault.kind}`, { ...fault }) : again.manifest.digest
  return { good: false, result, lines: [call.words('restore-drill-failed', { reason })] }
}
