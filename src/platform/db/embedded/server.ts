import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../../problem.ts'
import { commandOf } from './account.ts'
import { type Cluster, serverEnvironment } from './cluster.ts'

/** How a running or starting server is reached. */
export interface Address {
  /** Folder of the socket, or a loopback address. */
  readonly host: string
  readonly port: number
}

/** sockaddr_un holds 104 bytes on macOS, 108 on Linux, the closing zero included. */
const longestSocketPath = 103

const hasSocket = (cluster: Cluster) =>
  process.platform !== 'win32' && Buffer.byteLength(join(cluster.run, '.s.PGSQL.65535')) <= longestSocketPath

/** Settings for a machine of 2 cores and little memory; durability is never traded. */
const settings = {
  max_connections: 80,
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  random_page_cost: 1.1,
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  lc_messages: 'C',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_min_duration_statement: '2s',
  unix_socket_permissions: '0700',
}

export interface Lock {
  readonly pid: number
  readonly address: Address
}

/** What postmaster.pid tells of the server that runs, or ran, on this cluster. */
export async function readLock(cluster: Pick<Cluster, 'data'>): Promise<Lock | undefined> {
  const lines = (await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!pid || !port) return undefined
  return { pid, address: { host: lines[4]?.trim() || '127.0.0.1', port } }
}

/**
 * Where to look for the server: where its lock file says, else where a new one will listen. The socket has always the
 * same name; a loopback port is chosen free at each start.
 */
export async function addressOf(cluster: Cluster): Promise<Address> {
  if (hasSocket(cluster)) return { host: cluster.run, port: 5432 }
  return (await readLock(cluster))?.address ?? { host: '127.0.0.1', port: await freePort() }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

export interface Attempt {
  readonly ended: () => boolean
}

/** Starts the server as a process group of its own: Ctrl-C and the death of this process do not touch it. */
export async function launch(
  cluster: Cluster,
  address: Address,
  extra: Record<string, string>,
): Promise<Attempt> {
  await clearForeignLock(cluster)
  const where = hasSocket(cluster)
    ? { listen_addresses: '', unix_socket_directories: cluster.run }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  const chosen = { ...settings, ...where, port: address.port, ...extra }
  const { command, args, ids } = commandOf(cluster.account, cluster.binaries.program('postgres'), [
    '-D',
    cluster.data,
    ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const log = await openLog(cluster.log)
  const child = spawn(command, args, {
    ...ids,
    cwd: '/',
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  let ended = false
  child.once('error', () => {
    ended = true
  })
  child.once('exit', () => {
    ended = true
  })
  child.unref()
  await log.close()
  return { ended: () => ended }
}

async function openLog(path: string) {
  const { size } = await stat(path).catch(() => ({ size: 0 }))
  if (size > 5_000_000) await rename(path, `${path}.1`)
  return open(path, 'a', 0o600)
}

/**
 * PostgreSQL clears a lock file whose process is gone, but not one whose number now belongs to another program of the
 * same user (after a restart of the machine). That program is not our server: the file is stale.
 */
async function clearForeignLock(cluster: Cluster): Promise<void> {
  const lock = await readLock(cluster)
  if (!lock || process.platform !== 'linux') return
  const command = commandLine(lock.pid)
  if (command === undefined) return
  const isServer = command === '' || command.includes(cluster.data) || command.startsWith('postgres')
  if (!isServer) await rm(join(cluster.data, 'postmaster.pid'), { force: true })
}

/** Undefined: there is no such process. */
function commandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return undefined
  }
}

/** Ends at once the server of a cluster that is thrown away, if one was left running on it. */
export async function endAbandoned(home: string): Promise<void> {
  const cluster = { data: join(home, 'cluster') }
  const lock = await readLock(cluster)
  if (!lock) return
  // Its number may belong to another program by now.
  if (process.platform === 'linux' && !commandLine(lock.pid)?.includes(cluster.data)) return
  signal(lock.pid, 'SIGQUIT')
  const deadline = Date.now() + 10_000
  while (alive(lock.pid) && Date.now() < deadline) await sleep(20)
}

/** The last lines of the server's log, for a message. */
export async function logTail(cluster: Cluster): Promise<string> {
  const log = await readFile(cluster.log, 'utf8').catch(() => '')
  return log.trimEnd().split('\n').slice(-4).join('\n')
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function stop(cluster: Cluster): Promise<void> {
  const lock = await readLock(cluster)
  if (!lock) return
  if (process.platform === 'win32') {
    spawn(cluster.binaries.program('pg_ctl'), ['stop', '-D', cluster.data, '-m', 'fast'], { stdio: 'ignore' })
  } else {
    signal(lock.pid, 'SIGINT')
  }
  const deadline = Date.now() + 20_000
  while ((await readLock(cluster))?.pid === lock.pid && alive(lock.pid)) {
    if (Date.now() > deadline) {
      throw new OperatorError(`The database server (process ${lock.pid}) did not stop within 20 seconds.`)
    }
    await sleep(20)
  }
  // It takes its lock away just before it ends.
  for (let waited = 0; alive(lock.pid) && waited < 2_000; waited += 20) await sleep(20)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
