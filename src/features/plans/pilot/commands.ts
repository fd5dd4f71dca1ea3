import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { formatDay, formatNumber } from '../../../platform/i18n/index.ts'
import { allowed, type CommandDeps, lock, note } from '../change.ts'
import './tables.ts'

export interface PilotInput {
  readonly areaWords: string
  readonly areaPlace: string | null
  readonly areaAres: number | null
  readonly headId: string | null
  readonly budget: number | null
  readonly version: number
}

/** Where the raw material grows and what the pilot may cost: never more than its head has. */
export async function tellPilot(
  ctx: CommandContext,
  planId: string,
  input: PilotInput,
  deps: CommandDeps,
): Promise<Result<void>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowed(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
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
  }
  await ctx.db
    .insertInto('plan_pilot')
    .values({ plan_id: planId, ...told })
    .onConflict((oc) => oc.column('plan_id').doUpdateSet(told))
    .execute()
  note(ctx, deps, 'plan.pilot-told', planId, {})
  return ok()
}

export interface PhotoInput {
  readonly hash: string
  readonly mediaType: string
  readonly milestoneId: string | null
  readonly takenOn: string
  readonly takenAt: string
  readonly placeWords: string
  /** Latitude and longitude in degrees. */
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly note: string
}

/** A photograph of the pilot. One that says no place is kept too, and marked wherever it is shown. */
export async function addPilotPhoto(
  ctx: CommandContext,
  planId: string,
  input: PhotoInput,
  deps: CommandDeps,
): Promise<Result<{ id: string }>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowed(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  if (input.takenOn > ctx.today) return refuse('milestone-in-future', { field: 'takenOn' })
  if (input.takenOn < plan.issued_on)
    return refuse('pilot-photo-early', { field: 'takenOn', data: { day: formatDay(plan.issued_on) } })
  if (input.takenAt !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(input.takenAt))
    return refuse('pilot-photo-hour', { field: 'takenAt' })
  const { milestoneId } = input
  const known =
    milestoneId === null ||
    (await ctx.db
      .selectFrom('plan_milestone')
      .select('id')
      .where('id', '=', milestoneId)
      .where('plan_id', '=', planId)
      .executeTakeFirst())
  if (!known) return refuse('invalid', { field: 'milestone' })
  const id = uuidv7()
  await ctx.db
    .insertInto('plan_pilot_photo')
    .values({
      id,
      plan_id: planId,
      milestone_id: milestoneId,
      file_hash: input.hash,
      media_type: input.mediaType,
      taken_on: input.takenOn,
      taken_at: input.takenAt,
      place_words: input.placeWords,
      lat: input.point ? input.point.lat.toFixed(5) : null,
      lon: input.point ? input.point.lon.toFixed(5) : null,
      note: input.note,
      added_by: ctx.actor.name,
      added_at: ctx.now,
      removed_at: null,
    })
    .execute()
  note(ctx, deps, 'plan.pilot-photographed', planId, {
    placed: input.point !== null || input.placeWords !== '',
  })
  return ok({ id })
}
