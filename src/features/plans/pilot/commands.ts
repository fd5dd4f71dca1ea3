import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { formatNumber } from '../../../platform/i18n/index.ts'
import { allowedAt, type CommandDeps, lock, note } from '../change.ts'
import './tables.ts'

export interface PilotInput {
  readonly areaWords: string
  readonly areaPlace: string | null
  readonly areaAres: number | null
  readonly headId: string | null
  readonly budget: number | null
  readonly version: number
}

/** Where the raw material grows and what the pilot may cost: an earmark within its head, spent as supports and costs of fairs are. */
export async function tellPilot(
  ctx: CommandContext,
  planId: string,
  input: PilotInput,
  deps: CommandDeps,
  isDemo = false,
): Promise<Result<void>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  const { areaPlace, headId, budget } = input
  if (areaPlace !== null && deps.places.unit(areaPlace, ctx.today) === null)
    return refuse('pilot-place', { field: 'areaPlace' })
  if ((budget === null) !== (headId === null))
    return refuse('pilot-head', { field: headId === null ? 'head' : 'budget' })
  if (headId !== null && budget !== null) {
    const head = await ctx.db
      .selectFrom('plan_budget_head')
      .select('amount')
      .where('id', '=', headId)
      .where('plan_id', '=', planId)
      .executeTakeFirst()
    if (!head) return refuse('pilot-head', { field: 'head' })
    if (budget > head.amount)
      return refuse('pilot-over-head', { field: 'budget', data: { amount: formatNumber(head.amount, 'vi') } })
  }
  const standing = await ctx.db
    .selectFrom('plan_pilot')
    .select('version')
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  if ((standing?.version ?? 0) !== input.version) return refuse('changed-meanwhile')
  const told = {
    area_words: input.areaWords,
    area_place: areaPlace,
    area_ares: input.areaAres,
    head_id: headId,
    budget,
    told_on: ctx.today,
    told_by: ctx.actor.name,
    version: input.version + 1,
    is_demo: isDemo,
  }
  await ctx.db
    .insertInto('plan_pilot')
    .values({ plan_id: planId, ...told })
    .onConflict((oc) => oc.column('plan_id').doUpdateSet(told))
    .execute()
  note(ctx, deps, 'plan.pilot-told', planId, {})
  return ok()
}
