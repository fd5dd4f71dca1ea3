import {
  type CommandContext,
  failed,
  ok,
  type Result,
  refuse,
  tooLong,
} from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { readGtin, readLot } from '../../rules/gs1/index.ts'
import { allowed } from '../../rules/permissions/index.ts'
import type { Governing } from '../places/index.ts'
import './tables.ts'

/** The product, when the actor may keep its lots. */
async function mine(ctx: CommandContext, places: Governing, productId: string) {
  const product = await ctx.db
    .selectFrom('product')
    .select(['id', 'producer_id as producerId', 'place_code', 'place_day', 'province_code'])
    .where('id', '=', productId)
    .forUpdate()
    .executeTakeFirst()
  if (!product) return refuse('not-found')
  const resource = { places: places.governing(product, ctx.today), producerId: product.producerId }
  return allowed(ctx, 'product.edit', resource) ? ok(product) : refuse('forbidden')
}

/** Sets the GTIN of a product, or takes it off with an empty text; one GTIN belongs to one product. */
export async function setGtin(
  ctx: CommandContext,
  places: Governing,
  productId: string,
  typed: string,
): Promise<Result<void>> {
  const product = await mine(ctx, places, productId)
  if (!product.ok) return product
  const gtin = typed.trim() === '' ? null : readGtin(typed)
  if (typed.trim() !== '' && gtin === null) return refuse('gtin-invalid', { field: 'gtin' })
  const taken = gtin
    ? await ctx.db
        .selectFrom('product_gtin')
        .select('product_id')
        .where('gtin', '=', gtin)
        .where('product_id', '<>', productId)
        .executeTakeFirst()
    : undefined
  if (taken) return refuse('gtin-of-another-product', { field: 'gtin' })
  await ctx.db.deleteFrom('product_gtin').where('product_id', '=', productId).execute()
  if (gtin) await ctx.db.insertInto('product_gtin').values({ product_id: productId, gtin }).execute()
  told(ctx, 'trace.gtin-set', productId, product.value.place_code, { gtin })
  return ok()
}

export interface LotInput {
  readonly productId: string
  readonly lot: string
  readonly madeOn: string | null
  readonly bestBefore: string | null
  readonly origin: string
}

/** Opens a lot: what was made together, from what, good until when. */
export async function openLot(
  ctx: CommandContext,
  places: Governing,
  input: LotInput,
): Promise<Result<{ lot: string }>> {
  const product = await mine(ctx, places, input.productId)
  if (!product.ok) return product
  const lot = readLot(input.lot)
  if (!lot) return refuse('lot-invalid', { field: 'lot' })
  const { madeOn, bestBefore } = input
  if (madeOn && madeOn > ctx.today) return refuse('lot-made-in-the-future', { field: 'madeOn' })
  if (madeOn && bestBefore && bestBefore < madeOn)
    return refuse('lot-ends-before-made', { field: 'bestBefore' })
  const long = tooLong('origin', input.origin, 1000)
  if (long.length > 0) return failed(...long)
  const known = await ctx.db
    .selectFrom('product_lot')
    .select('id')
    .where('product_id', '=', input.productId)
    .where('lot', '=', lot)
    .executeTakeFirst()
  if (known) return refuse('lot-known', { field: 'lot', data: { lot } })
  await ctx.db
    .insertInto('product_lot')
    .values({
      id: uuidv7(),
      product_id: input.productId,
      lot,
      made_on: madeOn,
      best_before: bestBefore,
      origin: input.origin,
      created_at: ctx.now,
      created_by_name: ctx.actor.name,
      withdrawn_at: null,
      withdraw_reason: null,
    })
    .execute()
  told(ctx, 'trace.lot-opened', input.productId, product.value.place_code, { lot })
  return ok({ lot })
}

/** Takes a lot back from the market: its page says so from now on. */
export async function withdrawLot(
  ctx: CommandContext,
  places: Governing,
  input: { productId: string; lot: string; reason: string },
): Promise<Result<void>> {
  const product = await mine(ctx, places, input.productId)
  if (!product.ok) return product
  if (input.reason.trim() === '') return refuse('reason-missing', { field: 'reason' })
  const { numUpdatedRows } = await ctx.db
    .updateTable('product_lot')
    .set({ withdrawn_at: ctx.now, withdraw_reason: input.reason })
    .where('product_id', '=', input.productId)
    .where('lot', '=', input.lot)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return refuse('lot-not-open', { field: 'lot' })
  told(ctx, 'trace.lot-withdrawn', input.productId, product.value.place_code, input)
  return ok()
}

function told(
  ctx: CommandContext,
  action: string,
  productId: string,
  place: string | null,
  detail: object,
): void {
  ctx.audit({ action, subjectKind: 'product', subjectId: productId, place, detail: { ...detail } })
}
