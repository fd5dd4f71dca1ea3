import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Config } from '../config/index.ts'
import { OperatorError } from '../problem.ts'
import { noteQuery } from './count.ts'
import { joinEmbedded, type Role } from './embedded/index.ts'
import { parsers } from './parsers.ts'
import { firstPrimary, followPrimary, placesOf } from './primary.ts'
import { divert, Standby } from './standby.ts'
import type { Tables } from './tables.ts'

export interface Database {
  readonly db: Kysely<Tables>
  readonly pool: pg.Pool
  /** Carries the password: for this machine's programs, never for a log. */
  readonly url: string
  readonly embedded: boolean
  /** Where visitors' reads may go (`DATABASE_READ_URL`). */
  readonly standby?: Standby
  /** Ends the connections; the last user of the embedded server also stops it. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /**
   * `server`: the one serving process of this data folder, a second one is refused. `guest`: a command beside it, which
   * joins the running database or starts it for its own duration. Only the embedded database tells them apart.
   */
  readonly role?: Role
  readonly connections?: number
}

/** Opens `DATABASE_URL`, or the embedded PostgreSQL under `DATA_DIR` when there is none. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'databaseReadUrl' | 'dataDir'>,
  { role = 'guest', connections = 10 }: DatabaseOptions = {},
): Promise<Database> {
  if (config.databaseUrl) {
    const database = await connectAnywhere(config.databaseUrl, connections)
    try {
      await checkServer(database.pool, config.databaseUrl)
      return config.databaseReadUrl && role === 'server'
        ? withStandby(database, config.databaseReadUrl, connections)
        : database
    } catch (error) {
      await database.close()
      throw error
    }
  }
  const membership = await joinEmbedded(config.dataDir, role)
  const database = connect(membership.url, connections)
  let closing: Promise<void> | undefined
  return {
    ...database,
    embedded: true,
    close: () => (closing ??= database.close().then(() => membership.leave())),
  }
}

/** As `connect`; where the address names standbys, on whichever of the servers takes writes, and following it. */
async function connectAnywhere(url: string, connections: number): Promise<Database> {
  const places = placesOf(url)
  if (places.length === 1) return connect(places[0], connections)
  const deadline = Date.now() + 15_000
  let first = await firstPrimary(places)
  while (!first && Date.now() < deadline) {
    await sleep(250)
    first = await firstPrimary(places)
  }
  const database = connect(first ?? places[0], connections)
  const stop = followPrimary(database.pool, places)
  return {
    ...database,
    close: () => {
      stop()
      return database.close()
    },
  }
}

function withStandby(database: Database, url: string, connections: number): Database {
  const standby = new Standby(url, database.pool, connections)
  divert(database.pool, standby)
  return { ...database, standby, close: () => standby.close().then(() => database.close()) }
}

/** A pool and a query builder on a running server. */
export function connect(url: string, connections = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types: parsers,
    connectionTimeoutMillis: 15_000,
    application_name: 'saolang',
  })
  // A lost connection fails the query that used it and is replaced by the pool; without these listeners the loss of an
  // idle or a checked-out one would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: noteQuery })
  let closing: Promise<void> | undefined
  return { db, pool, url, embedded: false, close: () => (closing ??= end(db, pool)) }
}

/** Kysely ends the pool only if it ever used it. */
async function end(db: Kysely<Tables>, pool: pg.Pool): Promise<void> {
  await db.destroy()
  if (!pool.ending) await pool.end()
}

/** A server that is still starting is waited for; one that is too old or not UTF-8 is refused at once. */
async function checkServer(pool: pg.Pool, url: string): Promise<void> {
  const { host } = new URL(url)
  const deadline = Date.now() + 15_000
  for (;;) {
    try {
      const { rows } = await pool.query<{ version: number; encoding: string }>(
        `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
      )
      const { version, encoding } = rows[0]!
      if (version < 150000) {
        throw new OperatorError(
          `The PostgreSQL at ${host} is version ${Math.floor(version / 10000)}; version 15 or newer is needed.`,
        )
      }
      if (encoding !== 'UTF8') {
        throw new OperatorError(
          `The database at ${host} has encoding ${encoding}; UTF8 is needed for Vietnamese.`,
        )
      }
      return
    } catch (error) {
      if (error instanceof OperatorError) throw error
      const { code, message } = error as { code?: string; message: string }
      const starting = code === 'ECONNREFUSED' || code === 'ENOENT' || code === '57P03'
      if (!starting || Date.now() > deadline) {
        throw new OperatorError(`The database at ${host} cannot be used: ${message || code}.`)
      }
      await sleep(250)
    }
  }
}
