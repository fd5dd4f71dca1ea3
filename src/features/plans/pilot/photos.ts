import { type CommandContext, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../../platform/db/index.ts'
import { formatDay } from '../../../platform/i18n/index.ts'
import { allowedAt, type CommandDeps, lock, note } from '../change.ts'
import './tables.ts'

export interface PhotoInput {
  /** Of the cleaned picture (pictures.ts). */
  readonly hash: string
  readonly milestoneId: string | null
  readonly takenOn: string
  readonly takenAt: string
  readonly placeWords: string
  /** Latitude and longitude in degrees. */
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly note: string
  readonly isPublic: boolean
  readonly isDemo?: boolean | undefined
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
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
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
      media_type: 'image/webp',
      taken_on: input.takenOn,
      taken_at: input.takenAt,
      place_words: input.placeWords,
      lat: input.point ? input.point.lat.toFixed(5) : null,
      lon: input.point ? input.point.lon.toFixed(5) : null,
      note: input.note,
      added_by: ctx.actor.name,
      added_at: ctx.now,
      is_public: input.isPublic,
      is_demo: input.isDemo ?? false,
      removed_at: null,
      removed_by: null,
    })
    .execute()
  note(ctx, deps, 'plan.pilot-photographed', planId, {
    placed: input.point !== null || input.placeWords !== '',
  })
  return ok({ id })
}

/** Takes a photograph away, or puts it back: it is never erased by that. */
export async function removePilotPhoto(
  ctx: CommandContext,
  planId: string,
  id: string,
  deps: CommandDeps,
  back = false,
): Promise<Result<void>> {
  const changed = back
    ? { removed_at: null, removed_by: null }
    : { removed_at: ctx.now, removed_by: ctx.actor.name }
  return changePhoto(
    ctx,
    planId,
    id,
    deps,
    back ? 'plan.pilot-photo-restored' : 'plan.pilot-photo-removed',
    changed,
  )
}

/** Shows a photograph on the plan's public page, or no longer. `hash`: the cleaned picture, made anew. */
export async function publishPilotPhoto(
  ctx: CommandContext,
  planId: string,
  id: string,
  shown: { readonly isPublic: boolean; readonly hash: string },
  deps: CommandDeps,
): Promise<Result<void>> {
  return changePhoto(ctx, planId, id, deps, 'plan.pilot-photo-shown', {
    is_public: shown.isPublic,
    file_hash: shown.hash,
    media_type: 'image/webp',
  })
}

async function changePhoto(
  ctx: CommandContext,
  planId: string,
  id: string,
  deps: CommandDeps,
  action: string,
  changed: Partial<{
    removed_at: Date | null
    removed_by: string | null
    is_public: boolean
    file_hash: string
    media_type: string
  }>,
): Promise<Result<void>> {
  const plan = await lock(ctx, planId)
  if (!plan) return refuse('not-found')
  if (!allowedAt(ctx, 'plan.edit', plan.place_code)) return refuse('forbidden')
  const { numUpdatedRows } = await ctx.db
    .updateTable('plan_pilot_photo')
    .set(changed)
    .where('id', '=', id)
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return refuse('not-found')
  note(ctx, deps, action, planId, { photo: id })
  return ok()
}

/** What a plan has told of its pilot. */
export const pilotOf = (db: Db, planId: string) =>
  db.selectFrom('plan_pilot').selectAll().where('plan_id', '=', planId).executeTakeFirst()

export function photosOf(db: Db, planId: string, only?: 'public') {
  const query = db
    .selectFrom('plan_pilot_photo')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('removed_at', 'is', null)
    .orderBy('taken_on', 'desc')
    .orderBy('taken_at', 'desc')
    .orderBy('id')
  return (only ? query.where('is_public', '=', true) : query).execute()
}
