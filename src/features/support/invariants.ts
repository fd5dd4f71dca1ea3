import { sql } from 'kysely'
import type { Invariant } from '../../platform/feature.ts'
import { supportStandingOf } from '../../rules/support/index.ts'
import './tables.ts'

/** The supports' part of `saolang check`. */
export const supportInvariants: readonly Invariant[] = [
  {
    name: 'A support stands where its actions say, with what they approved and paid',
    run: async (db) => {
      const [supports, actions] = await Promise.all([
        db.selectFrom('support').select(['id', 'status', 'approved', 'paid']).execute(),
        db
          .selectFrom('support_action')
          .select(['support_id', 'action', 'amount'])
          .orderBy('support_id')
          .orderBy('seq')
          .execute(),
      ])
      const byId = new Map<string, (typeof actions)[number][]>()
      for (const each of actions) byId.set(each.support_id, [...(byId.get(each.support_id) ?? []), each])
      return supports.flatMap(({ id, status, approved, paid }) => {
        const folded = supportStandingOf(
          (byId.get(id) ?? []).map(({ action, amount }) => ({
            action,
            amount: amount === null ? null : BigInt(amount),
          })),
        )
        return folded.status === status &&
          folded.paid === BigInt(paid) &&
          folded.approved === (approved === null ? null : BigInt(approved))
          ? []
          : [
              {
                subject: `support ${id}`,
                message: `is ${status} (${approved}, ${paid}), its actions say ${folded.status} (${folded.approved}, ${folded.paid})`,
              },
            ]
      })
    },
  },
  {
    name: 'No head of a plan carries more support than it has',
    run: async (db) => {
      const { rows } = await sql<{ id: string; charged: string; amount: string }>`
        select h.id, sum(s.approved)::text as charged, h.amount::text as amount from support s
        join plan_budget_head h on h.id = s.head_id group by h.id having sum(s.approved) > h.amount`.execute(
        db,
      )
      return rows.map(({ id, charged, amount }) => ({
        subject: `budget head ${id}`,
        message: `${charged} approved of ${amount}`,
      }))
    },
  },
  {
    name: 'No more is paid than was approved, and no more approved than asked',
    run: async (db) => {
      const rows = await db
        .selectFrom('support')
        .select(['id', 'asked', 'approved', 'paid'])
        .where(sql<boolean>`paid > coalesce(approved, 0) or approved > asked`)
        .execute()
      return rows.map(({ id, asked, approved, paid }) => ({
        subject: `support ${id}`,
        message: `asked ${asked}, approved ${approved}, paid ${paid}`,
      }))
    },
  },
]
