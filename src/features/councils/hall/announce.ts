import { sql } from 'kysely'
import type { Trx } from '../../../platform/db/index.ts'

/** The line on which instances hear that a sitting changed. */
export const sittingChannel = 'sitting'

/** Sent with the commit itself, so that nobody hears of what was rolled back. */
export async function announce(db: Trx, sittingId: string): Promise<void> {
  await sql`SELECT pg_notify(${sittingChannel}, ${sittingId})`.execute(db)
}
