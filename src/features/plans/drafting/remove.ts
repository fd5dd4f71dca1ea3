import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { jsonb } from '../../../platform/db/index.ts'
import { formatNumber } from '../../../platform/i18n/index.ts'
import { isEditable, leftOfHead } from '../../../rules/targets/index.ts'
import { act, allowedAt, type CommandDeps, lock, next, note } from '../change.ts'
import { amountOf, lockHead, usesOf } from './budget.ts'

/** Parts of a draft that can be taken out and put back. */
export const removables = ['target', 'task', 'milestone', 'budget'] as const
export type Removable = (typeof removables)[number]

const tables = {
  target: 'plan_target',
  task: 'plan_task',
  milestone: 'plan_milestone',
  budget: 'plan_budget_head',
} as const

/** Takes a part out of a draft; what it was stays with the action, so that `restorePart` puts the very same back. */
export async function removePart(
  ctx: CommandContext,
  planId: string,
  part: { kind: Removable; id: string },
  deps: CommandDeps,
): Promise<Result<{ seq: number }>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  if (!isEditable(plan.status)) return refuse('plan-not-a-draft')
  const table = tables[part.kind]
  const row = await ctx.db
    .selectFrom(table)
    .selectAll()
    .where('id', '=', part.id)
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  if (!row) return refuse('not-found')
  const uses =
    part.kind === 'task' || part.kind === 'budget'
      ? await ctx.db
          .selectFrom('plan_budget_use')
          .selectAll()
          .where(part.kind === 'task' ? 'task_id' : 'head_id', '=', part.id)
          .execute()
      : []
  await ctx.db.deleteFrom(table).where('id', '=', part.id).execute()
  const { seq } = await act(ctx, planId, 'remove', { detail: { kind: part.kind, row, uses } })
  note(ctx, deps, 'plan.part-removed', planId, { kind: part.kind })
  return ok({ seq })
}

/** Puts back what an action took out, once. */
export async function restorePart(
  ctx: CommandContext,
  planId: string,
  seq: number,
  deps: CommandDeps,
): Promise<Result<void>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  if (!isEditable(plan.status)) return refuse('plan-not-a-draft')
  const action = await ctx.db
    .selectFrom('plan_action')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('seq', '=', seq)
    .where('action', '=', 'remove')
    .executeTakeFirst()
  if (!action) return refuse('not-found')
  const { kind, row, uses } = action.detail as {
    kind: Removable
    row: Record<string, unknown>
    uses: { head_id: string; task_id: string; amount: number }[]
  }
  const table = tables[kind]
  const stands = await ctx.db
    .selectFrom(table)
    .select('id')
    .where('id', '=', row.id as string)
    .executeTakeFirst()
  if (stands) return ok()
  if (kind === 'target' || kind === 'milestone') {
    const same = await ctx.db
      .selectFrom(tables[kind])
      .select('id')
      .where('plan_id', '=', planId)
      .where('code', '=', row.code as string)
      .executeTakeFirst()
    if (same) return refuse(`${kind}-code-taken`)
  }
  const ordinal = await freeOrdinal(ctx, kind, planId, row.ordinal as number)
  await ctx.db
    .insertInto(table)
    .values({ ...columns(row), ordinal } as never)
    .execute()
  for (const use of uses) {
    const head = await lockHead(ctx, use.head_id)
    const task = await ctx.db
      .selectFrom('plan_task')
      .select('id')
      .where('id', '=', use.task_id)
      .executeTakeFirst()
    // What the other end has left meanwhile is not promised again.
    if (!head || !task) continue
    const left = leftOfHead(BigInt(head.amount), (await usesOf(ctx, head.id)).map(amountOf))
    if (BigInt(use.amount) > left)
      return refuse('budget-over-head', { data: { left: formatNumber(left, 'vi') } })
    await ctx.db.insertInto('plan_budget_use').values(use).execute()
  }
  await act(ctx, planId, 'restore', { detail: { seq } })
  note(ctx, deps, 'plan.part-restored', planId, { kind })
  return ok()
}

/** Its own place in the order, or the last one where another part took it meanwhile. */
async function freeOrdinal(
  ctx: CommandContext,
  kind: Removable,
  planId: string,
  ordinal: number,
): Promise<number> {
  const other = await ctx.db
    .selectFrom(tables[kind])
    .select('id')
    .where('plan_id', '=', planId)
    .where('ordinal', '=', ordinal)
    .executeTakeFirst()
  return other ? next(ctx, tables[kind], planId) : ordinal
}

/** Objects and lists are stored as JSON again. */
function columns(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value !== null && typeof value === 'object' ? jsonb(value) : value,
    ]),
  )
}
