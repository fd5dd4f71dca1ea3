import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { migrate } from '../db/index.ts'
import { OperatorError } from '../problem.ts'
import {
  type CarriedTable,
  columnList,
  fullName,
  plainSpelling,
  readSequences,
  readTables,
} from './catalogue.ts'
import type { Progress } from './manifest.ts'
import { loosen, requireEmptyDatabase, requireKnownMigrations, type Target } from './restore.ts'
import type { Source } from './take.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** `manifest.json` of an open export: what is there, and a hash for each part. */
export const OpenManifest = z.object({
  format: z.literal(1),
  product: z.literal('sao-lang'),
  madeAt: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number(), hash })),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), last: z.string().nullable() })),
  files: z.array(z.object({ hash, size: z.number() })),
  /** Of tables and files: equal digests, equal content. */
  digest: hash,
})
export type OpenManifest = z.infer<typeof OpenManifest>

/**
 * Everything in open formats, into a new folder: each table as CSV (UTF-8, with its heads), each file by its hash, a dictionary of
 * tables and columns, and a manifest with hashes. Keys of the instance are not part of it: they are secrets, and carried by a backup.
 */
export async function exportOpen(
  source: Pick<Source, 'pool' | 'files'>,
  dir: string,
  onProgress: Progress = () => undefined,
): Promise<OpenManifest> {
  const held = await readdir(dir).catch(() => null)
  if (held && held.length > 0)
    throw new OperatorError(`${dir} is not empty; an export never overwrites another.`)
  await mkdir(join(dir, 'tables'), { recursive: true, mode: 0o700 })
  await mkdir(join(dir, 'files'), { recursive: true, mode: 0o700 })
  const client = await source.pool.connect()
  try {
    await client.query(`begin isolation level repeatable read read only; ${plainSpelling}`)
    return await write(source, client, dir, onProgress)
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

async function write(
  source: Pick<Source, 'pool' | 'files'>,
  client: pg.ClientBase,
  dir: string,
  onProgress: Progress,
): Promise<OpenManifest> {
  const { rows: told } = await client.query<{ version: string; migrations: OpenManifest['migrations'] }>(`
    select current_setting('server_version') as version,
      (select json_agg(json_build_object('name', name, 'hash', hash) order by name) from schema_migration) as migrations`)
  const carried = await readTables(client)
  const { rows: stored } = await client.query<{ hash: string; size: number }>(
    'select hash, size::float8 as size from file order by hash',
  )
  let done = 0
  const step = () => onProgress(++done, carried.length + stored.length)
  const tables: OpenManifest['tables'] = []
  for (const table of carried) {
    tables.push(await tableOut(client, table, dir))
    step()
  }
  const files: OpenManifest['files'] = []
  for (const { hash: name, size } of stored) {
    const bytes = await source.files.open(name)
    if (!bytes) throw new OperatorError(`File ${name} is missing in the store: run “saolang check”.`)
    const found = createHash('sha256')
    await pipeline(
      bytes,
      watching(found),
      createWriteStream(join(dir, 'files', name), { flags: 'wx', mode: 0o600 }),
    )
    if (found.digest('hex') !== name)
      throw new OperatorError(`File ${name} was changed in the store: run “saolang check”.`)
    files.push({ hash: name, size })
    step()
  }
  await writeFile(join(dir, 'dictionary.json'), `${JSON.stringify(await dictionary(client), null, 1)}\n`)
  const manifest: OpenManifest = {
    format: 1,
    product: 'sao-lang',
    madeAt: new Date().toISOString(),
    postgres: told[0]!.version,
    migrations: told[0]!.migrations,
    tables,
    sequences: await readSequences(client),
    files,
    digest: digestOfOpen({ tables, files }),
  }
  await writeFile(join(dir, 'README.txt'), readme)
  await writeFile(join(dir, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, { flush: true })
  return manifest
}

/** The digest of an instance's open content: the same before an export and after its import. */
export function digestOfOpen({ tables, files }: Pick<OpenManifest, 'tables' | 'files'>): string {
  const lines = [
    ...tables.map((table) => `table ${table.name} ${table.rows} ${table.hash}`),
    ...files.map((file) => `file ${file.hash} ${file.size}`),
  ]
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

function watching(found: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(piece, _, next) {
      found.update(piece)
      next(null, piece)
    },
  })
}

async function tableOut(client: pg.ClientBase, table: CarriedTable, dir: string) {
  const name = `${table.schema}.${table.name}`
  const copy = client.query(
    copyTo(
      `copy (select ${columnList(table.columns)} from ${fullName(table)} order by ${columnList(table.key)})
        to stdout with (format csv, header)`,
    ),
  )
  const found = createHash('sha256')
  await pipeline(
    copy,
    watching(found),
    createWriteStream(join(dir, 'tables', `${name}.csv`), { flags: 'wx', mode: 0o600 }),
  )
  return { name, columns: table.columns, rows: copy.rowCount ?? 0, hash: found.digest('hex') }
}

/** What each table and column is: its type, whether it may be empty, and what its comment says. */
async function dictionary(client: pg.ClientBase) {
  const { rows } = await client.query<{ table: string; about: string | null; columns: unknown }>(`
    select n.nspname || '.' || c.relname as table, obj_description(c.oid) as about,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
        'about', col_description(c.oid, a.attnum)) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss')
    group by c.oid, n.nspname, c.relname order by 1`)
  return rows
}

const readme = `Sao Làng: toàn bộ dữ liệu ở định dạng mở / everything in open formats

tables/<schema>.<table>.csv   UTF-8, dấu phẩy, dòng đầu là tên cột / comma separated, heads first. Ô trống = không có; "" = chữ rỗng
                              (empty = not there, "" = empty text). Ngày yyyy-mm-dd; giờ theo UTC / days yyyy-mm-dd, times in UTC.
files/<sha256>                tệp theo mã băm / files by their hash
dictionary.json               bảng và cột / tables and columns
manifest.json                 số dòng, mã băm SHA-256 / rows and SHA-256 of each part

Có dữ liệu cá nhân và mật khẩu đã băm: giữ kín / holds personal data and hashed passwords: keep it secret.
Nhập vào nơi trống / import into an empty place: npx saolang import instance <folder>
Mở bằng bảng tính: nhập các cột dưới dạng văn bản / in a spreadsheet import the columns as text.
`

/** Loads an open export into an empty database and file store; compared with its hashes before and while it is loaded. */
export async function importOpen(
  target: Target,
  dir: string,
  onProgress: Progress = () => undefined,
): Promise<OpenManifest> {
  const manifest = await readOpenManifest(dir)
  await requireKnownMigrations(target, manifest)
  await requireEmptyDatabase(target)
  let done = 0
  const step = () => onProgress(++done, manifest.tables.length + manifest.files.length)
  for (const { hash: name, size } of manifest.files) {
    const path = join(dir, 'files', name)
    if ((await stat(path).catch(() => null))?.size !== size) throw changed(`file ${name}`)
    if (!(await target.files.adopt(name, createReadStream(path)))) throw changed(`file ${name}`)
    step()
  }
  await migrate(target, target.migrationsDir, { only: new Set(manifest.migrations.map(({ name }) => name)) })
  const client = await target.pool.connect()
  try {
    await client.query(`begin; ${plainSpelling}`)
    const again = await loosen(client)
    const known = new Map((await readTables(client)).map((table) => [`${table.schema}.${table.name}`, table]))
    await client.query(`truncate ${[...known.values()].map(fullName).join(', ')}`)
    for (const said of manifest.tables) {
      const table = known.get(said.name)
      if (!table || said.columns.some((column) => !table.columns.includes(column)))
        throw changed(`table ${said.name}`)
      const found = await tableIn(client, { ...table, columns: said.columns }, dir)
      if (found.hash !== said.hash || found.rows !== said.rows) throw changed(`table ${said.name}`)
      step()
    }
    for (const { last, ...sequence } of manifest.sequences)
      if (last !== null) await client.query('select setval($1::regclass, $2)', [fullName(sequence), last])
    for (const statement of again) await client.query(statement)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
  await migrate(target, target.migrationsDir)
  return manifest
}

async function readOpenManifest(dir: string): Promise<OpenManifest> {
  const text = await readFile(join(dir, 'manifest.json'), 'utf8').catch(() => null)
  if (text === null) throw new OperatorError(`${dir} is no export of Sao Làng: there is no manifest.json.`)
  let read: ReturnType<typeof OpenManifest.safeParse>
  try {
    read = OpenManifest.safeParse(JSON.parse(text))
  } catch {
    throw changed('manifest.json')
  }
  if (!read.success || digestOfOpen(read.data) !== read.data.digest) throw changed('manifest.json')
  return read.data
}

const changed = (part: string) =>
  new OperatorError(`The export was changed or damaged: ${part} does not match its hash.`)

async function tableIn(client: pg.ClientBase, table: CarriedTable, dir: string) {
  const path = join(dir, 'tables', `${table.schema}.${table.name}.csv`)
  if (!(await stat(path).catch(() => null))) throw changed(`table ${table.name}`)
  const found = createHash('sha256')
  const copy = client.query(
    copyFrom(`copy ${fullName(table)} (${columnList(table.columns)}) from stdin with (format csv, header)`),
  )
  await pipeline(createReadStream(path), watching(found), copy).catch((error) => {
    throw new OperatorError(`Table ${table.name} of the export cannot be loaded: ${(error as Error).message}`)
  })
  return { hash: found.digest('hex'), rows: copy.rowCount ?? 0 }
}
