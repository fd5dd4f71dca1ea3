import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import PgBoss from 'pg-boss'
import { type Clock, systemClock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import { openPulse, type PulseOptions } from './alive.ts'
import { cronOf, enqueue, type Job, lastDue } from './job.ts'
import './tables.ts'

export interface Workers {
  /** Takes no new jobs, lets running ones end (ten seconds at most; what is cut off is tried again later). */
  stop(): Promise<void>
}

interface Database {
  readonly db: Db
  readonly pool: pg.Pool
}

const onPool = (pool: pg.Pool, isOver: () => boolean = () => false): PgBoss.Db => ({
  // What a job still wants to say after its time is over finds no database: it waits for ever instead of ending the process.
  executeSql: (text, values) => {
    if (isOver()) return new Promise<never>(() => {})
    return tellsOutcome(text) ? insist(pool, text, values, isOver) : pool.query(text, values)
  },
})

/** pg-boss writes down how a job ended without waiting for it: what fails there would end the process. */
const tellsOutcome = (text: string) => text.includes('UNNEST($2::uuid[])')

/** Tried until the database, which may be starting anew, is back. */
async function insist(
  pool: pg.Pool,
  text: string,
  values: readonly unknown[],
  isOver: () => boolean,
): Promise<{ rows: unknown[] }> {
  while (!isOver()) {
    try {
      return await pool.query(text, [...values])
    } catch {
      await sleep(outcomeRetryMs)
    }
  }
  return new Promise<never>(() => {})
}

const outcomeRetryMs = 500

/** A worker looks by itself this seldom: all of them are told by one question what waits, instead of asking each its own. */
const selfPollSeconds = 60

/** Of these queues those in which a job waits whose time has come. */
async function namesDue(pool: pg.Pool, names: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT DISTINCT name FROM pgboss.job WHERE name = ANY($1) AND state < 'active' AND start_after <= now()`,
    [names],
  )
  return rows.map(({ name }) => name)
}

/** Makes the queue's own tables and a queue for each job; to be called after the migrations, before anything enqueues. */
export async function prepareJobs({ pool }: Pick<Database, 'pool'>, jobs: readonly Job[]): Promise<void> {
  await prepareQueues(pool, jobs)
}

/** The same where only the names are known, as when a backup is restored. */
export async function prepareQueues(
  pool: pg.Pool,
  queues: readonly Pick<Job, 'name' | 'retries' | 'timeoutSeconds'>[],
): Promise<void> {
  const boss = new PgBoss({ db: onPool(pool), supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const { name, retries = 5, timeoutSeconds = 900 } of queues) {
      const options = {
        name,
        policy: 'short' as const,
        retryLimit: retries,
        retryDelay: 5,
        retryBackoff: true,
        expireInSeconds: timeoutSeconds,
      }
      if (await boss.getQueue(name)) await boss.updateQueue(name, options)
      else await boss.createQueue(name, options)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** Starts to work in this process. Several instances share the queue: each job is taken by one of them. */
export async function startJobs(
  { db, pool }: Database,
  jobs: readonly Job[],
  {
    clock = systemClock,
    say = console.error,
    pollSeconds = 2,
    stopWithinMs = 10_000,
    ...signs
  }: JobOptions = {},
): Promise<Workers> {
  let isOver = false
  const boss = new PgBoss({ db: onPool(pool, () => isOver), migrate: false, cronMonitorIntervalSeconds: 30 })
  boss.on('error', (error) => say(`jobs: ${error.message}`))
  await boss.start()
  await plan(boss, db, jobs, clock)
  const pulse = openPulse({ db, say, ...signs })
  const workers = new Map<string, string>()
  for (const job of jobs) {
    const id = await boss.work(job.name, { pollingIntervalSeconds: selfPollSeconds }, async ([taken]) => {
      await pulse.begin(taken!.id, job.name)
      try {
        await perform(db, job, taken!.data, say)
      } finally {
        // Left behind by a database that is away, it is silent soon, and by then its job is active no more.
        if (!isOver) await pulse.end(taken!.id).catch(() => undefined)
      }
    })
    workers.set(job.name, id)
  }
  let stopped = false
  const ask = async (): Promise<void> => {
    const due = await namesDue(pool, [...workers.keys()]).catch(() => [])
    for (const name of due) boss.notifyWorker(workers.get(name)!)
    if (!stopped) asking = setTimeout(ask, pollSeconds * 1_000)
  }
  let asking = setTimeout(ask, pollSeconds * 1_000)
  return {
    stop: async () => {
      stopped = true
      clearTimeout(asking)
      pulse.stop()
      await boss.stop({ graceful: true, wait: true, timeout: stopWithinMs })
      isOver = true
    },
  }
}

export interface JobOptions extends Omit<PulseOptions, 'db' | 'say'> {
  readonly clock?: Clock
  readonly say?: (line: string) => void
  readonly pollSeconds?: number
  /** How long a running job may go on when the workers stop; what is cut off is tried again later. */
  readonly stopWithinMs?: number
}

async function perform(db: Db, job: Job<unknown>, data: unknown, say: (line: string) => void): Promise<void> {
  await sql`insert into job_run (name, last_started_at) values (${job.name}, now())
    on conflict (name) do update set last_started_at = now()`.execute(db)
  try {
    await job.handler(job.schema.parse(data))
    await sql`update job_run set last_succeeded_at = now(), succeeded = succeeded + 1
      where name = ${job.name}`.execute(db)
  } catch (error) {
    const message = (error as Error).message
    say(`job ${job.name} failed: ${message}`)
    await sql`update job_run set last_failed_at = now(), failed = failed + 1, last_error = ${message}
      where name = ${job.name}`.execute(db)
    throw error
  }
}

/** Sets the schedules, takes away those of jobs that are no more, and makes up for what was missed. */
async function plan(boss: PgBoss, db: Db, jobs: readonly Job[], clock: Clock): Promise<void> {
  const scheduled = new Map(jobs.filter((job) => job.schedule).map((job) => [job.name, job]))
  for (const { name } of await boss.getSchedules()) if (!scheduled.has(name)) await boss.unschedule(name)
  for (const [name, job] of scheduled) {
    const { cron, tz } = cronOf(job.schedule!)
    await boss.schedule(name, cron, {}, { tz, singletonKey: 'schedule' })
    const run = await db
      .selectFrom('job_run')
      .select('last_succeeded_at')
      .where('name', '=', name)
      .executeTakeFirst()
    const missed = (run?.last_succeeded_at?.getTime() ?? 0) < lastDue(job.schedule!, clock()).getTime()
    if (missed) await enqueue(db, job, {}, { key: 'schedule' })
  }
}
