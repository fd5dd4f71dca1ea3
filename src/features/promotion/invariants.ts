import { sql } from 'kysely'
import type { Invariant } from '../../platform/feature.ts'
import { fairStatusOf } from '../../rules/promotion/index.ts'
import { repeats } from './allotment.ts'
import './tables.ts'

/** Promotion's part of `saolang check`. */
export const promotionInvariants: readonly Invariant[] = [
  {
    name: 'A fair stands where its actions say',
    run: async (db) => {
      const fairs = await db.selectFrom('fair').select(['id', 'status']).execute()
      const actions = await db
        .selectFrom('fair_action')
        .select(['fair_id', 'action'])
        .orderBy('fair_id')
        .orderBy('seq')
        .execute()
      return fairs.flatMap(({ id, status }) => {
        const folded = fairStatusOf(actions.filter((each) => each.fair_id === id).map((each) => each.action))
        return folded === status
          ? []
          : [{ subject: `fair ${id}`, message: `is ${status}, its actions say ${folded}` }]
      })
    },
  },
  {
    name: 'A published allotment comes out the same when it is calculated again from what it says',
    run: async (db) => {
      const rows = await db
        .selectFrom('fair_action as a')
        .innerJoin('fair as f', 'f.id', 'a.fair_id')
        .select(['f.id', 'f.rule', 'f.seed', 'a.lines', 'a.seq'])
        .where('a.action', '=', 'allot')
        .execute()
      return rows.flatMap(({ id, rule, seed, lines, seq }) =>
        rule && seed && lines && repeats(rule, seed, lines)
          ? []
          : [{ subject: `fair ${id}`, message: `allotment ${seq} does not repeat` }],
      )
    },
  },
  {
    name: 'No fair gives more stalls than it has, nor lets a stall stand empty while somebody waits',
    run: async (db) => {
      const { rows } = await sql<{ id: string; stalls: number; taken: number; waiting: number }>`
        select f.id, f.stalls, count(*) filter (where a.status = 'stall')::int as taken,
          count(*) filter (where a.status = 'waiting')::int as waiting
        from fair f join fair_application a on a.fair_id = f.id where f.status in ('allotted', 'held')
        group by f.id having count(*) filter (where a.status = 'stall') > f.stalls
          or (f.status = 'allotted' and count(*) filter (where a.status = 'stall') < f.stalls
            and count(*) filter (where a.status = 'waiting') > 0)`.execute(db)
      return rows.map(({ id, stalls, taken, waiting }) => ({
        subject: `fair ${id}`,
        message: `${taken} of ${stalls} stalls taken, ${waiting} wait`,
      }))
    },
  },
  {
    name: 'No head of a plan carries more supports and fairs than it has',
    run: async (db) => {
      const { rows } = await sql<{ id: string; charged: string; amount: string }>`
        select h.id, h.amount::text as amount, (s.sum + c.sum)::text as charged from plan_budget_head h
        cross join lateral (select coalesce(sum(approved), 0) as sum from support where head_id = h.id) s
        cross join lateral (select coalesce(sum(amount), 0) as sum from fair_cost where head_id = h.id and recalled_on is null) c
        where s.sum + c.sum > h.amount`.execute(db)
      return rows.map(({ id, charged, amount }) => ({
        subject: `budget head ${id}`,
        message: `${charged} charged of ${amount}`,
      }))
    },
  },
  {
    name: 'A result of a fair comes from a producer who had a stall there, no earlier than its first day',
    run: async (db) => {
      const { rows } = await sql<{ id: string }>`
        select t.id from trade_result t join fair f on f.id = t.fair_id where t.struck_at is null and (t.day < f.starts_on
          or not exists (select 1 from fair_application a where a.fair_id = f.id and a.producer_id = t.producer_id
            and a.status = 'stall'))`.execute(db)
      return rows.map(({ id }) => ({ subject: `trade result ${id}`, message: 'has no stall behind it' }))
    },
  },
]
