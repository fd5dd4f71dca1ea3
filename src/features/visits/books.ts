import { sql } from 'kysely'
import { plainDate } from '../../platform/clock/index.ts'
import { type Db, transaction } from '../../platform/db/index.ts'
import type { VisitMeter } from './meter.ts'
import { onlineWindow } from './meter.ts'

/** Instances that have been silent for longer than this no longer count as running. */
const silence = 15_000

/** Writes what the meter holds into the books in one transaction; on failure nothing is lost from the meter. */
export async function flush(db: Db, meter: VisitMeter, instance: string, now: Date): Promise<void> {
  const taken = meter.take()
  const day = plainDate(now)
  try {
    await transaction(db, async (trx) => {
      if (taken > 0) {
        await sql`INSERT INTO visit_day (day, views) VALUES (${day}::date, ${taken})
          ON CONFLICT (day) DO UPDATE SET views = visit_day.views + excluded.views`.execute(trx)
        await sql`INSERT INTO visit_total (views, since) VALUES (${taken}, ${day}::date)
          ON CONFLICT (only_row) DO UPDATE SET views = visit_total.views + excluded.views`.execute(trx)
      }
      await trx
        .insertInto('visit_online')
        .values({ instance, visitors: meter.online(now.getTime()), at: now })
        .onConflict((row) =>
          row.column('instance').doUpdateSet({ visitors: (eb) => eb.ref('excluded.visitors'), at: now }),
        )
        .execute()
    })
  } catch (error) {
    meter.giveBack(taken)
    throw error
  }
}

/** Views counted here, today's share, visitors online, and the first day of counting (null: not begun). */
export interface VisitStatistics {
  readonly counted: number
  readonly today: number
  readonly online: number
  readonly since: string | null
}

export async function readVisits(db: Db, now: Date): Promise<VisitStatistics> {
  const total = await db.selectFrom('visit_total').select(['views', 'since']).executeTakeFirst()
  const today = await db
    .selectFrom('visit_day')
    .select('views')
    .where('day', '=', plainDate(now))
    .executeTakeFirst()
  const online = await db
    .selectFrom('visit_online')
    .select((eb) => eb.fn.sum<number>('visitors').as('visitors'))
    .where('at', '>', new Date(now.getTime() - silence))
    .executeTakeFirst()
  return {
    counted: Number(total?.views ?? 0),
    today: Number(today?.views ?? 0),
    online: Number(online?.visitors ?? 0),
    since: total?.since ?? null,
  }
}

export { onlineWindow }
