import { randomInt } from 'node:crypto'
import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { actingFor } from '../consents/index.ts'
import { mayManageAll, note, type Options } from './change.ts'
import { matchesFor } from './matches.ts'
import type { PromotionDeps } from './parts.ts'
import type { OwnProduct } from './queries.ts'

export interface BuyerInput {
  readonly buyer: string
  readonly contact: string
  readonly country: string
  readonly words: string
  readonly sector: string
  readonly minimumStar: number | null
  readonly perMonth: number | null
  readonly unit: string
  readonly months: readonly number[]
  readonly certificates: readonly string[]
}

/** Letters and digits without look-alikes, so that a code can be read out over the telephone. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** Anybody may look for products, without an account; the code follows what became of it. */
export async function askAsBuyer(
  ctx: CommandContext,
  input: BuyerInput,
  deps: PromotionDeps,
  { isDemo = false }: Options = {},
): Promise<Result<{ id: string; code: string }>> {
  const flaws: Problem[] = []
  if (input.buyer.trim() === '') flaws.push({ code: 'required', field: 'buyer' })
  if (!/..@..|[0-9]{8}/.test(input.contact.replace(/[ .-]/g, '')))
    flaws.push({ code: 'buyer-contact', field: 'contact' })
  if (input.words.trim().length < 10) flaws.push({ code: 'buyer-words', field: 'words' })
  if (input.sector !== '' && !deps.sectors.some(({ code }) => code === input.sector))
    flaws.push({ code: 'invalid', field: 'sector' })
  if (input.perMonth !== null && input.unit.trim() === '') flaws.push({ code: 'supply-unit', field: 'unit' })
  if (!input.certificates.every((each) => deps.law.certificates.some(({ id }) => id === each)))
    flaws.push({ code: 'invalid', field: 'certificates' })
  if (flaws.length > 0) return failed(...flaws)
  const id = uuidv7()
  const code = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')
  await ctx.db
    .insertInto('buyer_request')
    .values({
      id,
      code,
      province_code: deps.provinceCode,
      buyer: input.buyer,
      contact: input.contact,
      country: input.country,
      words: input.words,
      sector: input.sector || null,
      minimum_star: input.minimumStar,
      per_month: input.perMonth,
      unit: input.unit,
      months: [...input.months],
      certificates: [...input.certificates],
      status: 'received',
      asked_at: ctx.now,
      closed_at: null,
      is_demo: isDemo,
    })
    .execute()
  note(ctx, 'buyer.asked', { kind: 'buyer-request', id }, deps.provinceCode)
  return ok({ id, code })
}

/**
 * The office has looked at it: passes it on to the producers of the products chosen, who are told. The contact stays with the office
 * until a producer says yes.
 */
export async function passOn(
  ctx: CommandContext,
  about: { id: string; version: number; productIds: readonly string[] },
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<void>> {
  const found = await lockBuyer(ctx, about, deps, options)
  if (!found.ok) return found
  const request = found.value
  if (about.productIds.length === 0) return refuse('buyer-no-product', { field: 'products' })
  const matches = await matchesFor(ctx.db, request, ctx.today, deps)
  const chosen = matches.filter(({ id }) => about.productIds.includes(id))
  if (chosen.length !== new Set(about.productIds).size) return refuse('buyer-no-match', { field: 'products' })
  for (const { id, producerId, name, match } of chosen) {
    const { numInsertedOrUpdatedRows } = await ctx.db
      .insertInto('buyer_match')
      .values({
        request_id: request.id,
        product_id: id,
        score: match.score,
        told_at: ctx.now,
        answer: null,
        answered_at: null,
      })
      .onConflict((oc) => oc.columns(['request_id', 'product_id']).doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) continue
    await deps.send(ctx, {
      kind: 'promotion.buyer-wants',
      to: { producerId },
      params: { product: name, buyer: request.buyer },
      path: `/lam-viec/xuc-tien/nguoi-mua/${request.id}`,
      about: { kind: 'buyer-request', id: request.id },
      key: `${request.id}/${id}`,
    })
  }
  await ctx.db
    .updateTable('buyer_request')
    .set({ status: request.status === 'answered' ? 'answered' : 'open', version: about.version + 1 })
    .where('id', '=', request.id)
    .execute()
  note(ctx, 'buyer.passed-on', { kind: 'buyer-request', id: request.id }, deps.provinceCode, {
    products: chosen.length,
  })
  return ok()
}

/** The producer says whether it can: yes opens the buyer's contact to it. */
export async function answerBuyer(
  ctx: CommandContext,
  about: { id: string; product: OwnProduct; answer: string; words: string },
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<void>> {
  const { product, answer } = about
  if (!options.isDemo) {
    const places = deps.places.governing(product, ctx.today)
    const acting = await actingFor(ctx, 'trade.report', { producerId: product.producerId, places })
    if (!acting.ok) return acting
  }
  const request = await ctx.db
    .selectFrom('buyer_request')
    .selectAll()
    .where('id', '=', about.id)
    .forUpdate()
    .executeTakeFirst()
  const match = await ctx.db
    .selectFrom('buyer_match')
    .select('answer')
    .where('request_id', '=', about.id)
    .where('product_id', '=', product.id)
    .executeTakeFirst()
  if (!request || !match) return refuse('not-found')
  if (request.closed_at) return refuse('buyer-closed')
  if (answer !== 'yes' && answer !== 'no') return refuse('invalid', { field: 'answer' })
  await ctx.db
    .updateTable('buyer_match')
    .set({ answer, words: about.words, answered_at: ctx.now })
    .where('request_id', '=', about.id)
    .where('product_id', '=', product.id)
    .execute()
  const yes = await ctx.db
    .selectFrom('buyer_match')
    .select('product_id')
    .where('request_id', '=', about.id)
    .where('answer', '=', 'yes')
    .execute()
  await ctx.db
    .updateTable('buyer_request')
    .set({ status: yes.length > 0 ? 'answered' : 'open', version: request.version + 1 })
    .where('id', '=', about.id)
    .execute()
  note(
    ctx,
    'buyer.answered',
    { kind: 'buyer-request', id: about.id },
    product.place_code ?? deps.provinceCode,
    { answer },
  )
  return ok()
}

/** Ends it with an outcome the buyer reads by the code; `refused` is for what no buyer wrote. */
export async function closeBuyer(
  ctx: CommandContext,
  about: { id: string; version: number; refused: boolean; outcome: string },
  deps: PromotionDeps,
): Promise<Result<void>> {
  const found = await lockBuyer(ctx, about, deps)
  if (!found.ok) return found
  if (about.outcome.trim() === '') return refuse('required', { field: 'outcome' })
  await ctx.db
    .updateTable('buyer_request')
    .set({
      status: about.refused ? 'refused' : 'closed',
      outcome: about.outcome,
      closed_at: ctx.now,
      version: about.version + 1,
    })
    .where('id', '=', about.id)
    .execute()
  note(ctx, 'buyer.closed', { kind: 'buyer-request', id: about.id }, deps.provinceCode, {
    refused: about.refused,
  })
  return ok()
}

async function lockBuyer(
  ctx: CommandContext,
  { id, version }: { id: string; version: number },
  deps: PromotionDeps,
  { isDemo = false }: Options = {},
) {
  if (!isDemo && !mayManageAll(ctx.actor, deps, ctx.today)) return refuse('forbidden')
  const request = await ctx.db
    .selectFrom('buyer_request')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!request) return refuse('not-found')
  if (request.version !== version) return refuse('changed-meanwhile')
  if (request.closed_at) return refuse('buyer-closed')
  return ok(request)
}
