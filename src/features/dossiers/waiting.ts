import type { Actor } from '../../platform/command/index.ts'
import type { DeskTask, TaskSource } from '../../platform/feature.ts'
import { fill } from '../../platform/i18n/index.ts'
import { mayAnywhere, type Permission, reachOf } from '../../rules/permissions/index.ts'
import type { Status } from '../../rules/procedure/index.ts'
import { listed } from './listed.ts'
import type { Parts } from './parts.ts'
import { ROOT } from './paths.ts'
import { dossierLines } from './queries.ts'
import { words } from './words.ts'

type TaskWords = keyof ReturnType<typeof words>['tasks']

/** In which statuses a dossier waits for those who hold a permission, and what they are to do. */
const WAITING: readonly {
  readonly permission: Permission
  readonly status: Status
  readonly task: TaskWords
  readonly kind?: 'reevaluation'
  /** Only for those who hold it as their own, not for an officer of the place. */
  readonly ownOnly?: true
}[] = [
  { permission: 'dossier.edit', status: 'draft', task: 'draft', ownOnly: true },
  { permission: 'dossier.edit', status: 'commune.returned', task: 'returned', ownOnly: true },
  { permission: 'dossier.edit', status: 'province.returned', task: 'returned', ownOnly: true },
  { permission: 'dossier.receive', status: 'filed', task: 'receive' },
  { permission: 'dossier.report-commune', status: 'commune.received', task: 'review' },
  { permission: 'dossier.propose', status: 'commune.reported', task: 'propose' },
  { permission: 'dossier.check-province', status: 'proposed', task: 'provinceReceive' },
  {
    permission: 'dossier.check-province',
    status: 'province.received',
    task: 'officeReport',
    kind: 'reevaluation',
  },
  { permission: 'dossier.check-province', status: 'province.received', task: 'provinceRound' },
  { permission: 'dossier.advise', status: 'in-round', task: 'advise' },
  { permission: 'round.manage', status: 'advised', task: 'council' },
]

/** Statuses in which dossiers wait for this person's desk. */
export function waitsFor(actor: Actor, today: string): Status[] {
  return [
    ...new Set(
      WAITING.filter((one) => !one.ownOnly && mayAnywhere(actor, one.permission, today)).map(
        (one) => one.status,
      ),
    ),
  ]
}

/** What waits for a person among the dossiers, each with its nearest deadline. */
export function dossierTasks(parts: Parts): TaskSource {
  return async ({ actor, lang, today }) => {
    const said = words(lang).tasks
    const tasks: DeskTask[] = []
    const seen = new Set<string>()
    for (const waiting of WAITING) {
      const reach = reachOf(actor, waiting.permission, today)
      const own = waiting.ownOnly ? { ...reach, everything: false, places: [] } : reach
      const lines = await dossierLines(parts.kernel.db, {
        reach: own,
        accountId: actor.accountId,
        statuses: [waiting.status],
        kind: waiting.kind,
        limit: 50,
      })
      for (const line of lines) {
        if (seen.has(line.id)) continue
        seen.add(line.id)
        const { clock, placeName } = listed(parts, line, today)
        tasks.push({
          title: fill(said[waiting.task], { product: line.productName }),
          detail: `${line.producerName}, ${placeName}`,
          path: `${ROOT}/${line.id}`,
          due: clock?.lastDay,
          group: said.group,
        })
      }
    }
    return tasks
  }
}
