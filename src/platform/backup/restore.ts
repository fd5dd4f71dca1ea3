import { createHash } from 'node:crypto'
import { type FileHandle, link, mkdir, open, readdir, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrate, readMigrations } from '../db/index.ts'
import type { FileStore } from '../files/index.ts'
import { prepareQueues } from '../jobs/index.ts'
import { OperatorError } from '../problem.ts'
import { columnList, fullName, plainSpelling, readTables } from './catalogue.ts'
import { digestOf, entryNames, Header, Manifest, type Progress } from './manifest.ts'
import { readEntry, readTar, type TarEntry } from './tar.ts'

export interface Target {
  readonly pool: pg.Pool
  readonly files: FileStore
  readonly keysDir: string
  readonly migrationsDir: string
}

/** A backup that can be read: its parts, and what it says of itself. */
interface Backup {
  readonly path: string
  readonly header: Header
  readonly manifest: Manifest
  readonly entries: ReadonlyMap<string, TarEntry>
}

/**
 * Loads a backup into an empty database, file store and key folder. The whole of it is compared with its hashes before
 * anything is touched, and again while it is loaded. Afterwards migrations newer than the backup are applied; `loaded` is
 * called before that.
 */
export async function restoreBackup(
  target: Target,
  path: string,
  onProgress: Progress = () => undefined,
  {
    signal,
    loaded,
  }: { readonly signal?: AbortSignal | undefined; readonly loaded?: () => Promise<void> } = {},
): Promise<Manifest> {
  const backup = await readBackup(path)
  await requireKnownMigrations(target, backup.header)
  await requireEmpty(target)
  const { tables, files } = backup.manifest
  const steps = 2 * (tables.length + files.length)
  let done = 0
  const step = () => onProgress(++done, steps)
  await checkBackup(backup, step, signal)
  await restoreKeys(target, backup)
  await restoreFiles(target, backup, step, signal)
  await restoreTables(target, backup, step, signal)
  await loaded?.()
  signal?.throwIfAborted()
  await migrate(target, target.migrationsDir)
  await restoreJobs(target, backup)
  return backup.manifest
}

/** Reads every part and compares it with its hash; throws at the first that does not match. */
export async function checkBackup(
  backup: Backup,
  step: () => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  const { path, manifest, entries } = backup
  const compare = async (part: string, name: string, hash: string, packed = false) => {
    const entry = entries.get(name)
    if (!entry) throw changed(part)
    const found = createHash('sha256')
    const stream = readEntry(path, entry)
    const read = packed
      ? pipeline(stream, createGunzip(), found, { signal })
      : pipeline(stream, found, { signal })
    await read.catch(() => {
      signal?.throwIfAborted()
      throw changed(part)
    })
    if (found.digest('hex') !== hash) throw changed(part)
  }
  for (const { name, hash } of manifest.tables) {
    await compare(`table ${name}`, entryNames.table(name), hash, true)
    step()
  }
  for (const { hash } of manifest.files) {
    await compare(`file ${hash}`, entryNames.file(hash), hash)
    step()
  }
  for (const { name, hash } of manifest.keys) await compare(`key ${name}`, entryNames.key(name), hash)
  await compare('the list of jobs', entryNames.jobs, manifest.jobs.hash)
}

export async function readBackup(path: string): Promise<Backup> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(`${path} cannot be opened (${error.code}).`)
  })
  try {
    const found = await readTar(file)
    const entries = new Map(found?.map((entry) => [entry.name, entry]))
    const head = await readText(file, entries.get(entryNames.header))
    const header = parseAs(Header, head)
    const manifest = parseAs(Manifest, await readText(file, entries.get(entryNames.manifest)))
    if (!header || !manifest)
      throw new OperatorError(`${path} is no whole backup of Sao Làng: it was cut off or changed.`)
    if (createHash('sha256').update(head).digest('hex') !== manifest.header) throw changed('its header')
    if (digestOf(manifest) !== manifest.digest) throw changed('the list of its parts')
    return { path, header, manifest, entries }
  } finally {
    await file.close()
  }
}

async function readText(file: FileHandle, entry: TarEntry | undefined): Promise<string> {
  if (!entry || entry.size > 50_000_000) return ''
  const bytes = Buffer.alloc(entry.size)
  await file.read(bytes, 0, entry.size, entry.start)
  return bytes.toString('utf8')
}

function parseAs<T>(
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
  text: string,
): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const changed = (part: string) =>
  new OperatorError(`The backup was changed or damaged: ${part} does not match its hash.`)

async function requireEmpty({ pool, keysDir }: Target): Promise<void> {
  const keys = await readdir(keysDir).catch(() => [])
  await requireEmptyDatabase({ pool }, keys.length === 0)
}

export async function requireEmptyDatabase(
  { pool }: Pick<Target, 'pool'>,
  elsewhereEmpty = true,
): Promise<void> {
  const client = await pool.connect()
  try {
    const tables = await readTables(client)
    if (tables.length === 0 && elsewhereEmpty) return
  } finally {
    client.release()
  }
  throw new OperatorError(
    'A restore needs an empty place: this database (or its key folder) holds something already. Give another DATA_DIR or DATABASE_URL.',
  )
}

