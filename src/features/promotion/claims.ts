import { sql } from 'kysely'
import { z } from 'zod'
import { type CommandContext, ok, type Result, refuse, system } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { claimUntil, hasLapsed } from '../../rules/promotion/index.ts'
import { actingFor } from '../consents/index.ts'
import { type Fair, note, noteOfProducer } from './change.ts'
import { paramsOf } from './fairs.ts'
import type { PromotionDeps } from './parts.ts'

/** Tells a producer of a stall, and until when it is to be claimed where the rule asks for that. */
export async function tellStall(
  ctx: CommandContext,
  fair: Fair,
  given: { readonly id: string; readonly producerId: string; readonly stallNo: number },
  deps: PromotionDeps,
): Promise<void> {
  const until = fair.rule ? claimUntil(fair.rule, ctx.today, fair.starts_on) : null
  await ctx.db
    .updateTable('fair_application')
    .set({ claim_by: until, claimed_at: null })
    .where('id', '=', given.id)
    .execute()
  await deps.send(ctx, {
    kind: until ? 'promotion.stall-to-claim' : 'promotion.stall-given',
    to: { producerId: given.producerId },
    params: { ...paramsOf(fair), stall: given.stallNo, ...(until && { claim: formatDay(until) }) },
    path: `/lam-viec/xuc-tien/${fair.id}`,
    about: { kind: 'fair', id: fair.id },
    key: `${given.id}/stall/${given.stallNo}/${ctx.today}`,
  })
}

/** A stall that falls free goes to whoever waits first on the published list. */
export async function moveUp(
  ctx: CommandContext,
  fair: Fair,
  stallNo: number,
  deps: PromotionDeps,
): Promise<void> {
  const next = await ctx.db
    .selectFrom('fair_application')
    .select(['id', 'producer_id'])
    .where('fair_id', '=', fair.id)
    .where('status', '=', 'waiting')
    .orderBy(sql`rank nulls last`)
    .limit(1)
    .executeTakeFirst()
  if (!next) return
  await ctx.db
    .updateTable('fair_application')
    .set({ status: 'stall', stall_no: stallNo })
    .where('id', '=', next.id)
    .execute()
  note(ctx, 'fair.moved-up', { kind: 'fair', id: fair.id }, deps.provinceCode, {
    producer: next.producer_id,
    stallNo,
  })
  await tellStall(ctx, fair, { id: next.id, producerId: next.producer_id, stallNo }, deps)
}

/** Says that the stall will be used: by its producer, or an officer with a running consent. */
export async function claimStall(
  ctx: CommandContext,
  id: string,
  deps: PromotionDeps,
): Promise<Result<{ fairId: string }>> {
  const stall = await ctx.db
    .selectFrom('fair_application as a')
    .innerJoin('producer as o', 'o.id', 'a.producer_id')
    .selectAll('a')
    .select(['o.place_code', 'o.place_day', 'o.province_code'])
    .where('a.id', '=', id)
    .forUpdate('a')
    .executeTakeFirst()
  if (!stall) return refuse('not-found')
  const acting = await actingFor(ctx, 'fair.apply', {
    producerId: stall.producer_id,
    places: deps.places.governing(stall, ctx.today),
  })
  if (!acting.ok) return acting
  if (stall.status !== 'stall' || stall.claim_by === null) return refuse('fair-not-now')
  if (stall.claimed_at !== null) return ok({ fairId: stall.fair_id })
  if (ctx.today > stall.claim_by)
    return refuse('fair-claim-late', { data: { day: formatDay(stall.claim_by) } })
  await ctx.db.updateTable('fair_application').set({ claimed_at: ctx.now }).where('id', '=', id).execute()
  noteOfProducer(ctx, 'fair.stall-claimed', stall.fair_id, stall, deps, { stallNo: stall.stall_no })
  ctx.after(() => deps.purge(['promotion']))
  return ok({ fairId: stall.fair_id })
}

/** Takes back the stalls of a fair that nobody claimed by their day; each passes to whoever waits first. */
export async function lapseStalls(
  ctx: CommandContext,
  fairId: string,
  deps: PromotionDeps,
): Promise<Result<{ lapsed: number }>> {
  const fair = await ctx.db
    .selectFrom('fair')
    .selectAll()
    .where('id', '=', fairId)
    .where('status', '=', 'allotted')
    .forUpdate()
    .executeTakeFirst()
  if (!fair) return ok({ lapsed: 0 })
  const stalls = await ctx.db
    .selectFrom('fair_application')
    .selectAll()
    .where('fair_id', '=', fairId)
    .where('status', '=', 'stall')
    .orderBy('stall_no')
    .execute()
  const lapsed = stalls.filter(({ claim_by, claimed_at }) =>
    hasLapsed({ claimBy: claim_by, claimed: claimed_at !== null }, fair.starts_on, ctx.today),
  )
  for (const { id, producer_id, stall_no, claim_by } of lapsed) {
    await ctx.db
      .updateTable('fair_application')
      .set({ status: 'lapsed', stall_no: null })
      .where('id', '=', id)
      .execute()
    note(ctx, 'fair.stall-lapsed', { kind: 'fair', id: fairId }, deps.provinceCode, {
      producer: producer_id,
      stallNo: stall_no,
    })
    await deps.send(ctx, {
      kind: 'promotion.stall-lapsed',
      to: { producerId: producer_id },
      params: { ...paramsOf(fair), stall: stall_no, claim: formatDay(claim_by!) },
      path: `/lam-viec/xuc-tien/${fairId}`,
      about: { kind: 'fair', id: fairId },
      key: `${id}/lapsed`,
    })
    await moveUp(ctx, fair, stall_no!, deps)
  }
  if (lapsed.length > 0) ctx.after(() => deps.purge(['promotion']))
  return ok({ lapsed: lapsed.length })
}

/** Looks each night for stalls nobody claimed. */
export function lapseJob(kernel: Kernel, deps: PromotionDeps): Job<Record<string, never>> {
  return defineJob({
    name: 'promotion.lapse-stalls',
    schema: z.object({}).strip() as never,
    schedule: { daily: '00:20' },
    handler: async () => {
      const fairs = await kernel.db
        .selectFrom('fair')
        .select('id')
        .where('status', '=', 'allotted')
        .where('province_code', '=', deps.provinceCode)
        .execute()
      for (const { id } of fairs) {
        const done = await kernel.run(system, (ctx) => lapseStalls(ctx, id, deps))
        if (!done.ok) throw new Error(`stalls of fair ${id}: ${JSON.stringify(done.problems)}`)
      }
    },
  })
}
