import type { DeskTask, Kernel, TaskSource } from '../../../platform/feature.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import { mayAnywhere } from '../../../rules/permissions/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { words } from '../words.ts'
import { complaintLaw } from './law.ts'
import { listAppeals, unplannedAppeals } from './read.ts'

/** Appeals nobody has decided on, for the office and the leader; for a panel's secretary those without a sitting. */
export function appealTasks({ db }: Kernel, deps: Pick<CouncilDeps, 'regulation'>): TaskSource {
  return async ({ actor, lang, today }) => {
    const law = complaintLaw(deps)
    const w = words(lang)
    const task = (title: string, path: string, appealedOn: string): DeskTask => ({
      title,
      detail: fill(w.appealedOn, { day: formatDay(appealedOn) }),
      path: localPath(lang, path),
      group: w.appeals,
      ...(law && { due: addDays(appealedOn, law.settle.days) }),
    })
    const tasks: DeskTask[] = []
    if (mayAnywhere(actor, 'council.manage', today) || mayAnywhere(actor, 'decision.release', today))
      for (const line of await listAppeals(db, { actor, today }, law))
        if (line.state === 'waiting')
          tasks.push(
            task(fill(w.appealTask, { product: line.product }), '/lam-viec/khieu-nai', line.appealedOn),
          )
    if (actor.accountId !== null && mayAnywhere(actor, 'session.run', today))
      for (const line of await unplannedAppeals(db, actor.accountId))
        tasks.push(
          task(
            fill(w.appealPlan, { product: line.product }),
            `/lam-viec/hoi-dong/${line.panelId}/lap-phien`,
            line.appealedOn,
          ),
        )
    return tasks
  }
}
