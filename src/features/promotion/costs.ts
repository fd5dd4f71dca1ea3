import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { formatNumber } from '../../platform/i18n/index.ts'
import { leftOfHead } from '../../rules/targets/index.ts'
import { lockFair, mayManageFair, note, type Of, type Options } from './change.ts'
import type { PromotionDeps } from './parts.ts'
import { chargedTo } from './queries.ts'

export interface CostInput {
  readonly what: string
  /** Đồng; null: not a number. */
  readonly amount: number | null
  readonly headId: string
}

/**
 * Charges a cost of a fair to a head of the plan of the fair's year: never more than the head has left after everything that takes
 * from it. The head stays locked until this is written.
 */
export async function addCost(
  ctx: CommandContext,
  of: Of,
  input: CostInput,
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<void>> {
  const found = await lockFair(ctx, of, null, deps, options)
  if (!found.ok) return found
  const fair = found.value
  if (fair.status === 'cancelled') return refuse('fair-not-now')
  const { amount } = input
  const flaws: Problem[] = []
  if (input.what.trim() === '') flaws.push({ code: 'required', field: 'what' })
  if (amount === null || amount <= 0) flaws.push({ code: 'fair-amount', field: 'amount' })
  if (flaws.length > 0 || amount === null) return failed(...flaws)
  const head = await ctx.db
    .selectFrom('plan_budget_head as h')
    .innerJoin('plan as p', 'p.id', 'h.plan_id')
    .select(['h.id', 'h.amount'])
    .where('h.id', '=', input.headId)
    .where('p.place_code', '=', deps.provinceCode)
    .where('p.year', '=', Number(fair.starts_on.slice(0, 4)))
    .where('p.status', '=', 'published')
    .forUpdate('h')
    .executeTakeFirst()
  if (!head) return refuse('fair-head', { field: 'head', data: { year: fair.starts_on.slice(0, 4) } })
  const taken = await Promise.all([chargedTo(ctx.db, head.id), deps.chargedElsewhere(ctx.db, head.id)])
  const left = leftOfHead(BigInt(head.amount), taken)
  if (BigInt(amount) > left)
    return refuse('fair-over-head', {
      field: 'amount',
      data: { left: formatNumber(left > 0n ? left : 0n, 'vi') },
    })
  await ctx.db
    .insertInto('fair_cost')
    .values({
      id: uuidv7(),
      fair_id: fair.id,
      head_id: head.id,
      what: input.what,
      amount,
      decided_on: ctx.today,
      decided_by: ctx.actor.name,
      paid_on: null,
      paper_no: null,
      recalled_on: null,
      recall_reason: null,
      is_demo: options.isDemo ?? false,
    })
    .execute()
  note(ctx, 'fair.cost-added', { kind: 'fair', id: fair.id }, deps.provinceCode, { amount, head: head.id })
  return ok()
}

export async function payCost(
  ctx: CommandContext,
  id: string,
  about: { readonly day: string | null; readonly paperNo: string },
  deps: PromotionDeps,
): Promise<Result<{ fairId: string }>> {
  const found = await lockCost(ctx, id, deps)
  if (!found.ok) return found
  const cost = found.value
  const paperNo = about.paperNo.trim()
  if (about.day === null) return refuse('day-unknown', { field: 'day' })
  if (about.day > ctx.today || about.day < cost.decided_on) return refuse('fair-pay-day', { field: 'day' })
  if (paperNo === '') return refuse('required', { field: 'paperNo' })
  await ctx.db
    .updateTable('fair_cost')
    .set({ paid_on: about.day, paper_no: paperNo })
    .where('id', '=', id)
    .execute()
  note(ctx, 'fair.cost-paid', { kind: 'fair', id: cost.fair_id }, deps.provinceCode, { paper: paperNo })
  return ok({ fairId: cost.fair_id })
}

/** Gives the money back to its head, while nothing is paid. */
export async function recallCost(
  ctx: CommandContext,
  id: string,
  reason: string,
  deps: PromotionDeps,
): Promise<Result<{ fairId: string }>> {
  const found = await lockCost(ctx, id, deps)
  if (!found.ok) return found
  if (reason.trim() === '') return refuse('required', { field: 'reason' })
  await ctx.db
    .updateTable('fair_cost')
    .set({ recalled_on: ctx.today, recall_reason: reason })
    .where('id', '=', id)
    .execute()
  note(ctx, 'fair.cost-recalled', { kind: 'fair', id: found.value.fair_id }, deps.provinceCode)
  return ok({ fairId: found.value.fair_id })
}

async function lockCost(ctx: CommandContext, id: string, deps: PromotionDeps) {
  const cost = await ctx.db
    .selectFrom('fair_cost')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!cost) return refuse('not-found')
  const fair = await ctx.db
    .selectFrom('fair')
    .select('lead_agency')
    .where('id', '=', cost.fair_id)
    .executeTakeFirstOrThrow()
  if (!mayManageFair(ctx.actor, fair, deps, ctx.today)) return refuse('forbidden')
  if (cost.paid_on !== null || cost.recalled_on !== null) return refuse('fair-not-now')
  return ok(cost)
}
