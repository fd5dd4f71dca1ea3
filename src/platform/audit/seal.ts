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
    // The head's lock keeps two sealers, and appenders, apart.
    const head = await trx.selectFrom('audit_head').select('seq').forUpdate().executeTakeFirstOrThrow()
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
    const lastSeq = later?.seq ? later.seq - 1 : head.seq
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
      .values({ day, first_seq: firstSeq, last_seq: lastSeq, merkle, root })
      .execute()
    return { day, firstSeq, lastSeq, root: root.toString('hex') }
  })
}
