import type { Db } from '../../platform/db/index.ts'
import { type PlanDeps, planOfYear, targetsNow, tasksNow } from './queries.ts'

type Both = { readonly vi: string; readonly en: string }

/** A plan as reports tell it: each target with what was reached, each group of tasks with how many are done and late. */
export interface PlanStanding {
  readonly number: string
  readonly issuedOn: string
  readonly year: number
  readonly targets: readonly {
    readonly code: string
    readonly words: Both
    readonly needed: number
    readonly now: number
    readonly met: boolean
  }[]
  readonly groups: readonly {
    readonly no: number
    readonly title: Both
    readonly tasks: number
    readonly done: number
    readonly late: number
  }[]
}

export async function planStanding(
  db: Db,
  deps: PlanDeps,
  year: number,
  day: string,
): Promise<readonly PlanStanding[]> {
  const plan = await planOfYear(db, deps, year)
  if (plan?.status !== 'published') return []
  const [targets, tasks] = await Promise.all([
    targetsNow(db, plan, deps, day, day),
    tasksNow(db, plan, deps, day),
  ])
  const both = ({ vi, en }: { vi: string; en?: string | undefined }): Both => ({ vi, en: en ?? vi })
  const other = { no: 0, vi: 'Điều phối, tham mưu chung', en: 'Coordination' }
  return [
    {
      number: plan.number,
      issuedOn: plan.issued_on,
      year: plan.year,
      targets: targets.map(({ code, words, progress: { needed, now, met } }) => ({
        code,
        words: both(words),
        needed,
        now,
        met,
      })),
      groups: [...plan.task_groups, other].flatMap((group) => {
        const own = tasks.filter((task) => (task.group_no ?? 0) === group.no)
        if (group.no === 0 && own.length === 0) return []
        return [
          {
            no: group.no,
            title: both(group),
            tasks: own.length,
            done: own.filter((task) => task.status === 'done').length,
            late: own.filter((task) => task.late > 0).length,
          },
        ]
      }),
    },
  ]
}
