import { sql } from 'kysely'
import type { Db } from '../db/index.ts'

/** Jobs of these names whose data says so. */
const about = (names: readonly string[], data: Readonly<Record<string, string>>) =>
  sql`FROM pgboss.job WHERE name = ANY(${names}::text[]) AND data @> ${JSON.stringify(data)}::jsonb`

/** Whether such a job works, or is going to. */
export async function isAttended(
  db: Db,
  names: readonly string[],
  data: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { rows } =
    await sql`SELECT 1 ${about(names, data)} AND state IN ('created', 'retry', 'active') LIMIT 1`.execute(db)
  return rows.length > 0
}

/** Whether such a job is at work and is not tried again when it breaks off. */
export async function isOnLastTry(
  db: Db,
  names: readonly string[],
  data: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { rows } =
    await sql`SELECT 1 ${about(names, data)} AND state = 'active' AND retry_count >= retry_limit LIMIT 1`.execute(
      db,
    )
  return rows.length > 0
}
