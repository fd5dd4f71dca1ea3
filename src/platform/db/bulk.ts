import { sql } from 'kysely'
import type { Db, Trx } from './transaction.ts'

/**
 * For a transaction that writes many thousands of rows: full-text indexes take them in one go (`tidyIndexes`) instead of every few
 * hundred; searching finds them meanwhile. And every reading goes by an index: until the commit the statistics still tell of the small
 * tables of before, over which a whole scan would look cheap.
 */
export async function expectMany(trx: Trx): Promise<void> {
  await sql`SELECT set_config('gin_pending_list_limit', '65536', true), set_config('enable_seqscan', 'off', true)`.execute(
    trx,
  )
}

/** After commit; autovacuum would do the same within minutes. */
export async function tidyIndexes(db: Db): Promise<void> {
  await sql`
    SELECT gin_clean_pending_list(i.oid) FROM pg_class i JOIN pg_am a ON a.oid = i.relam
    WHERE a.amname = 'gin' AND i.relkind = 'i' AND i.relnamespace = current_schema()::regnamespace
      AND pg_has_role(i.relowner, 'USAGE')`.execute(db)
}
