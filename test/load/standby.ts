import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../../src/platform/db/index.ts'
import { freePort } from '../factories/port.ts'
import { type Measured, type Run, rounded } from './measure.ts'
import { sessionAt, startInstance } from './servers/instance.ts'
import { compareDeeds, keepWriting, type Seen } from './servers/writing.ts'
import { featureDeeds } from './writers/deeds.ts'

const debian = '/usr/lib/postgresql'
const units = featureDeeds.find(({ feature }) => feature === 'units')!

/**
 * A primary with a synchronous streaming standby, both Debian's PostgreSQL on this machine, and an instance that knows
 * both. Under writing load the primary is killed (−9) and the standby promoted: the instance finds it by itself. Lost:
 * acknowledged deeds that are not there afterwards.
 */
export const run: Run = async (note): Promise<Record<string, Measured>> => {
  const bin = existsSync(debian)
    ? readdirSync(debian)
        .map((version) => join(debian, version, 'bin'))
        .find((path) => existsSync(join(path, 'pg_basebackup')))
    : undefined
  if (!bin || process.getuid?.() !== 0) {
    note('skipped: it needs Debian’s PostgreSQL server and root, which runs it as the user postgres')
    return {}
  }
  const root = await mkdtemp(join(tmpdir(), 'saolang-standby-'))
  await chmod(root, 0o755)
  execFileSync('chown', ['postgres', root])
  const as = (program: string, ...args: string[]) =>
    execFileSync('runuser', ['-u', 'postgres', '--', join(bin, program), ...args], {
      stdio: 'ignore',
      cwd: root,
    })
  const [one, two] = [join(root, 'one'), join(root, 'two')]
  const [portOne, portTwo] = [await freePort(), await freePort()]
  const start = (dir: string) => as('pg_ctl', '-D', dir, '-w', '-l', `${dir}.log`, 'start')
  try {
    as('initdb', '-D', one, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync')
    const common = `listen_addresses = '127.0.0.1'\nunix_socket_directories = '${root}'\nmax_connections = 60\nwal_level = replica\n`
    appendFileSync(join(one, 'postgresql.conf'), `${common}port = ${portOne}\n`)
    appendFileSync(join(one, 'pg_hba.conf'), 'host replication all 127.0.0.1/32 trust\n')
    start(one)
    as(
      'pg_basebackup',
      '-h',
      '127.0.0.1',
      '-p',
      String(portOne),
      '-U',
      'postgres',
      '-D',
      two,
      '-R',
      '-X',
      'stream',
    )
    appendFileSync(join(two, 'postgresql.conf'), `port = ${portTwo}\nsynchronous_standby_names = ''\n`)
    start(two)
    appendFileSync(join(one, 'postgresql.conf'), "synchronous_standby_names = '*'\nsynchronous_commit = on\n")
    as('pg_ctl', '-D', one, 'reload')
    const admin = connect(`postgres://postgres@127.0.0.1:${portOne}/postgres`, 1)
    await admin.pool.query('create database saolang')
    await waitUntilSynchronous(admin.pool)
    await admin.close()
    note('primary and synchronous standby stand')

    const env = {
      DATABASE_URL: `postgres://postgres:x@127.0.0.1:${portOne}/saolang?standby=127.0.0.1:${portTwo}`,
      DATABASE_READ_URL: `postgres://postgres:x@127.0.0.1:${portTwo}/saolang`,
      DATA_DIR: join(root, 'data'),
      BASE_URL: 'http://localhost:3000',
    }
    const instance = await startInstance(env)
    const seen: Seen = { acknowledged: [], failed: [], lastAt: 0 }
    let over = false
    try {
      const cookie = await sessionAt(instance.url, units.login!)
      const about = { until: () => over, seen, patience: 600 }
      const load = [0, 1, 2].map((n) => keepWriting(units, `st-${n}`, cookie, () => instance.url, about))
      const readers = [0, 1].map((n) =>
        keepReading(`${instance.url}/api/v1/support-units?date=2026-01-0${n + 1}`, () => over),
      )
      await sleep(3_000)
      const before = seen.acknowledged.length
      const killedAt = performance.now()
      process.kill(Number(readFileSync(join(one, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
      as('pg_ctl', '-D', two, '-w', 'promote')
      note(`primary killed after ${before} deeds, standby promoted`)
      while (seen.acknowledged.length < before + 20 && performance.now() - killedAt < 60_000) await sleep(50)
      const backMs = performance.now() - killedAt
      over = true
      await Promise.all(load)
      const reads = (await Promise.all(readers)).flat()
      const database = connect(`postgres://postgres@127.0.0.1:${portTwo}/saolang`, 1)
      const { rows } = await database.pool.query(units.sql)
      await database.close()
      const { lost, doubled } = compareDeeds(seen, rows)
      return {
        standby: {
          value: lost,
          unit: 'acknowledged deeds lost',
          acknowledged: seen.acknowledged.length,
          after_promotion: seen.acknowledged.length - before,
          doubled,
          back_ms: rounded(backMs),
          reads: reads.length,
          reads_failed: reads.filter((status) => status >= 500 || status === 0).length,
          reads_from_standby: await readsFromStandby(instance.url),
        },
      }
    } finally {
      over = true
      instance.process.kill('SIGKILL')
      await instance.gone
    }
  } finally {
    for (const dir of [one, two]) {
      const pid = existsSync(join(dir, 'postmaster.pid'))
        ? Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[0])
        : 0
      if (pid > 0) {
        try {
          process.kill(pid, 'SIGQUIT')
        } catch {
          // It was killed already.
        }
      }
    }
    await sleep(500)
    await rm(root, { recursive: true, force: true })
  }
}

/** A visitor who asks again and again; 0: no answer. */
async function keepReading(url: string, over: () => boolean): Promise<number[]> {
  const statuses: number[] = []
  while (!over()) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined)
    await answer?.arrayBuffer().catch(() => undefined)
    statuses.push(answer?.status ?? 0)
    await sleep(20)
  }
  return statuses
}

async function readsFromStandby(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/db_standby_reads_total\{went="standby"\} (\d+)/.exec(metrics)?.[1] ?? 0)
}

async function waitUntilSynchronous(pool: {
  query(text: string): Promise<{ rows: unknown[] }>
}): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await pool.query(
      `select from pg_stat_replication where sync_state in ('sync', 'quorum')`,
    )
    if (rows.length > 0) return
    await sleep(100)
  }
  throw new Error('the standby did not become synchronous')
}
