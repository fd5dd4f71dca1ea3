import { sql } from 'kysely'
import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { type TradeKind, tradeKinds } from '../../rules/promotion/index.ts'
import { actingFor } from '../consents/index.ts'
import { mayManageAll, note, type Options } from './change.ts'
import type { PromotionDeps } from './parts.ts'
import type { OwnProduct } from './queries.ts'

export interface ResultInput {
  readonly kind: string
  /** `fair/<id>`, `buyer/<id>`, `point/<id>`, or empty: of nothing the office arranged. */
  readonly source: string
  readonly buyer: string
  readonly country: string
  readonly amount: number | null
  readonly day: string | null
  readonly paperNo: string
  readonly words: string
}

/** What trade a product made: told by its producer, by an officer with consent, or by the office at the fair. */
export async function tellResult(
  ctx: CommandContext,
  product: OwnProduct,
  input: ResultInput,
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<{ id: string }>> {
  if (!options.isDemo && !mayManageAll(ctx.actor, deps, ctx.today)) {
    const places = deps.places.governing(product, ctx.today)
    const acting = await actingFor(ctx, 'trade.report', { producerId: product.producerId, places })
    if (!acting.ok) return acting
  }
  const source = await sourceOf(ctx, product, input)
  const flaws = flawsOf(input, ctx.today)
  if (!source) flaws.push({ code: 'trade-source', field: 'source' })
  if (source?.from && input.day && input.day < source.from)
    flaws.push({ code: 'trade-before-source', field: 'day' })
  const paperNo = input.paperNo.trim()
  if (paperNo !== '' && flaws.length === 0) {
    const same = await ctx.db
      .selectFrom('trade_result')
      .select('id')
      .where('product_id', '=', product.id)
      .where('kind', '=', input.kind as TradeKind)
      .where('paper_no', '=', paperNo)
      .where('struck_at', 'is', null)
      .executeTakeFirst()
    if (same) flaws.push({ code: 'trade-paper-known', field: 'paperNo' })
  }
  const { amount, day } = input
  if (flaws.length > 0 || !source || amount === null || day === null) return failed(...flaws)
  const id = uuidv7()
  await ctx.db
    .insertInto('trade_result')
    .values({
      id,
      product_id: product.id,
      producer_id: source.stallOf ?? product.producerId,
      kind: input.kind as TradeKind,
      fair_id: source.fair,
      request_id: source.buyer,
      point_id: source.point,
      buyer: input.buyer,
      country: input.country,
      amount,
      day,
      paper_no: paperNo,
      words: input.words,
      told_by: ctx.actor.name,
      told_at: ctx.now,
      struck_at: null,
      strike_reason: null,
      is_demo: options.isDemo ?? false,
    })
    .execute()
  note(ctx, 'trade.told', { kind: 'product', id: product.id }, product.place_code ?? deps.provinceCode, {
    kind: input.kind,
    amount,
  })
  ctx.after(() => deps.purge(['promotion']))
  return ok({ id })
}

/** Strikes a result that was told by mistake: it stays readable with the reason, and counts nowhere. */
export async function strikeResult(
  ctx: CommandContext,
  id: string,
  reason: string,
  deps: PromotionDeps,
): Promise<Result<{ productId: string }>> {
  const found = await ctx.db
    .selectFrom('trade_result as t')
    .innerJoin('product as p', 'p.id', 't.product_id')
    .select([
      sql<string>`coalesce(p.producer_id, t.producer_id)`.as('producer_id'),
      't.product_id',
      't.struck_at',
      'p.place_code',
      'p.place_day',
      'p.province_code',
    ])
    .where('t.id', '=', id)
    .forUpdate('t')
    .executeTakeFirst()
  if (!found) return refuse('not-found')
  if (!mayManageAll(ctx.actor, deps, ctx.today)) {
    const places = deps.places.governing(found, ctx.today)
    const acting = await actingFor(ctx, 'trade.report', { producerId: found.producer_id, places })
    if (!acting.ok) return acting
  }
  if (found.struck_at) return refuse('trade-struck')
  if (reason.trim() === '') return refuse('required', { field: 'reason' })
  await ctx.db
    .updateTable('trade_result')
    .set({ struck_at: ctx.now, strike_reason: reason })
    .where('id', '=', id)
    .execute()
  note(ctx, 'trade.struck', { kind: 'product', id: found.product_id }, found.place_code ?? deps.provinceCode)
  ctx.after(() => deps.purge(['promotion']))
  return ok({ productId: found.product_id })
}

function flawsOf(input: ResultInput, today: string): Problem[] {
  const flaws: Problem[] = []
  if (!(tradeKinds as readonly string[]).includes(input.kind)) flaws.push({ code: 'invalid', field: 'kind' })
  if (input.amount === null || input.amount <= 0) flaws.push({ code: 'fair-amount', field: 'amount' })
  if (input.day === null) flaws.push({ code: 'day-unknown', field: 'day' })
  else if (input.day > today) flaws.push({ code: 'trade-in-future', field: 'day' })
  if (input.kind !== 'sales' && input.buyer.trim() === '') flaws.push({ code: 'trade-buyer', field: 'buyer' })
  if (input.kind === 'export' && input.country.trim() === '')
    flaws.push({ code: 'trade-country', field: 'country' })
  return flaws
}

interface Origin {
  readonly fair: string | null
  /** Whose stall it was: this producer's, or that of a record laid together with it. */
  readonly stallOf: string | null
  readonly buyer: string | null
  readonly point: string | null
  /** First day on which it could bring anything. */
  readonly from: string | null
}

/** Only what this producer took part in brings it results: a stall, an answered buyer, a point that sells the product. */
async function sourceOf(
  ctx: CommandContext,
  product: OwnProduct,
  { source }: ResultInput,
): Promise<Origin | null> {
  const none = { fair: null, stallOf: null, buyer: null, point: null, from: null }
  if (source === '') return none
  const [, kind, id] = source.match(/^(fair|buyer|point)\/([0-9a-f-]{36})$/) ?? []
  if (kind === 'fair') {
    const row = await ctx.db
      .selectFrom('fair_application as a')
      .innerJoin('fair as f', 'f.id', 'a.fair_id')
      .select(['f.starts_on', 'a.producer_id'])
      .where('f.id', '=', id!)
      .where('f.status', 'in', ['allotted', 'held'])
      .where('a.producer_id', 'in', sql<string>`(select producer_family(${product.producerId}))`)
      .where('a.status', '=', 'stall')
      .orderBy(sql`a.producer_id = ${product.producerId}`, 'desc')
      .executeTakeFirst()
    return row ? { ...none, fair: id!, stallOf: row.producer_id, from: row.starts_on } : null
  }
  if (kind === 'buyer') {
    const row = await ctx.db
      .selectFrom('buyer_match')
      .select('request_id')
      .where('request_id', '=', id!)
      .where('product_id', '=', product.id)
      .where('answer', '=', 'yes')
      .executeTakeFirst()
    return row ? { ...none, buyer: id! } : null
  }
  if (kind === 'point') {
    const row = await ctx.db
      .selectFrom('selling_point_product')
      .select('from_day')
      .where('point_id', '=', id!)
      .where('product_id', '=', product.id)
      .orderBy('from_day')
      .executeTakeFirst()
    return row ? { ...none, point: id!, from: row.from_day } : null
  }
  return null
}
