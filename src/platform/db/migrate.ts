import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { OperatorError } from '../problem.ts'
import type { Database } from './database.ts'

const fileName = /^\d{8}_\d{4}_[a-z0-9]+(_[a-z0-9]+)*\.sql$/
/** Any constant: the lock under which one process migrates while others wait. */
const lock = 7_208_661

interface Migration {
  readonly name: string
  readonly hash: string
  readonly text: string
}

/**
 * Applies every SQL file of `dir` that the database does not have yet, oldest first, each in its own transaction, and
 * answers their names. Forward only: a file that changed after it was applied, or an applied one that this version does
 * not know, is refused. Safe when several processes start at once. `only` names those to apply, where a restore brings
 * back an older state.
 */
export async function migrate(
  database: Pick<Database, 'pool'>,
  dir: string,
  { only }: { readonly only?: ReadonlySet<string> } = {},
): Promise<string[]> {
  const migrations = (await readMigrations(dir)).filter(({ name }) => !only || only.has(name))
  const client = await database.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    try {
      const pending = await compare(client, migrations)
      for (const migration of pending) await apply(client, migration)
      return pending.map((migration) => migration.name)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lock])
    }
  } finally {
    client.release()
  }
}

export async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      if (!fileName.test(name)) {
        throw new OperatorError(`Migration ${name} is not named yyyymmdd_hhmm_verb_object.sql.`)
      }
      const text = (await readFile(join(dir, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function compare(client: pg.PoolClient, migrations: Migration[]): Promise<Migration[]> {
  await client.query(`
    create table if not exists schema_migration (
      name text primary key,
      hash text not null,
      applied_at timestamptz not null default now()
    )`)
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from schema_migration',
  )
  const applied = new Map(rows.map((row) => [row.name, row.hash]))
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const [name, hash] of applied) {
    const migration = known.get(name)
    if (!migration) {
      throw new OperatorError(
        `The database has migration ${name}, which this version does not know: it was used with a newer version. Start that version, or restore an older backup.`,
      )
    }
    if (migration.hash !== hash) {
      throw new OperatorError(
        `Migration ${name} was changed after it had been applied. Put the file back as it was and write a new migration for the change.`,
      )
    }
  }
  return migrations.filter((migration) => !applied.has(migration.name))
}

async function apply(client: pg.PoolClient, { name, hash, text }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into schema_migration (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
