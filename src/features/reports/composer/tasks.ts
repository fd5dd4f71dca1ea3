import type { TaskSource } from '../../../platform/feature.ts'
import { may, reachOf } from '../../../rules/permissions/index.ts'
import { root } from '../pages/report-page.tsx'
import type { Reading } from '../reading.ts'
import { words } from '../words.ts'
import { askedOf, reportsOf } from './queries.ts'

/** “Việc của tôi”: reports to approve, contributions to send. */
export function reportTasks({ kernel, sources }: Reading): TaskSource {
  return async ({ actor, lang, today }) => {
    const w = words(lang)
    const reach = reachOf(actor, 'report.contribute', today)
    const approves = may(actor, 'report.approve', { places: [sources.home] }, today)
    const [asked, reports] = await Promise.all([
      reach.agencyIds.length + reach.places.length > 0
        ? askedOf(kernel.db, { agencies: reach.agencyIds, places: reach.places })
        : [],
      approves ? reportsOf(kernel.db, sources.home) : [],
    ])
    return [
      ...reports
        .filter(({ status }) => status === 'proposed')
        .map((report) => ({ title: report.title, path: `${root}/${report.id}`, group: w.taskPropose })),
      ...asked
        .filter(({ answered_at }) => answered_at === null)
        .map((each) => ({
          title: each.title,
          detail: each.question,
          path: `${root}/${each.report_id}#contributions`,
          due: each.due_on,
          group: w.taskContribute,
        })),
    ]
  }
}
