import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { fixedClock, testDatabase } from '../../../test/factories/index.ts'
import { connect, transaction } from '../db/index.ts'
import { defineJob, enqueue, type Job, prepareJobs, startJobs, type Workers } from './index.ts'
import { cronOf, lastDue } from './job.ts'

const database = await testDatabase()
const { db } = database
const running: Workers[] = []

async function start(jobs: Job[], on = database, clock = fixedClock()): Promise<void> {
  running.push(await startJobs(on, jobs, { say: () => {}, pollSeconds: 0.5, clock }))
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((workers) => workers.stop()))
})

const schema = z.object({ n: z.number() })
const counting = (name: string, options: Partial<Job<{ n: number }>> = {}) => {
  const seen: number[] = []
  const job = defineJob({ name, schema, handler: async ({ n }) => void seen.push(n), ...options })
  return { job, seen }
}

describe('jobs', () => {
  it('run if, and only if, the transaction commits', async () => {
    const { job, seen } = counting('test.commit')
    await prepareJobs(database, [job])
    await transaction(db, (trx) => enqueue(trx, job, { n: 1 }))
    await transaction(db, (trx) => enqueue(trx, job, { n: 2 }), { rollbackWhen: () => true })
    await transaction(db, (trx) => enqueue(trx, job, { n: 3 }))
    await start([job])
    await vi.waitFor(() => expect(seen).toHaveLength(2), 10_000)
    expect(seen.toSorted()).toEqual([1, 3])
  })

  it('run once, whichever of two instances takes them', async () => {
    const { job, seen } = counting('test.once')
    await prepareJobs(database, [job])
    const other = connect(database.url)
    for (let n = 0; n < 12; n++) await enqueue(db, job, { n })
    await start([job])
    await start([job], other)
    await vi.waitFor(() => expect(seen).toHaveLength(12), 20_000)
    await sleep(1200)
    expect(seen.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    await Promise.all(running.splice(0).map((workers) => workers.stop()))
    await other.close()
  })

  it('cut off by the end of the process say nothing to a database that is closed', async () => {
    let began = false
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    const { job } = counting('test.cut-off', {
      handler: async () => {
        began = true
        await held
        throw new Error('cut off')
      },
    })
    await prepareJobs(database, [job])
    const other = connect(database.url)
    await enqueue(db, job, { n: 1 })
    const workers = await startJobs(other, [job], { say: () => {}, pollSeconds: 0.5, stopWithinMs: 500 })
    await vi.waitFor(() => expect(began).toBe(true), 10_000)
    await workers.stop()
    await other.close()
    go()
    // What a job throws now would end the process: the run of these tests would fail as a whole.
    await sleep(300)
    const { rows } = await database.pool.query("SELECT state FROM pgboss.job WHERE name = 'test.cut-off'")
    expect(rows).not.toContainEqual({ state: 'completed' })
  })

  it('whose process was killed are done again as soon as its signs of life have stopped, others are left alone', async () => {
    const seen: string[] = []
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    const jobBy = (who: string) =>
      counting('test.killed', {
        handler: async ({ n }) => {
          seen.push(`${who} ${n}`)
          if (who === 'killed' || n === 2) await held
        },
      }).job
    const signs = { say: () => {}, pollSeconds: 0.5, beatMs: 200, deadAfterMs: 1_500 }
    await prepareJobs(database, [jobBy('killed')])
    const other = connect(database.url)
    await enqueue(db, jobBy('killed'), { n: 1 })
    const killed = await startJobs(other, [jobBy('killed')], { ...signs, stopWithinMs: 100 })
    await vi.waitFor(() => expect(seen).toEqual(['killed 1']), 10_000)
    // As far as the database can tell: no sign any more, and the job for ever active.
    await killed.stop()
    await other.close()
    running.push(await startJobs(database, [jobBy('living')], signs))
    await vi.waitFor(() => expect(seen).toEqual(['killed 1', 'living 1']), 15_000)
    await enqueue(db, jobBy('living'), { n: 2 })
    await vi.waitFor(() => expect(seen).toContain('living 2'), 10_000)
    await sleep(2_500)
    expect(seen).toEqual(['killed 1', 'living 1', 'living 2'])
    go()
  }, 40_000)

  it('that end while the database is away write it down when it is back', async () => {
    const { host, port, user, password, database: name } = new pg.Client(database.url)
    const pool = new pg.Pool({ host, port, user, password: String(password ?? ''), database: name! })
    pool.on('error', () => undefined)
    let tries = 0
    const { job } = counting('test.away', {
      retries: 1,
      handler: async () => {
        if (++tries > 1) return
        Object.assign(pool.options, { host: '127.0.0.1', port: 1 })
        await database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query like '%pgboss%' and pid <> pg_backend_pid()`,
        )
        setTimeout(() => Object.assign(pool.options, { host, port }), 700)
        throw new Error('away')
      },
    })
    await prepareJobs(database, [job])
    await enqueue(db, job, { n: 1 })
    const workers = await startJobs({ db, pool }, [job], { say: () => {}, pollSeconds: 0.5 })
    await vi.waitFor(() => expect(tries).toBe(2), 20_000)
    await workers.stop()
    await pool.end()
  }, 40_000)

  it('wait once under the same key, and not before their time', async () => {
    const { job, seen } = counting('test.key')
    await prepareJobs(database, [job])
    await enqueue(db, job, { n: 1 }, { key: 'a' })
    await enqueue(db, job, { n: 2 }, { key: 'a' })
    await enqueue(db, job, { n: 3 }, { key: 'b' })
    await enqueue(db, job, { n: 4 }, { after: new Date(Date.now() + 3_600_000) })
    await start([job])
    await vi.waitFor(() => expect(seen.toSorted()).toEqual([1, 3]), 10_000)
    await sleep(700)
    expect(seen).toHaveLength(2)
  })

  it('are tried again after a failure, and tell how they fare', async () => {
    let runs = 0
    const { job } = counting('test.retry', {
      handler: async () => {
        if (++runs === 1) throw new Error('not today')
      },
    })
    await prepareJobs(database, [job])
    await db.executeQuery({
      sql: `update pgboss.queue set retry_delay = 0, retry_backoff = false where name = 'test.retry'`,
      parameters: [],
      query: { kind: 'RawNode' },
    } as never)
    await enqueue(db, job, { n: 1 })
    await start([job])
    await vi.waitFor(() => expect(runs).toBe(2), 15_000)
    await vi.waitFor(async () => {
      const run = await db
        .selectFrom('job_run')
        .selectAll()
        .where('name', '=', 'test.retry')
        .executeTakeFirst()
      expect(run).toMatchObject({ succeeded: 1, failed: 1, last_error: 'not today' })
    })
  })

  it('refuse a wrong payload and a job that nobody composed, at once', async () => {
    const { job } = counting('test.unknown')
    await expect(enqueue(db, job, { n: 'x' } as never)).rejects.toThrow()
    await expect(enqueue(db, job, { n: 1 })).rejects.toThrow('not among the composed jobs')
    await expect(enqueue(db, job, { n: 1 }, { key: 'a' })).rejects.toThrow('not among the composed jobs')
  })

  it('let a running job end before the stop', async () => {
    let ended = false
    let begun = false
    const { job } = counting('test.stop', {
      handler: async () => {
        begun = true
        await sleep(800)
        ended = true
      },
    })
    await prepareJobs(database, [job])
    await enqueue(db, job, { n: 1 })
    await start([job])
    await vi.waitFor(() => expect(begun).toBe(true), 10_000)
    await running.pop()!.stop()
    expect(ended).toBe(true)
  })

  it('make up for a schedule missed while the server was off, once', async () => {
    const seen: string[] = []
    const job = defineJob({
      name: 'test.daily',
      schema: z.object({}),
      schedule: { daily: '02:30' },
      handler: async () => void seen.push('run'),
    })
    await prepareJobs(database, [job])
    await start([job], database, fixedClock(new Date()))
    await vi.waitFor(() => expect(seen).toHaveLength(1), 10_000)
    await vi.waitFor(async () => {
      const run = await db
        .selectFrom('job_run')
        .selectAll()
        .where('name', '=', 'test.daily')
        .executeTakeFirst()
      expect(run?.last_succeeded_at).not.toBeNull()
    })
    await running.pop()!.stop()
    await start([job], database, fixedClock(new Date()))
    await sleep(1200)
    expect(seen).toHaveLength(1)
  })
})

describe('schedules', () => {
  it.each([
    ['2026-09-01T19:29:00Z', '2026-08-31T19:30:00Z'],
    ['2026-09-01T19:30:00Z', '2026-09-01T19:30:00Z'],
    ['2026-09-02T00:00:00Z', '2026-09-01T19:30:00Z'],
  ])('daily at 02:30 in Vietnam, asked at %s', (now, due) => {
    expect(lastDue({ daily: '02:30' }, new Date(now))).toEqual(new Date(due))
  })

  it('every few minutes', () => {
    expect(lastDue({ everyMinutes: 15 }, new Date('2026-09-01T19:44:59Z'))).toEqual(
      new Date('2026-09-01T19:30:00Z'),
    )
    expect(cronOf({ everyMinutes: 15 }).cron).toBe('*/15 * * * *')
    expect(cronOf({ daily: '02:30' })).toEqual({ cron: '30 2 * * *', tz: 'Asia/Ho_Chi_Minh' })
  })
})
