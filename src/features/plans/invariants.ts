import { sql } from 'kysely'
import type { Invariant } from '../../platform/feature.ts'
import { planStatusOf, taskStatusOf } from '../../rules/targets/index.ts'
import './tables.ts'

/** The plan's part of `saolang check`. */
export const planInvariants: readonly Invariant[] = [
  {
    name: 'A plan stands where its steps say',
    run: async (db) => {
      const [plans, actions] = await Promise.all([
        db.selectFrom('plan').select(['id', 'status']).execute(),
        db.selectFrom('plan_action').select(['plan_id', 'action']).orderBy('seq').execute(),
      ])
      return plans.flatMap((plan) => {
        const folded = planStatusOf(
          actions.filter((each) => each.plan_id === plan.id).map((each) => each.action),
        )
        return folded === plan.status
          ? []
          : [{ subject: `plan ${plan.id}`, message: `is ${plan.status}, its steps say ${folded}` }]
      })
    },
  },
  {
    name: 'No budget head is promised beyond its amount',
    run: async (db) => {
      const { rows } = await sql<{ id: string; over: string }>`
        select h.id, (sum(u.amount) - h.amount)::text as over from plan_budget_head h
        join plan_budget_use u on u.head_id = h.id group by h.id having sum(u.amount) > h.amount`.execute(db)
      return rows.map((row) => ({ subject: `budget head ${row.id}`, message: `over by ${row.over} đồng` }))
    },
  },
  {
    name: 'A task stands where its reports say',
    run: async (db) => {
      const [tasks, actions] = await Promise.all([
        db.selectFrom('plan_task').select(['id', 'status']).execute(),
        db.selectFrom('plan_task_action').select(['task_id', 'action']).orderBy('seq').execute(),
      ])
      return tasks.flatMap((task) => {
        const folded = taskStatusOf(
          actions.filter((each) => each.task_id === task.id).map((each) => each.action),
        )
        return folded === task.status
          ? []
          : [{ subject: `task ${task.id}`, message: `is ${task.status}, its reports say ${folded}` }]
      })
    },
  },
  {
    name: 'No amendment is older than its plan',
    run: async (db) => {
      const rows = await db
        .selectFrom('plan_amendment as a')
        .innerJoin('plan as p', 'p.id', 'a.plan_id')
        .select(['a.id', 'a.number'])
        .whereRef('a.decided_on', '<', 'p.issued_on')
        .execute()
      return rows.map((row) => ({
        subject: `amendment ${row.id}`,
        message: `${row.number} is older than its plan`,
      }))
    },
  },
]
