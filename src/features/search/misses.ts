import { sql } from 'kysely'
import { today } from '../../platform/clock/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { addDays } from '../../rules/calendar/index.ts'

/** Days the editor looks back. */
export const missDays = 90
/** So many different words a day: a machine that tries words does not fill the table. */
const mostADay = 2_000

/** Digits in a row as long as a telephone or identity number, or an e-mail address: not kept, whoever typed it. */
const personal = /\d{8,}|@/

/** Words that found nothing, counted by day: the editor learns what readers miss. Nothing is kept of who asked. */
export async function noteMiss(kernel: Kernel, typed: string, key: string): Promise<void> {
  if (personal.test(typed.replace(/[\s.-]/g, ''))) return
  const words = key.slice(0, 100)
  await sql`INSERT INTO search_miss (day, words, times)
    SELECT ${today(kernel.clock)}::date, ${words}, 1
    WHERE (SELECT count(*) FROM search_miss WHERE day = ${today(kernel.clock)}::date) < ${mostADay}
    ON CONFLICT (day, words) DO UPDATE SET times = search_miss.times + 1`.execute(kernel.db)
}

export interface Miss {
  readonly words: string
  readonly times: number
  readonly last: string
}

export async function newestMisses(kernel: Kernel, day: string, count: number): Promise<readonly Miss[]> {
  const { rows } = await sql<Miss>`
    SELECT words, sum(times)::int AS times, max(day)::text AS last FROM search_miss
    WHERE day > ${addDays(day, -missDays)}::date GROUP BY words ORDER BY 2 DESC, 3 DESC, 1 LIMIT ${count}`.execute(
    kernel.db,
  )
  return rows
}
