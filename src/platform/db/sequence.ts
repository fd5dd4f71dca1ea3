import { sql } from 'kysely'
import type { Trx } from './transaction.ts'

declare module './tables.ts' {
  interface Tables {
    number_sequence: { scope: string; last: number }
  }
}

/**
 * The next number of a series (`decision/2026`), from 1, without gap or double: its row stays locked until the
 * transaction ends, and a rollback gives the number back. Take it late in the transaction.
 */
export async function nextNumber(trx: Trx, scope: string): Promise<number> {
  const { last } = await trx
    .insertInto('number_sequence')
    .values({ scope, last: 1 })
    .onConflict((conflict) =>
      conflict.column('scope').doUpdateSet({ last: sql<number>`number_sequence.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}
