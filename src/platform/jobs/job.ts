import { CompiledQuery } from 'kysely'
import PgBoss from 'pg-boss'
import type { z } from 'zod'
import { legalTimeZone } from '../clock/index.ts'
import type { Db, Trx } from '../db/index.ts'

/** When a job runs by itself: every so many minutes (a divisor of 60), or daily at an hour of Vietnam. */
export type Schedule = { readonly everyMinutes: number } | { readonly daily: `${number}:${number}` }

export interface Job<Payload = unknown> {
  /** `<feature>.<verb>`, never renamed: waiting jobs carry it. */
  readonly name: string
  readonly schema: z.ZodType<Payload>
  /** At least once: after a crash the same payload comes again, so it must do no harm to run twice. */
  handler(payload: Payload): Promise<void>
  /** A scheduled job gets `{}` as payload. One that was missed while the server was off runs at the next start. */
  readonly schedule?: Schedule
  /** Tries after the first one failed, ever further apart; 5 if not said. */
  readonly retries?: number
  /** A run that takes longer counts as failed; 900 if not said. */
  readonly timeoutSeconds?: number
}

/** Defines work that is done after and apart from a request, by whichever instance is free. */
export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  if (!/^[a-z]+([.-][a-z]+)*$/.test(job.name)) throw new Error(`${job.name} is no name for a job`)
  return job
}

/** How the pg-boss schedule says it. */
export function cronOf(schedule: Schedule): { cron: string; tz: string } {
  if ('everyMinutes' in schedule) return { cron: `*/${schedule.everyMinutes} * * * *`, tz: legalTimeZone }
  const [hour, minute] = schedule.daily.split(':').map(Number)
  return { cron: `${minute} ${hour} * * *`, tz: legalTimeZone }
}

/** The last moment, at or before `now`, at which the schedule was due. */
export function lastDue(schedule: Schedule, now: Date): Date {
  const minute = 60_000
  if ('everyMinutes' in schedule) {
    const step = schedule.everyMinutes * minute
    return new Date(Math.floor(now.getTime() / step) * step)
  }
  const [hour, minutes] = schedule.daily.split(':').map(Number)
  // Vietnam has kept UTC+7 without summer time since 1975.
  const offset = 7 * 60 * minute
  const day = 24 * 60 * minute
  const due = (hour! * 60 + minutes!) * minute
  const local = now.getTime() + offset
  return new Date(Math.floor((local - due) / day) * day + due - offset)
}

/** Builds statements only; every statement runs in the caller's transaction. */
const sender = new PgBoss({
  db: { executeSql: () => Promise.reject(new Error('only inside a transaction')) },
})

export interface EnqueueOptions {
  /** Of several with the same key only one waits; a further one may come as soon as it runs. */
  readonly key?: string
  readonly after?: Date
}

/** Puts a job into the queue inside the business transaction: it runs if, and only if, that one commits. */
export async function enqueue<Payload>(
  trx: Trx | Db,
  job: Job<Payload>,
  payload: Payload,
  { key, after }: EnqueueOptions = {},
): Promise<void> {
  const data = job.schema.parse(payload) as object
  const id = await sender.send(job.name, data, {
    db: executor(trx),
    singletonKey: key ?? crypto.randomUUID(),
    ...(after && { startAfter: after }),
  })
  if (id || (await queueExists(trx, job.name))) return
  throw new Error(`job ${job.name} is not among the composed jobs: nothing would ever run it`)
}

async function queueExists(trx: Trx | Db, name: string): Promise<boolean> {
  const { rows } = await executor(trx).executeSql('select from pgboss.queue where name = $1', [name])
  return rows.length > 0
}

export function executor(db: Trx | Db): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, values))
      return { rows: [...rows] }
    },
  }
}
