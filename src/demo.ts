import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from './platform/db/index.ts'
import type { Feature } from './platform/feature.ts'

declare module './platform/db/tables.ts' {
  interface Tables {
    demo_load: { is_only: boolean; started_at: Date; finished_at: Date | null }
  }
}

/** Each feature's part of the demonstration province, in the order of composition, noted from start to end. */
export async function loadDemo(db: Db, features: readonly Feature[]): Promise<void> {
  await sql`insert into demo_load default values`.execute(db)
  for (const feature of features) await feature.demo?.()
  await sql`update demo_load set finished_at = now()`.execute(db)
}

/**
 * Empties a database whose demonstration province was killed while it was loaded: nobody has worked in it, as the
 * server listens only afterwards. Answers whether it did.
 */
export async function discardHalfDemo(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query(`select to_regclass('public.demo_load') is not null as known`)
  if (!rows[0].known) return false
  const { rowCount } = await pool.query('select from demo_load where finished_at is null')
  if (!rowCount) return false
  await pool.query('drop schema public cascade; create schema public; drop schema if exists pgboss cascade')
  return true
}
