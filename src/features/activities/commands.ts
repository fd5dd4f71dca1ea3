import { type CommandContext, ok, type Problem, type Result, refuse } from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import {
  type ActivityAction,
  type ActivityStatus,
  activityStatusOf,
  mayDoNow,
} from '../../rules/activities/index.ts'
import { may, type Resource } from '../../rules/permissions/index.ts'
import { slug } from '../../rules/vietnamese/index.ts'
import type { ActivityDeps } from './parts.ts'
import { enrolledIn, passSeatsOn } from './seats.ts'
import type { Spoken } from './tables.ts'
import './tables.ts'

export interface SessionInput {
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** Legal day on which it begins. */
  readonly day: string
}

export interface ActivityInput {
  readonly kind: string
  readonly title: Spoken
  readonly programme: Partial<Spoken>
  readonly place: string
  readonly venue: string
  readonly enrolUntil: string | null
  readonly seats: number | null
  readonly leadAgency: string
  readonly planId: string | null
  readonly taskGroup: number | null
  readonly sessions: readonly SessionInput[]
}

export interface Placed {
  readonly place_code: string
  readonly place_day: string
  readonly lead_agency: string
}

/** Whose an activity is, for the matrix: the places that govern it, its lead agency and whoever bears that duty today. */
export function resourceOf(activity: Placed, deps: ActivityDeps, today: string): Resource {
  const bearer = deps.agencies.bearer(activity.lead_agency, today)
  return {
    places: deps.places.governing({ ...activity, province_code: deps.provinceCode }, today),
    agencyIds: [activity.lead_agency, ...(bearer ? [bearer.id] : [])],
  }
}

export const mayManage = (ctx: CommandContext, activity: Placed, deps: ActivityDeps): boolean =>
  may(ctx.actor, 'activity.manage', resourceOf(activity, deps, ctx.today), ctx.today)

/** Of a list of the office, whose right was asked when it was sent in: the day its unit is named by, and whether it is over. */
export interface Listed {
  readonly placedOn: string
  readonly isHeld: boolean
}

export async function draftActivity(
  ctx: CommandContext,
  input: ActivityInput,
  deps: ActivityDeps,
  { isDemo = false, listed }: { isDemo?: boolean; listed?: Listed } = {},
): Promise<Result<{ id: string; slug: string }>> {
  const placedOn = listed?.placedOn ?? ctx.today
  const flaws = flawsOf(ctx, input, deps, placedOn)
  if (flaws.length > 0) return { ok: false, problems: flaws }
  const placed = { place_code: input.place, place_day: placedOn, lead_agency: input.leadAgency }
  if (!isDemo && !listed && !mayManage(ctx, placed, deps)) return refuse('forbidden', { field: 'place' })
  const id = uuidv7()
  const address = `${slug(input.title.vi).slice(0, 80) || 'hoat-dong'}-${id.slice(-6)}`
  await ctx.db
    .insertInto('activity')
    .values({
      id,
      slug: address,
      ...columnsOf(input, placedOn),
      status: listed?.isHeld ? 'held' : 'draft',
      is_demo: isDemo,
    })
    .execute()
  await writeSessions(ctx, id, input.sessions, [])
  await record(ctx, id, 'draft', '')
  if (listed?.isHeld) await record(ctx, id, 'hold', '')
  note(ctx, 'activity.drafted', id, input.place)
  return ok({ id, slug: address })
}

