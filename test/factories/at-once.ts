import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/platform/db/tables.ts'

/**
 * Lets deeds meet for certain: the ends of the audit chain are held, so that each deed comes to the end of its transaction (or to a
 * lock of another one's) and waits there; once all that have not answered wait, they are let go together. Without this, whether
 * two requests cross is left to chance.
 */
export async function atOnce<T>(db: Kysely<Tables>, deeds: readonly (() => Promise<T>)[]): Promise<T[]> {
  let answers: Promise<T[]> | undefined
  await db.transaction().execute(async (trx) => {
    await sql`select from audit_head for update`.execute(trx)
    let unanswered = deeds.length
    answers = Promise.all(
      deeds.map((deed) =>
        deed().finally(() => {
          unanswered -= 1
        }),
      ),
    )
    answers.catch(() => undefined)
    for (let tries = 0; tries < 1_000; tries++) {
      const { rows } = await sql<{ waiting: number }>`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
      if (rows[0]!.waiting >= unanswered) return
      await sleep(10)
    }
    throw new Error(`of ${deeds.length} deeds ${unanswered} neither answered nor wait`)
  })
  return answers!
}
