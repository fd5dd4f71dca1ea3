import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import './tables.ts'

/** Said of a run that broke off on its last try: a person may have it checked again. */
export const brokeOff = 'import-broke-off'

/** Jobs that a run waits for, and how often each was tried. */
const jobsOf = (runId: string) =>
  sql`FROM pgboss.job WHERE name IN ('imports.check', 'imports.write') AND data ->> 'runId' = ${runId}`

/** Whether something still works on a run, or is going to: nothing does once its job is gone. */
export async function isAttended(db: Db, runId: string): Promise<boolean> {
  const { rows } =
    await sql`SELECT 1 ${jobsOf(runId)} AND state IN ('created', 'retry', 'active') LIMIT 1`.execute(db)
  return rows.length > 0
}

/** Does the work of a run; what breaks off on the last try is settled, or the run would be at work for ever. */
export async function toItsEnd(kernel: Kernel, runId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { rows } =
      await sql`SELECT 1 ${jobsOf(runId)} AND state = 'active' AND retry_count >= retry_limit LIMIT 1`.execute(
        kernel.db,
      )
    if (rows.length > 0)
      await kernel.db
        .updateTable('import_run')
        .set({ status: 'refused', problems: JSON.stringify([{ code: brokeOff }]) })
        .where('id', '=', runId)
        .where('status', 'in', ['waiting', 'checking', 'writing'])
        .execute()
    throw error
  }
}