export async function changeActivity(
  ctx: CommandContext,
  id: string,
  version: number,
  input: ActivityInput,
  deps: ActivityDeps,
): Promise<Result<void>> {
  const found = await lockManaged(ctx, id, deps)
  if (!found.ok) return found
  const activity = found.value
  if (activity.version !== version) return refuse('changed-meanwhile')
  if (activity.status === 'held' || activity.status === 'cancelled') return refuse('activity-over')
  const flaws = flawsOf(ctx, input, deps)
  if (flaws.length > 0) return { ok: false, problems: flaws }
  const moved = { place_code: input.place, place_day: ctx.today, lead_agency: input.leadAgency }
  if (!mayManage(ctx, moved, deps)) return refuse('forbidden', { field: 'place' })
  const taken = await enrolledIn(ctx, id)
  const fewer = input.seats !== null && (activity.seats === null || input.seats < activity.seats)
  // People written down in the room may be more than the seats: that hinders no other change.
  if (fewer && input.seats < taken) return refuse('activity-seats-taken', { field: 'seats', data: { taken } })
  const before = await ctx.db
    .selectFrom('activity_session as s')
    .select((eb) => [
      's.id',
      's.ordinal',
      eb
        .exists(
          eb.selectFrom('activity_attendance as a').select('a.at').whereRef('a.session_id', '=', 's.id'),
        )
        .as('attended'),
    ])
    .where('activity_id', '=', id)
    .orderBy('ordinal')
    .execute()
  if (before.some((session) => session.attended && session.ordinal > input.sessions.length))
    return refuse('activity-session-attended', { field: 'sessions' })
  await ctx.db
    .updateTable('activity')
    .set({ ...columnsOf(input, ctx.today), version: version + 1 })
    .where('id', '=', id)
    .execute()
  await writeSessions(ctx, id, input.sessions, before)
  if (activity.status === 'announced')
    await passSeatsOn(ctx, { ...activity, ...columnsOf(input, ctx.today), title: input.title }, deps)
  note(ctx, 'activity.changed', id, input.place)
  return ok()
}

