import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../test/factories/index.ts'
import { migrationsDir } from '../../../test/factories/server.ts'
import { appendAudit, verifyAudit } from '../audit/index.ts'
import { type Database, migrate, transaction } from '../db/index.ts'
import { openFileStore } from '../files/index.ts'
import { defineJob, enqueue, prepareJobs } from '../jobs/index.ts'
import { restoreBackup, takeBackup } from './index.ts'

const root = await mkdtemp(join(tmpdir(), 'saolang-backup-test-'))
const scratchDir = join(root, 'scratch')
afterAll(() => rm(root, { recursive: true }))

/** A database with its files and keys, as one instance has them. */
async function instance(name: string, options: { empty?: boolean } = {}) {
  const database = await testDatabase(options)
  const files = openFileStore({ kind: 'file', dir: join(root, name, 'files') }, database.db)
  return { ...database, files, keysDir: join(root, name, 'keys'), scratchDir, migrationsDir }
}

const job = defineJob({
  name: 'test.later',
  schema: z.object({ n: z.number() }),
  handler: async () => undefined,
})
const put = (source: { files: ReturnType<typeof openFileStore> }, text: string) =>
  source.files.put(Readable.from([Buffer.from(`%PDF-1.7 ${text} %%EOF`)]), { maxBytes: 1e6, name: 'a.pdf' })

const note = (source: Database, action: string) =>
  transaction(source.db, (trx) =>
    appendAudit(trx, [{ at: new Date(), action, detail: { tên: 'Làng\t\\N "x"' } }]),
  )

describe('backup and restore', () => {
  let source: Awaited<ReturnType<typeof instance>>
  let hash: string
  const path = join(root, 'one.tar')

  beforeAll(async () => {
    source = await instance('source')
    await prepareJobs(source, [job])
    const stored = await put(source, 'evidence')
    if (!stored.ok) throw new Error('not stored')
    hash = stored.value.hash
    for (let i = 0; i < 30; i++) await note(source, `deed.${i}`)
    await enqueue(source.db, job, { n: 7 }, { key: 'k', after: new Date(Date.now() + 3_600_000) })
    await mkdir(source.keysDir, { recursive: true })
    await writeFile(join(source.keysDir, 'sheets.key'), 'secret')
  })

  const emptyTarget = (name: string) => instance(name, { empty: true })

  it('is one moment while the writing goes on, a tar file for its owner only', async () => {
    let writing = true
    const writer = (async () => {
      while (writing) await note(source, 'meanwhile')
    })()
    const taken = await takeBackup(source, path)
    writing = false
    await writer
    expect(taken.manifest.files).toHaveLength(1)
    const entries = taken.manifest.tables.find((table) => table.name === 'public.audit_entry')!.rows
    expect(entries).toBeGreaterThanOrEqual(30)
    expect((await stat(path)).mode & 0o077).toBe(0)
    expect(await readdir(root)).not.toContainEqual(expect.stringContaining('.saolang-'))
    expect(execFileSync('tar', ['tf', path], { encoding: 'utf8' })).toContain(`files/${hash}`)
  })

  it('never overwrites another', async () => {
    await expect(takeBackup(source, path)).rejects.toThrow('exists already')
  })

  it('comes back with equal hashes, jobs and keys, in a place that then works', async () => {
    const plain = join(root, 'plain.tar')
    const { manifest } = await takeBackup(source, plain)
    const target = await emptyTarget('target')
    await restoreBackup(target, plain)
    const again = await takeBackup(target, join(root, 'again.tar'))
    expect({ ...again.manifest, header: '' }).toEqual({ ...manifest, header: '' })
    expect(await buffer((await target.files.open(hash))!)).toEqual(
      await buffer((await source.files.open(hash))!),
    )
    expect(await readFile(join(target.keysDir, 'sheets.key'), 'utf8')).toBe('secret')
    expect((await verifyAudit(target.db)).fault).toBeUndefined()
    await note(target, 'after the restore')
    await expect(target.pool.query('delete from audit_entry')).rejects.toThrow('append-only')
    const waiting = await target.pool.query(
      `select name, data, singleton_key from pgboss.job where state = 'created'`,
    )
    expect(waiting.rows).toContainEqual({ name: 'test.later', data: { n: 7 }, singleton_key: 'k' })
  })

  it('carries what is awkward: cycles, identities, computed columns, odd text', async () => {
    const target = await emptyTarget('odd')
    const shape = `
      create table odd (id bigint generated always as identity primary key, other bigint, t text, b bytea, j jsonb,
        at timestamptz, n numeric, d double precision, twice numeric generated always as (n * 2) stored);
      create table odder (id bigint primary key references odd);
      alter table odd add constraint odd_has_an_odder foreign key (other) references odder deferrable;`
    const own = join(root, 'odd-migrations')
    await mkdir(own)
    for (const name of await readdir(migrationsDir))
      await copyFile(join(migrationsDir, name), join(own, name))
    await writeFile(join(own, '20990101_0001_create_odd.sql'), shape)
    const odd = await instance('odd-source')
    await migrate(odd, own)
    await odd.pool.query(String.raw`
      insert into odd (t, b, j, at, n, d) values (E'a\tb\n\\N', '\x00ff', '{"a":[null]}', now(), 1.10, 0.1), (null, null, null, null, null, null);
      insert into odder select id from odd; update odd set other = id`)
    const { manifest } = await takeBackup(odd, join(root, 'odd.tar'))
    await restoreBackup({ ...target, migrationsDir: own }, join(root, 'odd.tar'))
    expect((await takeBackup(target, join(root, 'odd-again.tar'))).manifest.digest).toBe(manifest.digest)
    const next = await target.pool.query('insert into odd (n) values (3) returning id, twice')
    expect(next.rows).toEqual([{ id: 3, twice: '6' }])
    await expect(target.pool.query('insert into odder values (99)')).rejects.toThrow('foreign key')
  })

  it('refuses a place that is not empty', async () => {
    await expect(restoreBackup(source, join(root, 'plain.tar'))).rejects.toThrow('needs an empty place')
  })

  it.each(['cut off', 'changed', 'changed in its header', 'no backup'])(
    'refuses a file that is %s, and touches nothing',
    async (how) => {
      const bad = join(root, `${how}.tar`)
      await copyFile(join(root, 'plain.tar'), bad)
      if (how === 'cut off') await truncate(bad, (await stat(bad)).size - 3000)
      if (how === 'no backup') await writeFile(bad, 'Hồ sơ'.repeat(1000))
      if (how.startsWith('changed')) {
        const bytes = await readFile(bad)
        bytes[bytes.indexOf(how === 'changed' ? '%PDF-1.7 evidence' : 'subject_kind')]! ^= 1
        await writeFile(bad, bytes)
      }
      const target = await emptyTarget(how)
      await expect(restoreBackup(target, bad)).rejects.toThrow(/cut off or changed|changed or damaged/)
      const { rows } = await target.pool.query(
        `select count(*) as n from pg_class where relnamespace = 'public'::regnamespace`,
      )
      expect(rows).toEqual([{ n: 0 }])
    },
  )
})
