import { sql } from 'kysely'
import { legalTimeZone, type PlainDate } from '../clock/index.ts'
import { type Db, transaction } from '../db/index.ts'
import { dayRoot, genesis, merkleRoot } from './chain.ts'
import './tables.ts'

export interface DaySeal {
  readonly day: PlainDate
  readonly firstSeq: number
  readonly lastSeq: number
  /** Hexadecimal; printed in public so that nobody can rewrite the log afterwards. */
  readonly root: string
}

/**
 * Seals every entry not sealed yet up to the end of this Vietnamese day, and answers the seal; answers the existing one
 * when the day, or a later one, was sealed before. The day must be over: an entry that comes later with an earlier time
 * falls into the next seal.
 */
export function sealDay(db: Db, day: PlainDate): Promise<DaySeal> {
  return transaction(db, async (trx) => {
    // Who holds every head keeps appenders and other sealers away: each number given so far is written, or never will be.
    await trx.selectFrom('audit_head').select('strand').orderBy('strand').forUpdate().execute()
    const last = await trx
      .selectFrom('audit_root')
      .selectAll()
      .orderBy('day', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (last && last.day >= day) {
      return {
        day: last.day,
        firstSeq: last.first_seq,
        lastSeq: last.last_seq,
        root: last.root.toString('hex'),
      }
    }
    const firstSeq = (last?.last_seq ?? 0) + 1
    const later = await trx
      .selectFrom('audit_entry')
      .select((select) => select.fn.min('seq').as('seq'))
      .where('seq', '>=', firstSeq)
      .where('at', '>=', sql<Date>`((${day}::date + 1)::timestamp at time zone ${legalTimeZone})`)
      .executeTakeFirst()
    const newest = await trx
      .selectFrom('audit_entry')
      .select((select) => select.fn.max('seq').as('seq'))
      .executeTakeFirst()
    const lastSeq = later?.seq ? later.seq - 1 : (newest?.seq ?? 0)
    const entries = await trx
      .selectFrom('audit_entry')
      .select('hash')
      .where('seq', '>=', firstSeq)
      .where('seq', '<=', lastSeq)
      .orderBy('seq')
      .execute()
    const merkle = merkleRoot(entries.map((entry) => entry.hash))
    const root = dayRoot(last?.root ?? genesis, day, lastSeq, merkle)
    await trx
      .insertInto('audit_root')
      .values({ day, first_seq: firstSeq, last_seq: lastSeq, entries: entries.length, merkle, root })
      .execute()
    return { day, firstSeq, lastSeq, root: root.toString('hex') }
  })
}
