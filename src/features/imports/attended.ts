import type { Db } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { isAttended as hasJob, isOnLastTry } from '../../platform/jobs/index.ts'
import './tables.ts'

/** Said of a run that broke off on its last try: a person may have it checked again. */
export const brokeOff = 'import-broke-off'

/** Jobs that a run waits for. */
const jobs = ['imports.check', 'imports.write']

/** Whether something still works on a run, or is going to: nothing does once its job is gone. */
export const isAttended = (db: Db, runId: string): Promise<boolean> => hasJob(db, jobs, { runId })

/** Does the work of a run; what breaks off on the last try is settled, or the run would be at work for ever. */
export async function toItsEnd(kernel: Kernel, runId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (await isOnLastTry(kernel.db, jobs, { runId }))
      await kernel.db
        .updateTable('import_run')
        .set({ status: 'refused', problems: JSON.stringify([{ code: brokeOff }]) })
        .where('id', '=', runId)
        .where('status', 'in', ['waiting', 'checking', 'writing'])
        .execute()
    throw error
  }
}
