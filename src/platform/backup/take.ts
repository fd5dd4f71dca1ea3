import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readdir, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { FileStore } from '../files/index.ts'
import { OperatorError } from '../problem.ts'
import {
  type CarriedTable,
  columnList,
  fullName,
  plainSpelling,
  readSequences,
  readTables,
} from './catalogue.ts'
import { digestOf, entryNames, formatVersion, type Header, type Manifest, type Progress } from './manifest.ts'
import { withScratch } from './scratch.ts'
import { SealingSink, type Sink } from './sealing.ts'
import { TarWriter } from './tar.ts'

export interface Source {
  readonly pool: pg.Pool
  readonly files: FileStore
  /** Folder of the instance's secrets. */
  readonly keysDir: string
  /** `scratchOf` the instance: tables lie there for a moment before they go into the archive. */
  readonly scratchDir: string
}

export interface Taken {
  readonly manifest: Manifest
  readonly bytes: number
}

/**
 * Writes a consistent copy of everything into one tar file while the server goes on working: every table as of one
 * moment, each file, the instance's keys (keep the backup as secret as them), and the jobs still to be done. The file
 * appears under its name only when it is whole and on disk. With a passphrase all of it is encrypted as it is written.
 */
export async function takeBackup(
  source: Source,
  path: string,
  onProgress?: Progress,
  {
    passphrase,
    signal,
  }: { readonly passphrase?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<Taken> {
  if (await stat(path).catch(() => undefined)) {
    throw new OperatorError(`${path} exists already; a backup never overwrites another.`)
  }
  const client = await source.pool.connect()
  try {
    // The draft lies beside its place, encrypted as that is to be; what is not encrypted lies with the instance's own data.
    return await withScratch(dirname(path), (beside) =>
      withScratch(source.scratchDir, async (scratch) => {
        const draft = join(beside, 'backup.tar')
        const file = await open(draft, 'wx', 0o600)
        try {
          await client.query(`begin isolation level repeatable read read only; ${plainSpelling}`)
          const sealing = passphrase ? await SealingSink.open(file, passphrase) : undefined
          const taken = await write(source, client, sealing ?? file, scratch, onProgress, signal)
          await sealing?.end()
          await file.sync()
          await rename(draft, path)
          return taken
        } finally {
          await file.close()
        }
      }),
    )
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

async function write(
  source: Source,
  client: pg.ClientBase,
  file: Sink,
  scratch: string,
  onProgress: Progress = () => undefined,
  signal?: AbortSignal,
): Promise<Taken> {
  const tar = new TarWriter(file)
  const header = await readHeader(client)
  const add = (name: string, text: string) => tar.add(name, Buffer.byteLength(text), Buffer.from(text))
  const headerHash = await add(entryNames.header, JSON.stringify(header, null, 1))
  const { rows: stored } = await client.query<{ hash: string; size: number }>(
    'select hash, size::float8 as size from file order by hash',
  )
  const steps = header.tables.length + stored.length
  let done = 0

  const tables: Manifest['tables'] = []
  for (const table of header.tables) {
    tables.push(await addTable(client, tar, table, join(scratch, 'table'), signal))
    onProgress(++done, steps)
  }
  const files: Manifest['files'] = []
  for (const { hash, size } of stored) {
    signal?.throwIfAborted()
    const bytes = await source.files.open(hash)
    if (!bytes) throw new OperatorError(`File ${hash} is missing in the store: run “saolang check”.`)
    const found = await tar.add(entryNames.file(hash), size, bytes)
    if (found !== hash) throw new OperatorError(`File ${hash} was changed in the store: run “saolang check”.`)
    files.push({ hash, size })
    onProgress(++done, steps)
  }
  const keys: Manifest['keys'] = []
  for (const name of await keyNames(source.keysDir)) {
    const bytes = await readFile(join(source.keysDir, name))
    keys.push({ name, hash: await tar.add(entryNames.key(name), bytes.length, bytes) })
  }
  const waiting = await waitingJobs(client)
  const jobs = { rows: waiting.length, hash: await add(entryNames.jobs, waiting.join('\n')) }
  const manifest = {
    header: headerHash,
    tables,
    files,
    keys,
    jobs,
    digest: digestOf({ tables, files, keys }),
  }
  await add(entryNames.manifest, JSON.stringify(manifest, null, 1))
  return { manifest, bytes: await tar.end() }
}

async function readHeader(client: pg.ClientBase): Promise<Header> {
  const { rows } = await client.query<{ version: string; migrations: Header['migrations'] }>(`
    select current_setting('server_version') as version,
      (select json_agg(json_build_object('name', name, 'hash', hash) order by name) from schema_migration) as migrations`)
  return {
    format: formatVersion,
    product: 'sao-lang',
    madeAt: new Date().toISOString(),
    postgres: rows[0]!.version,
    migrations: rows[0]!.migrations,
    tables: await readTables(client),
    sequences: await readSequences(client),
  }
}

/** Packs a table into a scratch file first: an archive wants each size before the bytes. */
async function addTable(
  client: pg.ClientBase,
  tar: TarWriter,
  table: CarriedTable,
  scratch: string,
  signal?: AbortSignal,
): Promise<Manifest['tables'][number]> {
  const { hash, rows } = await copyOut(client, table, scratch, signal)
  const { size } = await stat(scratch)
  const name = `${table.schema}.${table.name}`
  await tar.add(entryNames.table(name), size, createReadStream(scratch))
  return { name, rows, hash }
}

async function copyOut(client: pg.ClientBase, table: CarriedTable, path: string, signal?: AbortSignal) {
  const copy = client.query(
    copyTo(
      `copy (select ${columnList(table.columns)} from ${fullName(table)} order by ${columnList(table.key)}) to stdout`,
    ),
  )
  const hash = createHash('sha256')
  const watch = new Transform({
    transform(piece, _, done) {
      hash.update(piece)
      done(null, piece)
    },
  })
  await pipeline(copy, watch, createGzip({ level: 5 }), createWriteStream(path), { signal })
  return { hash: hash.digest('hex'), rows: copy.rowCount ?? 0 }
}

async function keyNames(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => [])
  return names.filter((name) => !name.startsWith('.')).sort()
}

async function waitingJobs(client: pg.ClientBase): Promise<string[]> {
  const { rows: found } = await client.query(`select to_regclass('pgboss.job') is not null as there`)
  if (!found[0].there) return []
  const { rows } = await client.query(`
    select name, data, start_after, singleton_key, retry_limit, retry_delay, retry_backoff,
      extract(epoch from expire_in)::int as expire_seconds
    from pgboss.job where state < 'completed' and name !~ '^__pgboss' order by created_on, id`)
  return rows.map((row) => JSON.stringify(row))
}
