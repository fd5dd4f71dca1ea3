import { randomInt } from 'node:crypto'
import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import { uuidv7 } from '../../platform/db/index.ts'
import { formatDay } from '../../platform/i18n/index.ts'
import { seatFor } from '../../rules/activities/index.ts'
import { lock, lockManaged, note } from './commands.ts'
import type { ActivityDeps } from './parts.ts'
import { enrolledIn, passSeatsOn } from './seats.ts'
import type { EnrolmentStatus, EnrolmentWay } from './tables.ts'

/** Letters and digits without look-alikes, so that a code can be read out over the telephone. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
export const newCode = () => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')

/** `0903 123.456` and `+84 903 123 456` are one number. */
export const phoneKey = (typed: string) => typed.replace(/[\s.()-]/g, '').replace(/^(\+84|84)(?=\d{9}$)/, '0')

export interface Person {
  readonly name: string
  readonly phone: string
  readonly unit: string
}

export interface EnrolInput extends Person {
  readonly activityId: string
  readonly way: Exclude<EnrolmentWay, 'room'>
  readonly producerId: string | null
  readonly accountId: string | null
}

/** Takes a seat, or a place on the waiting list. The activity is locked: of two who want the last seat, one has it. */
export async function enrol(
  ctx: CommandContext,
  input: EnrolInput,
): Promise<Result<{ code: string; status: EnrolmentStatus }>> {
  const phone = phoneKey(input.phone)
  if (!/^0\d{8,10}$/.test(phone)) return refuse('activity-phone-shape', { field: 'phone' })
  const activity = await lock(ctx, input.activityId)
  if (!activity || activity.status === 'draft') return refuse('not-found')
  if (activity.status !== 'announced') return refuse('activity-over')
  if (ctx.today > activity.enrol_until)
    return refuse('activity-enrolment-closed', { data: { day: formatDay(activity.enrol_until) } })
  const known = await ctx.db
    .selectFrom('activity_enrolment')
    .select('id')
    .where('activity_id', '=', activity.id)
    .where('phone', '=', phone)
    .where('status', '<>', 'withdrawn')
    .executeTakeFirst()
  if (known) return refuse('activity-enrolled-already', { field: 'phone' })
  const status = seatFor(await enrolledIn(ctx, activity.id), activity.seats)
  const { code, id } = await insert(ctx, { ...input, phone, status })
  note(ctx, 'activity.enrolled', activity.id, activity.place_code, { enrolment: id, status })
  return ok({ code, status })
}

/** Gives the seat back; the first of the waiting list has it at once. */
export async function withdraw(ctx: CommandContext, code: string, deps: ActivityDeps): Promise<Result<void>> {
  const found = await ctx.db
    .selectFrom('activity_enrolment')
    .select(['id', 'activity_id'])
    .where('code', '=', code)
    .executeTakeFirst()
  const activity = found && (await lock(ctx, found.activity_id))
  if (!found || !activity) return refuse('not-found')
  if (activity.status !== 'announced') return refuse('activity-over')
  const before = await ctx.db
    .selectFrom('activity_enrolment')
    .select('status')
    .where('id', '=', found.id)
    .executeTakeFirstOrThrow()
  if (before.status === 'withdrawn') return ok()
  const attended = await ctx.db
    .selectFrom('activity_attendance')
    .select('at')
    .where('enrolment_id', '=', found.id)
    .executeTakeFirst()
  if (attended) return refuse('activity-attended-already')
  await ctx.db
    .updateTable('activity_enrolment')
    .set({ status: 'withdrawn', withdrawn_at: ctx.now })
    .where('id', '=', found.id)
    .execute()
  note(ctx, 'activity.withdrawn', activity.id, activity.place_code, { enrolment: found.id })
  if (before.status === 'enrolled') await passSeatsOn(ctx, activity, deps)
  return ok()
}

/** Somebody who stands in the room without having enrolled: written down by the organiser. */
export async function writeDown(
  ctx: CommandContext,
  activityId: string,
  person: Person & { producerId: string | null },
  deps: ActivityDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<{ id: string }>> {
  const found = await lockManaged(ctx, activityId, deps, options.isDemo)
  if (!found.ok) return found
  const activity = found.value
  if (activity.status !== 'announced') return refuse('activity-over')
  const phone = phoneKey(person.phone)
  if (phone !== '' && !/^0\d{8,10}$/.test(phone)) return refuse('activity-phone-shape', { field: 'phone' })
  if (person.name.trim().length < 2) return refuse('required', { field: 'name' })
  if (phone !== '') {
    const known = await ctx.db
      .selectFrom('activity_enrolment')
      .select(['id', 'status'])
      .where('activity_id', '=', activityId)
      .where('phone', '=', phone)
      .where('status', '<>', 'withdrawn')
      .executeTakeFirst()
    if (known?.status === 'enrolled') return ok({ id: known.id })
    if (known) {
      await ctx.db
        .updateTable('activity_enrolment')
        .set({ status: 'enrolled', way: 'room' })
        .where('id', '=', known.id)
        .execute()
      note(ctx, 'activity.written-down', activityId, activity.place_code, { enrolment: known.id })
      return ok({ id: known.id })
    }
  }
  const { id } = await insert(ctx, {
    activityId,
    ...person,
    phone,
    way: 'room',
    accountId: null,
    status: 'enrolled',
  })
  note(ctx, 'activity.written-down', activityId, activity.place_code, { enrolment: id })
  return ok({ id })
}

async function insert(
  ctx: CommandContext,
  input: Person & {
    activityId: string
    way: EnrolmentWay
    producerId: string | null
    accountId: string | null
    status: EnrolmentStatus
  },
): Promise<{ id: string; code: string }> {
  const id = uuidv7()
  const code = newCode()
  await ctx.db
    .insertInto('activity_enrolment')
    .values({
      id,
      activity_id: input.activityId,
      code,
      person_name: input.name.trim(),
      phone: input.phone,
      unit: input.unit.trim(),
      producer_id: input.producerId,
      account_id: input.accountId,
      way: input.way,
      status: input.status,
      enrolled_at: ctx.now,
      withdrawn_at: null,
    })
    .execute()
  return { id, code }
}
