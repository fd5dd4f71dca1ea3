import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../../platform/db/index.ts'
import { formatNumber } from '../../../platform/i18n/index.ts'
import { leftOfHead } from '../../../rules/targets/index.ts'
import { type AmendmentPaper, allowedAt, amended, type CommandDeps, lock, next, note } from '../change.ts'
import type { BudgetSource, Spoken } from '../tables.ts'

export interface HeadOfBudget {
  readonly words: Spoken
  readonly source: BudgetSource
  /** Đồng. */
  readonly amount: number
}

export async function addBudgetHead(
  ctx: CommandContext,
  planId: string,
  input: HeadOfBudget,
  deps: CommandDeps,
  paper: AmendmentPaper | null = null,
): Promise<Result<{ id: string }>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  const id = uuidv7()
  const kept = await amended(ctx, plan, paper, {
    subject: 'budget',
    subjectId: id,
    before: {},
    after: { ...input },
  })
  if (!kept.ok) return kept
  const { words, source, amount } = input
  await ctx.db
    .insertInto('plan_budget_head')
    .values({
      id,
      plan_id: planId,
      ordinal: await next(ctx, 'plan_budget_head', planId),
      words: jsonb(words) as never,
      source,
      amount,
    })
    .execute()
  note(ctx, deps, 'plan.budget-added', planId, { source, amount })
  return ok({ id })
}

/** Changes a head; never below what its tasks were promised. */
export async function changeBudgetHead(
  ctx: CommandContext,
  headId: string,
  input: HeadOfBudget,
  version: number,
  deps: CommandDeps,
  paper: AmendmentPaper | null = null,
): Promise<Result<void>> {
  const head = await lockHead(ctx, headId)
  const plan = head && (await lock(ctx, head.plan_id))
  if (!head || !plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  if (head.version !== version) return refuse('changed-meanwhile')
  const promised = await usesOf(ctx, headId)
  const left = leftOfHead(BigInt(input.amount), promised.map(amountOf))
  if (left < 0n)
    return refuse('budget-below-promised', { field: 'amount', data: { over: formatNumber(-left, 'vi') } })
  const charged = await deps.chargedTo(ctx.db, headId)
  if (BigInt(input.amount) < charged)
    return refuse('budget-below-charged', { field: 'amount', data: { charged: formatNumber(charged, 'vi') } })
  const { words, source, amount } = head
  const kept = await amended(ctx, plan, paper, {
    subject: 'budget',
    subjectId: headId,
    before: { words, source, amount },
    after: { ...input },
  })
  if (!kept.ok) return kept
  await ctx.db
    .updateTable('plan_budget_head')
    .set({
      words: jsonb(input.words) as never,
      source: input.source,
      amount: input.amount,
      version: version + 1,
    })
    .where('id', '=', headId)
    .execute()
  note(ctx, deps, 'plan.budget-changed', plan.id, { source: input.source, amount: input.amount })
  return ok()
}

/** What a task may spend of a head; 0 takes it back. Together never more than the head. */
export async function allotBudget(
  ctx: CommandContext,
  about: { headId: string; taskId: string; amount: number },
  deps: CommandDeps,
): Promise<Result<void>> {
  const head = await lockHead(ctx, about.headId)
  const plan = head && (await lock(ctx, head.plan_id))
  if (!head || !plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  const task = await ctx.db
    .selectFrom('plan_task')
    .select('id')
    .where('id', '=', about.taskId)
    .where('plan_id', '=', plan.id)
    .executeTakeFirst()
  if (!task) return refuse('budget-task-elsewhere', { field: 'taskId' })
  const others = (await usesOf(ctx, about.headId)).filter((use) => use.task_id !== about.taskId)
  const left = leftOfHead(BigInt(head.amount), others.map(amountOf))
  if (BigInt(about.amount) > left)
    return refuse('budget-over-head', { field: 'amount', data: { left: formatNumber(left, 'vi') } })
  await ctx.db
    .deleteFrom('plan_budget_use')
    .where('head_id', '=', about.headId)
    .where('task_id', '=', about.taskId)
    .execute()
  if (about.amount > 0)
    await ctx.db
      .insertInto('plan_budget_use')
      .values({ head_id: about.headId, task_id: about.taskId, amount: about.amount })
      .execute()
  note(ctx, deps, 'plan.budget-allotted', plan.id, { amount: about.amount })
  return ok()
}

export const amountOf = (use: { amount: number }) => BigInt(use.amount)

export const lockHead = (ctx: CommandContext, id: string) =>
  ctx.db.selectFrom('plan_budget_head').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const usesOf = (ctx: CommandContext, headId: string) =>
  ctx.db.selectFrom('plan_budget_use').selectAll().where('head_id', '=', headId).execute()
