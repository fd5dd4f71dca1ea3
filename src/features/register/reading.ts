import { sql } from 'kysely'
import { transaction } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { CountMemo } from './counts.ts'
import { refreshEntries } from './refresh.ts'
import type { RegisterSurroundings } from './surroundings.ts'

/** What every reader of the catalogue shares. */
export interface RegisterReading {
  readonly around: RegisterSurroundings
  count(key: string, ask: () => Promise<number>): Promise<number>
  /** Folds again what an event recorded earlier brings into effect today; asked once a day. */
  upToDate(today: string): Promise<void>
}

export function registerReading(kernel: Kernel, around: RegisterReading['around']): RegisterReading {
  let day = ''
  const memo = new CountMemo(() => `${kernel.cache.mark()} ${day}`)
  let folding: Promise<void> = Promise.resolve()
  return {
    around,
    count: (key, ask) => memo.get(key, ask),
    upToDate: (today) => {
      if (today !== day) {
        day = today
        folding = foldDue(kernel, around, today).catch((error) => {
          day = ''
          throw error
        })
      }
      return folding
    },
  }
}

/** Entries for which a day has come that an event named in advance (a suspension from the first of the month). */
async function foldDue(kernel: Kernel, around: RegisterSurroundings, today: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT product_id AS id FROM catalogue_entry WHERE next_change_on <= ${today}::date`.execute(kernel.db)
  if (rows.length === 0) return
  await transaction(kernel.db, (trx) =>
    refreshEntries(
      trx,
      around,
      rows.map((row) => row.id),
      today,
    ),
  )
}
