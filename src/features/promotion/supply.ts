import { type CommandContext, failed, ok, type Problem, type Result } from '../../platform/command/index.ts'
import { actingFor } from '../consents/index.ts'
import { note, type Options } from './change.ts'
import type { PromotionDeps } from './parts.ts'
import type { OwnProduct } from './queries.ts'

/** How much of a product can be had, and in which months: what buyers' requests are matched with. */
export async function tellSupply(
  ctx: CommandContext,
  product: OwnProduct,
  input: { perMonth: number | null; unit: string; months: readonly number[] },
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<void>> {
  if (!options.isDemo) {
    const places = deps.places.governing(product, ctx.today)
    const acting = await actingFor(ctx, 'trade.report', { producerId: product.producerId, places })
    if (!acting.ok) return acting
  }
  const flaws: Problem[] = []
  if (input.perMonth !== null && input.unit.trim() === '') flaws.push({ code: 'supply-unit', field: 'unit' })
  if (input.perMonth === null && input.months.length === 0)
    flaws.push({ code: 'supply-nothing', field: 'perMonth' })
  if (flaws.length > 0) return failed(...flaws)
  const told = {
    per_month: input.perMonth,
    unit: input.perMonth === null ? '' : input.unit.trim(),
    months: [...input.months].sort((a, b) => a - b),
    told_on: ctx.today,
    told_by: ctx.actor.name,
    is_demo: options.isDemo ?? false,
  }
  await ctx.db
    .insertInto('product_supply')
    .values({ product_id: product.id, ...told })
    .onConflict((oc) => oc.column('product_id').doUpdateSet(told))
    .execute()
  note(ctx, 'supply.told', { kind: 'product', id: product.id }, product.place_code ?? deps.provinceCode)
  return ok()
}
