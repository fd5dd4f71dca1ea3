import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { OperatorError } from '../../problem.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { type Address, type Attempt, addressOf, alive, launch, logTail, stop } from './server.ts'

export type Role = 'server' | 'guest'

/** One process's use of the embedded server. */
export interface Membership {
  readonly url: string
  /** The last one to leave stops the server. */
  leave(): Promise<void>
}

/**
 * Advisory locks in the database `postgres`, held by one connection of each process. The kernel closes that connection
 * when a process is killed, so these locks cannot go stale as a lock file can.
 */
const using = 6_741_001
const serving = 6_741_002
const databaseName = 'saolang'
const patience = 20_000

/**
 * Joins the server of this data folder: starts it when none runs, takes over one that a killed process left behind,
 * starts it again when it dies. `settings` are for tests only.
 */
export async function joinEmbedded(
  dataDir: string,
  role: Role,
  settings: Record<string, string> = {},
): Promise<Membership> {
  const cluster = await openCluster(dataDir)
  const address = await addressOf(cluster)
  let keeper = await enter(cluster, address, role, settings)
  let leaving = false
  const watch = () => {
    keeper.once('end', () => {
      if (!leaving) void rejoin()
    })
  }
  const rejoin = async () => {
    for (;;) {
      try {
        keeper = await enter(cluster, address, role, settings)
        if (leaving) return keeper.end()
        return watch()
      } catch (error) {
        if (leaving) return
        console.error(`The database server was lost and is not back yet. ${(error as Error).message}`)
        await sleep(1_000)
      }
    }
  }
  watch()
  return {
    url: urlOf(cluster, address),
    leave: async () => {
      leaving = true
      await leave(cluster, keeper)
    },
  }
}

function urlOf(cluster: Cluster, { host, port }: Address): string {
  return `postgres://${cluster.user}:${cluster.password}@${encodeURIComponent(host)}:${port}/${databaseName}`
}

/** A connection that holds this process's locks, to a server that is started if needed. */
async function enter(
  cluster: Cluster,
  address: Address,
  role: Role,
  settings: Record<string, string>,
): Promise<pg.Client> {
  const deadline = Date.now() + patience
  let attempt: Attempt | undefined
  for (;;) {
    try {
      return await knock(cluster, address, role)
    } catch (error) {
      if (error instanceof OperatorError || !isAbsence(error)) throw error
      if (Date.now() > deadline) {
        throw new OperatorError(
          `The database server does not start within ${patience / 1000} seconds. Its log (${cluster.log}) ends with:\n${await logTail(cluster)}`,
        )
      }
      const running = attempt && !attempt.ended()
      if (!running && isDown(error)) {
        if (attempt) await sleep(100)
        attempt = await launch(cluster, address, settings)
      }
      await sleep(attempt ? 25 : 100)
    }
  }
}

const isDown = (error: unknown) =>
  ['ENOENT', 'ECONNREFUSED'].includes((error as { code?: string }).code ?? '')

/** The server is not there, is starting or stopping, or went away while we spoke: wait and try again. */
function isAbsence(error: unknown): boolean {
  const { code, message } = error as { code?: string; message: string }
  return (
    isDown(error) ||
    ['ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'].includes(code ?? '') ||
    message.startsWith('Connection terminated')
  )
}

async function knock(cluster: Cluster, { host, port }: Address, role: Role): Promise<pg.Client> {
  const client = new pg.Client({
    host,
    port,
    user: cluster.user,
    password: cluster.password,
    database: 'postgres',
    application_name: `saolang-${role}-${process.pid}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock_shared($1)', [using])
    if (role === 'server') await claim(client)
    await createDatabase(client)
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

/** One serving process a data folder. A holder that was killed this very moment is waited for. */
async function claim(client: pg.Client): Promise<void> {
  const deadline = Date.now() + 5_000
  for (;;) {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [serving])
    if (rows[0]!.got) return
    const holder = await client.query<{ name: string }>(
      `select application_name as name from pg_stat_activity join pg_locks using (pid)
       where locktype = 'advisory' and objid = $1 and granted`,
      [serving],
    )
    const pid = Number(holder.rows[0]?.name.split('-').at(-1))
    if ((pid && alive(pid)) || Date.now() > deadline) {
      throw new OperatorError(
        `Sao Làng already runs on this data folder${pid ? ` (process ${pid})` : ''}. Stop it first, or start this one with another DATA_DIR and PORT.`,
      )
    }
    await sleep(50)
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
  if (rowCount) return
  await client.query(`create database ${databaseName}`).catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error
  })
}

/**
 * Who holds the lock alone is the last: it stops the server while holding it, so that one who comes meanwhile waits,
 * is sent away by the stop, and starts it anew.
 */
async function leave(cluster: Cluster, keeper: pg.Client): Promise<void> {
  try {
    await keeper.query('select pg_advisory_unlock_all()')
    const { rows } = await keeper.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [using])
    if (rows[0]!.last) await stop(cluster)
  } catch (error) {
    // The server is already gone.
    if (!isAbsence(error)) throw error
  } finally {
    await keeper.end().catch(() => undefined)
  }
}
