import { spawnSync } from 'node:child_process'
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../test/factories/index.ts'
import { migrationsDir } from '../../../test/factories/server.ts'
import { appendAudit } from '../audit/index.ts'
import { alive } from '../db/embedded/index.ts'
import { transaction } from '../db/index.ts'
import { openFileStore } from '../files/index.ts'
import { drillBackup, scratchOf, sweepScratch, type Taken, takeBackup, withPlainBackup } from './index.ts'

const root = await mkdtemp(join(tmpdir(), 'saolang-drill-test-'))
afterAll(() => rm(root, { recursive: true }))
const passphrase = 'sông Hương núi Ngự'
const dataDir = join(root, 'data')
const scratchDir = scratchOf(dataDir)
const path = join(root, 'backup.tar.sealed')
const about = { path, passphrase, migrationsDir, scratchDir }

describe('an encrypted backup', () => {
  let taken: Taken

  beforeAll(async () => {
    const database = await testDatabase()
    const files = openFileStore({ kind: 'file', dir: join(root, 'files') }, database.db)
    const source = { ...database, files, keysDir: join(root, 'keys'), scratchDir }
    await transaction(database.db, (trx) => appendAudit(trx, [{ at: new Date(), action: 'deed' }]))
    taken = await takeBackup(source, path, undefined, { passphrase })
  })

  const leftOver = async () => [
    ...(await readdir(scratchDir)),
    ...(await readdir(root)).filter((name) => name.startsWith('.saolang')),
  ]

  it('is drilled: restored elsewhere with the same digest; without the passphrase it is not read', async () => {
    expect((await readFile(path)).includes('audit_entry')).toBe(false)
    await expect(withPlainBackup(path, { scratchDir }, async () => 1)).rejects.toThrow('BACKUP_PASSPHRASE')
    const drilled = await drillBackup(about)
    expect(drilled).toMatchObject({ good: true, digest: taken.manifest.digest })
    expect(await leftOver()).toEqual([])
  })

  it('made before an upgrade passes the drill of the new version', async () => {
    const newer = join(root, 'newer')
    await mkdir(newer)
    for (const name of await readdir(migrationsDir))
      await copyFile(join(migrationsDir, name), join(newer, name))
    await writeFile(join(newer, '20990101_0001_create_later.sql'), 'create table later (id int primary key);')
    const drilled = await drillBackup({ ...about, migrationsDir: newer })
    expect(drilled).toMatchObject({ good: true, digest: taken.manifest.digest })
  })

  it('is opened for its reader only, beside the instance’s own data and not beside the backup', async () => {
    await withPlainBackup(path, { passphrase, scratchDir }, async (plain) => {
      expect(plain.startsWith(scratchDir)).toBe(true)
      expect((await stat(join(plain, '..'))).mode & 0o077).toBe(0)
      expect((await stat(plain)).mode & 0o077).toBe(0)
    })
    expect(await leftOver()).toEqual([])
  })

  it('leaves nothing of a drill that is broken off: no folder, no database', async () => {
    const stopping = new AbortController()
    let server = 0
    const drill = drillBackup({
      ...about,
      signal: stopping.signal,
      onProgress: (done, of) => {
        if (done < of * 0.75 || stopping.signal.aborted) return
        stopping.abort(new Error('stopped'))
      },
    })
    const watching = (async () => {
      while (!stopping.signal.aborted) {
        server ||= await serverIn(scratchDir)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    })()
    await expect(drill).rejects.toThrow('stopped')
    await watching
    expect(server).toBeGreaterThan(0)
    expect(alive(server)).toBe(false)
    expect(await leftOver()).toEqual([])
  })

  it('sweeps away what its own kind left, however old the rest is', async () => {
    const old = new Date(Date.now() - 86_400_000)
    for (const name of ['.saolang-unsealed-aB3dE9', '.saolang-settings']) {
      await mkdir(join(scratchDir, name))
      await utimes(join(scratchDir, name), old, old)
    }
    await sweepScratch(scratchDir)
    expect(await readdir(scratchDir)).toEqual(['.saolang-settings'])
    await rm(join(scratchDir, '.saolang-settings'), { recursive: true })
  })

  it('leaves nothing of a drill that was killed once the next run has begun', async () => {
    const killed = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', killedDrill(scratchDir)],
      { cwd: new URL('../../..', import.meta.url).pathname, encoding: 'utf8' },
    )
    expect([killed.signal, killed.stderr]).toEqual(['SIGKILL', ''])
    const server = await serverIn(scratchDir)
    expect(alive(server)).toBe(true)
    await withPlainBackup(path, { passphrase, scratchDir }, async () => {
      expect(alive(server)).toBe(false)
      expect(await readdir(scratchDir)).toHaveLength(1)
    })
    expect(await leftOver()).toEqual([])
  })
})

/** The process of the database that runs in one of the folders in here; 0: none. */
async function serverIn(dir: string): Promise<number> {
  for (const name of await readdir(dir).catch(() => [])) {
    const home = await realpath(join(dir, name, 'postgres')).catch(() => '')
    const lock = await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')
    if (lock) return Number(lock.split('\n')[0])
  }
  return 0
}

/** Dies in the middle, with its database running and a plain copy lying there. */
const killedDrill = (scratchDir: string) => `
  import { writeFile } from 'node:fs/promises'
  import { withScratch } from './src/platform/backup/scratch.ts'
  import { joinEmbedded } from './src/platform/db/embedded/index.ts'
  await withScratch(${JSON.stringify(scratchDir)}, async (dir) => {
    await writeFile(dir + '/backup.tar', 'everything, unencrypted')
    await joinEmbedded(dir, 'guest')
    process.kill(process.pid, 'SIGKILL')
    await new Promise(() => {})
  })`
