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
import { mostOf } from '../../rules/support/index.ts'
import { actingFor } from '../consents/index.ts'
import { lockSupport, mayManage, note, record } from './change.ts'
import type { SupportDeps } from './parts.ts'
import { approvedEarlier, type SupportableProduct } from './queries.ts'
import './tables.ts'

export interface QuoteFile {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
}

export interface RequestInput {
  readonly measure: string
  /** Đồng; null: not a number. */
  readonly cost: number | null
  readonly asked: number | null
  readonly reason: string
  readonly agencyId: string
  readonly quote: QuoteFile | null
}

/** Asks for a measure for a product: by its producer, or by an officer with a running consent. */
export async function requestSupport(
  ctx: CommandContext,
  product: SupportableProduct,
  input: RequestInput,
  deps: SupportDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<{ id: string }>> {
  const places = deps.places.governing(product, ctx.today)
  const acting = options.isDemo
    ? ok({ onBehalfOf: null })
    : await actingFor(ctx, 'support.request', { producerId: product.producerId, places })
  if (!acting.ok) return acting
  // One request after the other for a product: what it had this year is counted once.
  await ctx.db.selectFrom('product').select('id').where('id', '=', product.id).forUpdate().execute()
  const flaws = await flawsOf(ctx, product, input, deps)
  if (flaws.length > 0 || input.cost === null || input.asked === null) return failed(...flaws)
  const id = uuidv7()
  const { measure, cost, asked, reason, agencyId, quote } = input
  await ctx.db
    .insertInto('support')
    .values({
      id,
      product_id: product.id,
      producer_id: product.producerId,
      measure,
      year: Number(ctx.today.slice(0, 4)),
      cost,
      asked,
      reason,
      quote_hash: quote?.hash ?? null,
      quote_name: quote?.name ?? null,
      quote_type: quote?.mediaType ?? null,
      agency_id: agencyId,
      status: 'requested',
      approved: null,
      head_id: null,
      is_demo: options.isDemo ?? false,
      created_at: ctx.now,
    })
    .execute()
  await record(ctx, id, { action: 'request', amount: asked, onBehalf: acting.value.onBehalfOf !== null })
  note(ctx, 'support.asked', id, product, { measure, asked })
  const about = {
    kind: 'support.requested',
    params: {
      product: product.name,
      producer: product.producer,
      amount: formatNumber(asked, 'vi'),
      measure: nameOf(measure, deps),
    },
    path: `/lam-viec/ho-tro/${id}`,
    about: { kind: 'support', id },
  }
  await deps.send(ctx, {
    ...about,
    to: { role: 'provincial-office', placeCode: deps.provinceCode },
    key: `${id}/office`,
  })
  await deps.send(ctx, { ...about, to: { role: 'agency', agency: agencyId }, key: `${id}/agency` })
  return ok({ id })
}

export const nameOf = (measure: string, { law }: SupportDeps) => {
  const found = law.measures.find((each) => each.id === measure)
  return { vi: found?.vi ?? measure, en: found?.en ?? measure }
}

async function flawsOf(
  ctx: CommandContext,
  product: SupportableProduct,
  { measure: id, cost, asked, reason, agencyId }: RequestInput,
  deps: SupportDeps,
): Promise<Problem[]> {
  const flaws: Problem[] = []
  const measure = deps.law.measures.find((each) => each.id === id)
  if (!measure) flaws.push({ code: 'support-measure', field: 'measure' })
  if (cost === null || cost <= 0) flaws.push({ code: 'support-amount', field: 'cost' })
  if (asked === null || asked <= 0) flaws.push({ code: 'support-amount', field: 'asked' })
  if (reason.trim() === '') flaws.push({ code: 'required', field: 'reason' })
  if (!asksAgency(agencyId, deps, ctx.today)) flaws.push({ code: 'invalid', field: 'agency' })
  if (!measure || !cost || !asked || flaws.length > 0) return flaws
  if (asked > cost) return [{ code: 'support-over-cost', field: 'asked' }]
  const earlier = await approvedEarlier(ctx.db, product.id, id, Number(ctx.today.slice(0, 4)))
  const most = mostOf(measure, BigInt(cost), earlier)
  if (BigInt(asked) > most)
    return [{ code: 'support-over-cap', field: 'asked', data: { most: formatNumber(most, 'vi') } }]
  const open = await ctx.db
    .selectFrom('support')
    .select('id')
    .where('product_id', '=', product.id)
    .where('measure', '=', id)
    .where('status', '=', 'requested')
    .executeTakeFirst()
  return open ? [{ code: 'support-open-already', field: 'measure' }] : []
}

/** Agencies of the province that stand today may be asked. */
export const asksAgency = (id: string, deps: SupportDeps, today: string): boolean =>
  deps.agencies.on(today).some((agency) => agency.id === id && agency.level === 'tinh')

/** Takes a request back while nobody has decided on it. */
export async function withdrawSupport(
  ctx: CommandContext,
  id: string,
  version: number,
  deps: SupportDeps,
): Promise<Result<void>> {
  const found = await lockSupport(ctx, id, version, 'withdraw')
  if (!found.ok) return found
  const support = found.value
  const places = deps.places.governing(support, ctx.today)
  const acting = await actingFor(ctx, 'support.request', { producerId: support.producer_id, places })
  if (!acting.ok) return acting
  await record(ctx, id, { action: 'withdraw', onBehalf: acting.value.onBehalfOf !== null })
  await ctx.db
    .updateTable('support')
    .set({ status: 'withdrawn', version: version + 1 })
    .where('id', '=', id)
    .execute()
  note(ctx, 'support.withdrawn', id, support)
  return ok()
}

/** What it brought to the product: told by the producer, an officer with consent, or who gave it. */
export async function reportResult(
  ctx: CommandContext,
  about: { id: string; version: number; words: string },
  deps: SupportDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<void>> {
  const found = await lockSupport(ctx, about.id, about.version, 'report-result')
  if (!found.ok) return found
  const support = found.value
  if (!options.isDemo && !mayManage(ctx.actor, support, deps, ctx.today)) {
    const places = deps.places.governing(support, ctx.today)
    const acting = await actingFor(ctx, 'support.request', { producerId: support.producer_id, places })
    if (!acting.ok) return acting
  }
  if (about.words.trim() === '') return refuse('required', { field: 'words' })
  await record(ctx, about.id, { action: 'report-result', words: about.words })
  await ctx.db
    .updateTable('support')
    .set({ status: 'finished', version: about.version + 1 })
    .where('id', '=', about.id)
    .execute()
  note(ctx, 'support.result-recorded', about.id, support)
  return ok()
}
