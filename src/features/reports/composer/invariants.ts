import type { Invariant, Violation } from '../../../platform/feature.ts'
import { type ReportAction, reportStatusOf } from '../../../rules/reporting/index.ts'
import { thaw } from './freezing.ts'

/** Sentences about composed reports that must hold on a live system. */
export const reportInvariants: readonly Invariant[] = [
  {
    name: 'a report stands where its actions lead',
    run: async (db) => {
      const [reports, actions] = await Promise.all([
        db.selectFrom('report').select(['id', 'status']).execute(),
        db
          .selectFrom('report_action')
          .select(['report_id', 'action'])
          .orderBy('report_id')
          .orderBy('seq')
          .execute(),
      ])
      return reports.flatMap(({ id, status }): Violation[] => {
        const own = actions
          .filter((each) => each.report_id === id)
          .map(({ action }) => action as ReportAction)
        const folded = reportStatusOf(own)
        return folded === status
          ? []
          : [{ subject: id, message: `stands as ${status}, its actions lead to ${folded}` }]
      })
    },
  },
  {
    name: 'a frozen report is made again from its cut to the same hash',
    run: async (db) => {
      const reports = await db
        .selectFrom('report as r')
        .innerJoin('report_frozen as f', 'f.report_id', 'r.id')
        .select(['r.id', 'r.definition', 'r.params', 'r.words'])
        .execute()
      const found: Violation[] = []
      for (const report of reports) {
        const thawed = await thaw(db, report)
        if (!thawed?.agrees)
          found.push({ subject: report.id, message: 'does not give the hash it was frozen with' })
      }
      return found
    },
  },
]
