import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import './tables.ts'

export interface Pulse {
  /** Says of a job that it is being done here, until `end`. */
  begin(jobId: string, name: string): Promise<void>
  end(jobId: string): Promise<void>
  stop(): void
}

export interface PulseOptions {
  readonly db: Db
  readonly say: (line: string) => void
  /** A sign of life this often, and as often a look for jobs whose instance is dead. */
  readonly beatMs?: number
  /** Without a sign for so long an instance counts as dead. */
  readonly deadAfterMs?: number
}

/**
 * A job whose process was killed stays `active` to the queue until its time is over, a quarter of an hour for most. Here each
 * instance gives signs of life for what it does; whoever notices that they have stopped lets the queue give the job out again.
 * A process that only slept wakes to find its job done twice, which a job must stand anyway.
 */
export function openPulse({ db, say, beatMs = 5_000, deadAfterMs = 30_000 }: PulseOptions): Pulse {
  const own = new Set<string>()
  const beat = async () => {
    if (own.size > 0)
      await sql`update job_alive set alive_at = now() where job_id = any(${[...own]}::uuid[])`.execute(db)
    for (const name of await takeUpDead(db, deadAfterMs)) say(`job ${name} was cut off: it is done again`)
  }
  // A database that is away is asked again at the next beat.
  const timer = setInterval(() => void beat().catch(() => undefined), beatMs)
  timer.unref()
  return {
    begin: async (jobId, name) => {
      own.add(jobId)
      await sql`insert into job_alive (job_id, name) values (${jobId}::uuid, ${name})
        on conflict (job_id) do update set alive_at = now()`.execute(db)
    },
    end: async (jobId) => {
      own.delete(jobId)
      await sql`delete from job_alive where job_id = ${jobId}::uuid`.execute(db)
    },
    stop: () => clearInterval(timer),
  }
}

/**
 * Gives out again what is active without a sign of life. One killed between taking a job and its first sign has left no row: such
 * a job counts from when it was taken. Tries are limited as ever: the queue itself ends what was tried too often.
 */
async function takeUpDead(db: Db, deadAfterMs: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with silent as (
      delete from job_alive where alive_at < now() - ${deadAfterMs} * interval '1 millisecond' returning job_id, name
    )
    update pgboss.job j set state = 'retry', start_after = now()
    where j.state = 'active' and j.retry_count < j.retry_limit
      and j.started_on < now() - ${deadAfterMs} * interval '1 millisecond'
      and (exists (select 1 from silent s where s.job_id = j.id and s.name = j.name)
        or not exists (select 1 from job_alive a where a.job_id = j.id))
    returning j.name`.execute(db)
  return rows.map((row) => row.name)
}
