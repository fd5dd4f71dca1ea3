import { verifyAudit } from '../../platform/audit/index.ts'
import { migrate } from '../../platform/db/index.ts'
import { openPlace } from '../house.ts'
import type { Verb } from '../verb.ts'

export const verb: Verb = {
  usage: 'audit verify',
  about: 'audit-verify-about',
  takes: [0, 0],
  async run(call) {
    const { database, migrationsDir } = await openPlace(call)
    await migrate(database, migrationsDir)
    const verdict = await verifyAudit(database.db, call.progress)
    const { fault } = verdict
    return {
      good: !fault,
      result: { good: !fault, ...verdict },
      lines: [
        fault ? call.words(`audit-${fault.kind}`, { ...fault }) : call.words('audit-good', { ...verdict }),
      ],
    }
  },
}
