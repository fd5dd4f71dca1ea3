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
import { formatDay } from '../../platform/i18n/index.ts'
import { mayApplyOn } from '../../rules/promotion/index.ts'
import { actingFor } from '../consents/index.ts'
import { setsOfCall } from './audience.ts'
import { type Fair, noteOfProducer, type Options } from './change.ts'
import { moveUp } from './claims.ts'
import type { PromotionDeps } from './parts.ts'
import type { OwnProducer } from './queries.ts'

export interface ApplicationInput {
  readonly productIds: readonly string[]
  readonly telephone: string
  readonly words: string
}

/** Asks for a stall for a producer: by the producer, or by an officer with a running consent. */
export async function applyForStall(
  ctx: CommandContext,
  fairId: string,
  producer: OwnProducer,
  input: ApplicationInput,
  deps: PromotionDeps,
  options: Options = {},
): Promise<Result<{ id: string }>> {
  const fair = await ctx.db
    .selectFrom('fair')
    .selectAll()
    .where('id', '=', fairId)
    .forShare()
    .executeTakeFirst()
  if (!fair) return refuse('not-found')
  const acting = options.isDemo
    ? ok({ onBehalfOf: null })
    : await actingFor(ctx, 'fair.apply', {
        producerId: producer.id,
        places: deps.places.governing(producer, ctx.today),
      })
  if (!acting.ok) return acting
  if (!options.isDemo && !mayApplyOn({ status: fair.status, applyUntil: fair.apply_until }, ctx.today))
    return refuse('fair-closed', { data: { day: formatDay(fair.apply_until) } })
  const flaws = await flawsOf(ctx, producer.id, input, fair, deps)
  if (flaws.length > 0) return failed(...flaws)
  const standing = await ctx.db
    .selectFrom('fair_application')
    .select('id')
    .where('fair_id', '=', fairId)
    .where('producer_id', 'in', sql<string>`(select producer_family(${producer.id}))`)
    .where('status', '<>', 'withdrawn')
    .executeTakeFirst()
  if (standing) return refuse('fair-applied-already')
  const id = uuidv7()
  await ctx.db
    .insertInto('fair_application')
    .values({
      id,
      fair_id: fairId,
      producer_id: producer.id,
      telephone: input.telephone,
      words: input.words,
      on_behalf: acting.value.onBehalfOf !== null,
      status: 'submitted',
      rank: null,
      stall_no: null,
      is_demo: options.isDemo ?? false,
      applied_at: ctx.now,
      applied_by: ctx.actor.name,
      withdrawn_at: null,
    })
    .execute()
  await ctx.db
    .insertInto('fair_application_product')
    .values(input.productIds.map((product_id) => ({ application_id: id, product_id })))
    .execute()
  const by = { producer_id: producer.id, place_code: producer.place_code }
  noteOfProducer(ctx, 'fair.applied', fairId, by, deps)
  ctx.after(() => deps.purge(['promotion']))
  return ok({ id })
}

async function flawsOf(
  ctx: CommandContext,
  producerId: string,
  input: ApplicationInput,
  fair: Fair,
  deps: PromotionDeps,
): Promise<Problem[]> {
  const flaws: Problem[] = []
  if (!/^[0-9+][0-9 .]{7,19}$/.test(input.telephone))
    flaws.push({ code: 'fair-telephone', field: 'telephone' })
  const own = await ctx.db
    .selectFrom('product')
    .select(['id', 'set_no'])
    .where('producer_id', '=', producerId)
    .execute()
  const known = new Set(own.map((each) => each.id))
  if (input.productIds.length === 0) flaws.push({ code: 'fair-no-product', field: 'products' })
  else if (!input.productIds.every((each) => known.has(each)))
    flaws.push({ code: 'fair-foreign-product', field: 'products' })
  const sets = setsOfCall(fair, deps)
  const chosen = own.filter(({ id }) => input.productIds.includes(id))
  if (sets !== null && chosen.some(({ set_no }) => set_no === null || !sets.includes(set_no)))
    flaws.push({ code: 'fair-other-sector', field: 'products' })
  return flaws
}

/** Takes an application back; a stall that falls free goes to whoever waits first, and they are told. */
export async function withdrawApplication(
  ctx: CommandContext,
  id: string,
  deps: PromotionDeps,
): Promise<Result<{ fairId: string }>> {
  const asked = await ctx.db
    .selectFrom('fair_application')
    .select('fair_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!asked) return refuse('not-found')
  const fair = await ctx.db
    .selectFrom('fair')
    .selectAll()
    .where('id', '=', asked.fair_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const application = await ctx.db
    .selectFrom('fair_application as a')
    .innerJoin('producer as o', 'o.id', 'a.producer_id')
    .selectAll('a')
    .select(['o.place_code', 'o.place_day', 'o.province_code'])
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow()
  const acting = await actingFor(ctx, 'fair.apply', {
    producerId: application.producer_id,
    places: deps.places.governing(application, ctx.today),
  })
  if (!acting.ok) return acting
  if (
    application.status === 'withdrawn' ||
    !['called', 'allotted'].includes(fair.status) ||
    ctx.today > fair.ends_on
  )
    return refuse('fair-not-now')
  await ctx.db
    .updateTable('fair_application')
    .set({ status: 'withdrawn', stall_no: null, withdrawn_at: ctx.now, claim_by: null, claimed_at: null })
    .where('id', '=', id)
    .execute()
  noteOfProducer(ctx, 'fair.application-withdrawn', fair.id, application, deps)
  if (application.stall_no !== null) await moveUp(ctx, fair, application.stall_no, deps)
  ctx.after(() => deps.purge(['promotion']))
  return ok({ fairId: fair.id })
}