/** Announces, closes as held, or calls off. Whoever enrolled is told when it is called off. */
export async function actOnActivity(
  ctx: CommandContext,
  id: string,
  action: Exclude<ActivityAction, 'draft'>,
  reason: string,
  deps: ActivityDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<void>> {
  const found = await lockManaged(ctx, id, deps, options.isDemo)
  if (!found.ok) return found
  const activity = found.value
  if (!mayDoNow(activity.status, action)) return refuse('activity-not-now', { data: { action } })
  if (action === 'cancel' && reason.trim() === '') return refuse('required', { field: 'reason' })
  if (action === 'announce' && activity.last_day < ctx.today) return refuse('activity-day-past')
  if (action === 'hold' && activity.first_day > ctx.today) return refuse('activity-not-begun')
  await record(ctx, id, action, reason)
  await ctx.db
    .updateTable('activity')
    .set({ status: activityStatusOf([action]), version: activity.version + 1 })
    .where('id', '=', id)
    .execute()
  if (action === 'cancel') await tellCancelled(ctx, activity, reason, deps)
  note(ctx, `activity.${action}`, id, activity.place_code)
  return ok()
}

export type LockedActivity = Awaited<ReturnType<typeof lock>> & object

export const lock = (ctx: CommandContext, id: string) =>
  ctx.db.selectFrom('activity').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The activity, locked, if it is the actor's to manage. */
export async function lockManaged(
  ctx: CommandContext,
  id: string,
  deps: ActivityDeps,
  bySystem = false,
): Promise<Result<LockedActivity>> {
  const activity = await lock(ctx, id)
  if (!activity) return refuse('not-found')
  return bySystem || mayManage(ctx, activity, deps) ? ok(activity) : refuse('forbidden')
}

async function tellCancelled(
  ctx: CommandContext,
  activity: LockedActivity,
  reason: string,
  deps: ActivityDeps,
): Promise<void> {
  const people = await ctx.db
    .selectFrom('activity_enrolment')
    .select(['producer_id', 'account_id'])
    .where('activity_id', '=', activity.id)
    .where('status', '<>', 'withdrawn')
    .execute()
  const common = {
    kind: 'activities.cancelled',
    params: { title: activity.title.vi, reason },
    path: `/hoat-dong/${activity.slug}`,
    about: { kind: 'activity', id: activity.id },
  }
  for (const producerId of new Set(people.flatMap((each) => each.producer_id ?? [])))
    await deps.send(ctx, {
      ...common,
      to: { producerId },
      key: `activity.cancelled/${activity.id}/${producerId}`,
    })
  for (const accountId of new Set(
    people.flatMap((each) => (each.producer_id ? [] : (each.account_id ?? []))),
  ))
    await deps.send(ctx, {
      ...common,
      to: { accountIds: [accountId] },
      key: `activity.cancelled/${activity.id}/${accountId}`,
    })
}

async function record(
  ctx: CommandContext,
  id: string,
  action: ActivityAction,
  reason: string,
): Promise<void> {
  const { last } = await ctx.db
    .selectFrom('activity_action')
    .select((eb) => eb.fn.coalesce(eb.fn.max('seq'), eb.lit(0)).as('last'))
    .where('activity_id', '=', id)
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('activity_action')
    .values({
      activity_id: id,
      seq: Number(last) + 1,
      action,
      at: ctx.now,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      reason,
    })
    .execute()
}

async function writeSessions(
  ctx: CommandContext,
  activityId: string,
  sessions: readonly SessionInput[],
  before: readonly { id: string; ordinal: number }[],
): Promise<void> {
  const surplus = before.filter((each) => each.ordinal > sessions.length).map((each) => each.id)
  if (surplus.length > 0) await ctx.db.deleteFrom('activity_session').where('id', 'in', surplus).execute()
  await ctx.db
    .insertInto('activity_session')
    .values(
      sessions.map((session, index) => ({
        id: uuidv7(),
        activity_id: activityId,
        ordinal: index + 1,
        title: session.title,
        starts_at: session.startsAt,
        ends_at: session.endsAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['activity_id', 'ordinal']).doUpdateSet((eb) => ({
        title: eb.ref('excluded.title'),
        starts_at: eb.ref('excluded.starts_at'),
        ends_at: eb.ref('excluded.ends_at'),
      })),
    )
    .execute()
}

function flawsOf(
  ctx: CommandContext,
  input: ActivityInput,
  deps: ActivityDeps,
  placedOn = ctx.today,
): Problem[] {
  const flaws: Problem[] = []
  if (!deps.law.kinds.some((kind) => kind.id === input.kind)) flaws.push({ code: 'required', field: 'kind' })
  if (deps.places.unit(input.place, placedOn) === null)
    flaws.push({ code: 'activity-place-unknown', field: 'place' })
  if (deps.agencies.bearer(input.leadAgency, ctx.today) === null)
    flaws.push({ code: 'activity-agency-unknown', field: 'leadAgency' })
  if (input.sessions.length === 0) flaws.push({ code: 'activity-needs-session', field: 'day-1' })
  for (const [index, session] of input.sessions.entries()) {
    if (session.endsAt <= session.startsAt)
      flaws.push({ code: 'activity-session-order', field: `to-${index + 1}` })
    const previous = input.sessions[index - 1]
    if (previous && session.startsAt < previous.endsAt)
      flaws.push({ code: 'activity-session-overlap', field: `from-${index + 1}` })
  }
  const last = input.sessions.at(-1)?.day
  if (last && input.enrolUntil !== null && input.enrolUntil > last)
    flaws.push({ code: 'activity-enrolment-late', field: 'enrolUntil' })
  return flaws
}

function columnsOf(input: ActivityInput, placedOn: string) {
  const days = input.sessions.map((session) => session.day)
  const first = days[0]!
  return {
    kind: input.kind,
    title: jsonb(input.title) as never,
    programme: jsonb(input.programme) as never,
    place_code: input.place,
    place_day: placedOn,
    venue: input.venue,
    first_day: first,
    last_day: days.at(-1)!,
    enrol_until: input.enrolUntil ?? first,
    seats: input.seats,
    lead_agency: input.leadAgency,
    plan_id: input.planId,
    task_group: input.taskGroup,
  }
}

export function note(
  ctx: CommandContext,
  action: string,
  id: string,
  place: string,
  detail: Record<string, unknown> = {},
): void {
  ctx.audit({ action, subjectKind: 'activity', subjectId: id, place, detail })
}

export type { ActivityStatus }
