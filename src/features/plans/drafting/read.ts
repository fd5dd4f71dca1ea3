import type { Selectable } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import {
  milestonesOf,
  type Plan,
  type PlanDeps,
  type TargetNow,
  type TaskNow,
  targetsNow,
  tasksNow,
} from '../queries.ts'
import type { PlanActionTable, PlanBudgetHeadTable, PlanCommentTable } from '../tables.ts'

export interface BudgetHeadNow extends Selectable<PlanBudgetHeadTable> {
  readonly uses: readonly { readonly taskId: string; readonly amount: number }[]
  readonly left: number
}

export interface Drafted {
  readonly plan: Plan
  readonly targets: readonly TargetNow[]
  readonly tasks: readonly TaskNow[]
  readonly milestones: Awaited<ReturnType<typeof milestonesOf>>
  readonly budget: readonly BudgetHeadNow[]
  readonly comments: readonly Selectable<PlanCommentTable>[]
  readonly actions: readonly Selectable<PlanActionTable>[]
}

/** A plan with all its parts, as those who write it see it. */
export async function draftedPlan(db: Db, plan: Plan, deps: PlanDeps, today: string): Promise<Drafted> {
  const [targets, tasks, milestones, budget, comments, actions] = await Promise.all([
    targetsNow(db, plan, deps, today),
    tasksNow(db, plan, deps, today),
    milestonesOf(db, plan.id),
    budgetOf(db, plan.id),
    db.selectFrom('plan_comment').selectAll().where('plan_id', '=', plan.id).orderBy('at').execute(),
    db.selectFrom('plan_action').selectAll().where('plan_id', '=', plan.id).orderBy('seq').execute(),
  ])
  return { plan, targets, tasks, milestones, budget, comments, actions }
}

/** Heads in their order, each with what its tasks may spend and what is left. */
export async function budgetOf(db: Db, planId: string): Promise<readonly BudgetHeadNow[]> {
  const [heads, uses] = await Promise.all([
    db.selectFrom('plan_budget_head').selectAll().where('plan_id', '=', planId).orderBy('ordinal').execute(),
    db
      .selectFrom('plan_budget_use as u')
      .innerJoin('plan_budget_head as h', 'h.id', 'u.head_id')
      .select(['u.head_id as headId', 'u.task_id as taskId', 'u.amount'])
      .where('h.plan_id', '=', planId)
      .execute(),
  ])
  return heads.map((head) => {
    const own = uses.filter((use) => use.headId === head.id)
    return {
      ...head,
      uses: own.map(({ taskId, amount }) => ({ taskId, amount })),
      left: own.reduce((left, { amount }) => left - amount, head.amount),
    }
  })
}