async function restoreKeys({ keysDir }: Target, { path, manifest, entries }: Backup): Promise<void> {
  if (manifest.keys.length > 0) await mkdir(keysDir, { recursive: true, mode: 0o700 })
  for (const { name, hash } of manifest.keys) {
    const entry = entries.get(entryNames.key(name))
    if (!entry || !/^[a-z0-9][a-z0-9.-]*$/.test(name)) throw changed(`key ${name}`)
    const bytes = await buffer(readEntry(path, entry))
    if (createHash('sha256').update(bytes).digest('hex') !== hash) throw changed(`key ${name}`)
    const draft = join(keysDir, `.${name}.restored`)
    await writeFile(draft, bytes, { mode: 0o600, flush: true })
    await link(draft, join(keysDir, name))
    await unlink(draft)
  }
}

async function restoreFiles(
  target: Target,
  backup: Backup,
  step: () => void,
  signal?: AbortSignal,
): Promise<void> {
  for (const { hash, size } of backup.manifest.files) {
    signal?.throwIfAborted()
    const entry = backup.entries.get(entryNames.file(hash))
    if (entry?.size !== size) throw changed(`file ${hash}`)
    if (!(await target.files.adopt(hash, readEntry(backup.path, entry)))) throw changed(`file ${hash}`)
    step()
  }
}

/** All tables in one transaction, foreign keys taken off for the time and checked again at the end. */
async function restoreTables(
  target: Target,
  backup: Backup,
  step: () => void,
  signal?: AbortSignal,
): Promise<void> {
  const { header, manifest } = backup
  await migrate(target, target.migrationsDir, { only: new Set(header.migrations.map(({ name }) => name)) })
  const client = await target.pool.connect()
  try {
    await client.query(`begin; ${plainSpelling}`)
    const again = await loosen(client)
    await client.query(`truncate ${header.tables.map(fullName).join(', ')}`)
    for (const table of header.tables) {
      const name = `${table.schema}.${table.name}`
      const said = manifest.tables.find((one) => one.name === name)
      const found = await copyIn(client, table, backup, name, signal)
      if (!said || found.hash !== said.hash || found.rows !== said.rows) throw changed(`table ${name}`)
      step()
    }
    for (const { last, ...sequence } of header.sequences) {
      if (last !== null) await client.query('select setval($1::regclass, $2)', [fullName(sequence), last])
    }
    for (const statement of again) await client.query(statement)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

export async function requireKnownMigrations(
  { migrationsDir }: Target,
  header: Pick<Header, 'migrations'>,
): Promise<void> {
  const known = new Map((await readMigrations(migrationsDir)).map(({ name, hash }) => [name, hash]))
  for (const { name, hash } of header.migrations) {
    if (known.get(name) === hash) continue
    throw new OperatorError(
      `The backup was made by another version (migration ${name}): restore it with that version or a newer one.`,
    )
  }
}

/** Takes off foreign keys and triggers; answers the statements that put them back. */
export async function loosen(client: pg.ClientBase): Promise<string[]> {
  const { rows: keys } = await client.query<{ relation: string; name: string; definition: string }>(`
    select c.conrelid::regclass::text as relation, quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and n.nspname !~ '^pg_' and n.nspname <> 'pgboss' and c.conparentid = 0 order by 1, 2`)
  for (const { relation, name } of keys) await client.query(`alter table ${relation} drop constraint ${name}`)
  const tables = await readTables(client)
  for (const table of tables) await client.query(`alter table ${fullName(table)} disable trigger user`)
  return [
    ...tables.map((table) => `alter table ${fullName(table)} enable trigger user`),
    ...keys.map(
      ({ relation, name, definition }) => `alter table ${relation} add constraint ${name} ${definition}`,
    ),
  ]
}

async function copyIn(
  client: pg.ClientBase,
  table: Header['tables'][number],
  backup: Backup,
  name: string,
  signal?: AbortSignal,
) {
  const entry = backup.entries.get(entryNames.table(name))
  if (!entry) throw changed(`table ${name}`)
  const hash = createHash('sha256')
  const watch = new Transform({
    transform(piece, _, done) {
      hash.update(piece)
      done(null, piece)
    },
  })
  const copy = client.query(copyFrom(`copy ${fullName(table)} (${columnList(table.columns)}) from stdin`))
  await pipeline(readEntry(backup.path, entry), createGunzip(), watch, copy, { signal }).catch((error) => {
    signal?.throwIfAborted()
    throw new OperatorError(`Table ${name} of the backup cannot be loaded: ${(error as Error).message}`)
  })
  return { hash: hash.digest('hex'), rows: copy.rowCount ?? 0 }
}

async function restoreJobs({ pool }: Target, { path, manifest, entries }: Backup): Promise<void> {
  const entry = entries.get(entryNames.jobs)
  if (!entry) throw changed('the list of jobs')
  const text = (await buffer(readEntry(path, entry))).toString('utf8')
  if (createHash('sha256').update(text).digest('hex') !== manifest.jobs.hash)
    throw changed('the list of jobs')
  const jobs = text ? text.split('\n').map((line) => JSON.parse(line) as { name: string }) : []
  await prepareQueues(
    pool,
    [...new Set(jobs.map((job) => job.name))].map((name) => ({ name })),
  )
  await pool.query(
    `insert into pgboss.job (name, data, start_after, singleton_key, retry_limit, retry_delay, retry_backoff, expire_in, policy)
     select name, data, start_after, singleton_key, retry_limit, retry_delay, retry_backoff,
       make_interval(secs => expire_seconds), 'short'
     from jsonb_to_recordset($1::jsonb) as j(name text, data jsonb, start_after timestamptz, singleton_key text,
       retry_limit int, retry_delay int, retry_backoff boolean, expire_seconds int)
     on conflict do nothing`,
    [JSON.stringify(jobs)],
  )
}
