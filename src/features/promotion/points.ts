import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { note, type Options } from './change.ts'
import { freeSlug } from './fairs.ts'
import type { PromotionDeps } from './parts.ts'

export interface PointInput {
  readonly name: string
  readonly kind: string
  readonly address: string
  readonly placeCode: string
  readonly operator: string
  readonly hours: string
  readonly telephone: string
  readonly openedOn: string | null
}

/** A selling point as it is opened: by the office, or by the commune it lies in. */
export async function openPoint(
  ctx: CommandContext,
  input: PointInput,
  deps: PromotionDeps,
  { isDemo = false }: Options = {},
): Promise<Result<{ id: string; slug: string }>> {
  const flaws: Problem[] = []
  if (input.name.trim() === '') flaws.push({ code: 'required', field: 'name' })
  if (!deps.law.pointKinds.some(({ id }) => id === input.kind)) flaws.push({ code: 'invalid', field: 'kind' })
  if (input.address.trim() === '') flaws.push({ code: 'required', field: 'address' })
  if (input.operator.trim() === '') flaws.push({ code: 'required', field: 'operator' })
  if (input.openedOn === null) flaws.push({ code: 'day-unknown', field: 'openedOn' })
  else if (input.openedOn > ctx.today) flaws.push({ code: 'trade-in-future', field: 'openedOn' })
  if (deps.places.unit(input.placeCode, ctx.today)?.level !== 'commune')
    flaws.push({ code: 'invalid', field: 'placeCode' })
  if (flaws.length > 0 || input.openedOn === null) return failed(...flaws)
  if (!isDemo && !mayEditPoint(ctx, input.placeCode, deps)) return refuse('forbidden')
  const id = uuidv7()
  const slug = await freeSlug(ctx, 'selling_point', input.name)
  const { openedOn, placeCode, ...rest } = input
  await ctx.db
    .insertInto('selling_point')
    .values({
      id,
      slug,
      ...rest,
      place_code: placeCode,
      place_day: ctx.today,
      province_code: deps.provinceCode,
      opened_on: openedOn,
      closed_on: null,
      is_demo: isDemo,
      created_at: ctx.now,
    })
    .execute()
  note(ctx, 'selling-point.opened', { kind: 'selling-point', id }, placeCode, { name: input.name })
  ctx.after(() => deps.purge(['promotion']))
  return ok({ id, slug })
}

export async function closePoint(
  ctx: CommandContext,
  about: { id: string; version: number; day: string | null; reason: string },
  deps: PromotionDeps,
): Promise<Result<void>> {
  const found = await lockPoint(ctx, about.id, deps)
  if (!found.ok) return found
  const point = found.value
  if (point.version !== about.version) return refuse('changed-meanwhile')
  if (about.day === null) return refuse('day-unknown', { field: 'day' })
  if (about.day > ctx.today || about.day < point.opened_on) return refuse('point-close-day', { field: 'day' })
  if (about.reason.trim() === '') return refuse('required', { field: 'reason' })
  await ctx.db
    .updateTable('selling_point')
    .set({ closed_on: about.day, close_reason: about.reason, version: point.version + 1 })
    .where('id', '=', about.id)
    .execute()
  note(ctx, 'selling-point.closed', { kind: 'selling-point', id: about.id }, point.place_code)
  ctx.after(() => deps.purge(['promotion']))
  return ok()
}

/** What is sold there from today on: the whole list as it stands on the form. */
export async function setPointProducts(
  ctx: CommandContext,
  { id, version, productIds }: { id: string; version: number; productIds: readonly string[] },
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<void>> {
  const found = await lockPoint(ctx, id, deps, options)
  if (!found.ok) return found
  if (found.value.version !== version) return refuse('changed-meanwhile')
  const sold = await ctx.db
    .selectFrom('selling_point_product')
    .select(['product_id', 'from_day'])
    .where('point_id', '=', id)
    .where('to_day', 'is', null)
    .execute()
  const wanted = new Set(productIds)
  const known = await ctx.db
    .selectFrom('product')
    .select('id')
    .where('id', 'in', productIds.length > 0 ? [...wanted] : ['00000000-0000-0000-0000-000000000000'])
    .where('province_code', '=', deps.provinceCode)
    .execute()
  if (known.length !== wanted.size) return refuse('invalid', { field: 'products' })
  for (const each of sold.filter((line) => !wanted.has(line.product_id))) {
    const line = ctx.db
      .updateTable('selling_point_product')
      .set({ to_day: ctx.today })
      .where('point_id', '=', id)
      .where('product_id', '=', each.product_id)
      .where('to_day', 'is', null)
    await line.execute()
  }
  const has = new Set(sold.map((line) => line.product_id))
  const fresh = [...wanted].filter((each) => !has.has(each))
  if (fresh.length > 0)
    await ctx.db
      .insertInto('selling_point_product')
      .values(fresh.map((product_id) => ({ point_id: id, product_id, from_day: ctx.today, to_day: null })))
      // Taken off and put back on one day: it was never gone.
      .onConflict((oc) => oc.columns(['point_id', 'product_id', 'from_day']).doUpdateSet({ to_day: null }))
      .execute()
  await ctx.db
    .updateTable('selling_point')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
  note(ctx, 'selling-point.products-set', { kind: 'selling-point', id }, found.value.place_code, {
    count: wanted.size,
  })
  ctx.after(() => deps.purge(['promotion']))
  return ok()
}

export const mayEditPoint = (
  { actor, today }: Pick<CommandContext, 'actor' | 'today'>,
  placeCode: string,
  deps: PromotionDeps,
): boolean => may(actor, 'selling-point.edit', { places: [placeCode, deps.provinceCode] }, today)

async function lockPoint(
  ctx: CommandContext,
  id: string,
  deps: PromotionDeps,
  { isDemo = false }: Options = {},
) {
  const point = await ctx.db
    .selectFrom('selling_point')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!point) return refuse('not-found')
  const places = deps.places.governing(point, ctx.today)
  if (!isDemo && !may(ctx.actor, 'selling-point.edit', { places }, ctx.today)) return refuse('forbidden')
  if (point.closed_on !== null) return refuse('point-closed')
  return ok(point)
}
