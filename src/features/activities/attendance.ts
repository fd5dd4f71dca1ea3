import { type CommandContext, ok, type Result, refuse } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { formatInstant } from '../../platform/i18n/index.ts'
import type { AttendanceCodes, CodeUse } from './attendance-code.ts'
import { lockManaged, note } from './commands.ts'
import { phoneKey } from './enrolments.ts'
import type { ActivityDeps } from './parts.ts'

export interface OpenSession {
  readonly id: string
  readonly activityId: string
  readonly title: string
  readonly activity: string
  readonly slug: string
  readonly place: string
  readonly startsAt: Date
  readonly endsAt: Date
}

/** The session a good code names, if the room is open now; `use`: only a code for this will do. */
export async function sessionByCode(
  db: Db,
  code: string,
  now: Date,
  { codes, deps }: { codes: AttendanceCodes; deps: ActivityDeps },
  use?: CodeUse,
): Promise<Result<OpenSession>> {
  const read = codes.read(code, now)
  if (!read.ok) return refuse(read.why)
  if (use && read.use !== use) return refuse('attendance-code-expired')
  const row = await db
    .selectFrom('activity_session as s')
    .innerJoin('activity as a', 'a.id', 's.activity_id')
    .select(['s.id', 's.title', 's.starts_at', 's.ends_at', 'a.id as activityId', 'a.title as activity'])
    .select(['a.slug', 'a.status', 'a.place_code as place'])
    .where('s.id', '=', read.sessionId)
    .executeTakeFirst()
  if (!row) return refuse('attendance-code-forged')
  if (row.status !== 'announced') return refuse('activity-over')
  const { opensMinutesBefore, closesMinutesAfter } = deps.law.attendance
  const opens = row.starts_at.getTime() - opensMinutesBefore * 60_000
  const closes = row.ends_at.getTime() + closesMinutesAfter * 60_000
  if (now.getTime() < opens || now.getTime() > closes)
    return refuse('attendance-not-open', {
      data: { from: formatInstant(new Date(opens)), to: formatInstant(new Date(closes)) },
    })
  return ok({
    id: row.id,
    activityId: row.activityId,
    title: row.title,
    activity: row.activity.vi,
    slug: row.slug,
    place: row.place,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  })
}

/**
 * A person in the room says who they are, by the code of their own enrolment or by its telephone number. Twice is once. Answers
 * the enrolment's code.
 */
export async function attendByCode(
  ctx: CommandContext,
  input: { code: string; enrolment: string } | { code: string; phone: string },
  parts: { codes: AttendanceCodes; deps: ActivityDeps },
): Promise<Result<{ enrolment: string; name: string }>> {
  const session = await sessionByCode(ctx.db, input.code, ctx.now, parts)
  if (!session.ok) return session
  let query = ctx.db
    .selectFrom('activity_enrolment')
    .select(['id', 'status', 'code', 'person_name'])
    .where('activity_id', '=', session.value.activityId)
    .where('status', '<>', 'withdrawn')
  if ('enrolment' in input) query = query.where('code', '=', input.enrolment)
  else {
    const phone = phoneKey(input.phone)
    if (phone === '') return refuse('required', { field: 'phone' })
    query = query.where('phone', '=', phone)
  }
  const person = await query.executeTakeFirst()
  if (!person) return refuse('attendance-not-enrolled', { field: 'phone' })
  if (person.status === 'waiting') return refuse('attendance-waiting', { field: 'phone' })
  const written = await ctx.db
    .insertInto('activity_attendance')
    .values({ session_id: session.value.id, enrolment_id: person.id, at: ctx.now, way: 'code' })
    .onConflict((conflict) => conflict.columns(['session_id', 'enrolment_id']).doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows)
    note(ctx, 'activity.attended', session.value.activityId, session.value.place, {
      session: session.value.id,
      enrolment: person.id,
    })
  return ok({ enrolment: person.code, name: person.person_name })
}

export interface Roll {
  readonly present: readonly string[]
  /** Whom the organiser saw as present when ticking: only of these somebody can be taken off. */
  readonly shown: readonly string[]
}

/**
 * The organiser's list of a session: these people were there, and of those shown as present only they. Who came by code after the
 * list was drawn stays.
 */
export async function writeRoll(
  ctx: CommandContext,
  sessionId: string,
  { present, shown }: Roll,
  deps: ActivityDeps,
  options: { isDemo?: boolean } = {},
): Promise<Result<{ present: number }>> {
  const session = await ctx.db
    .selectFrom('activity_session')
    .select(['id', 'activity_id', 'starts_at'])
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!session) return refuse('not-found')
  const found = await lockManaged(ctx, session.activity_id, deps, options.isDemo)
  if (!found.ok) return found
  if (found.value.status !== 'announced') return refuse('activity-over')
  if (session.starts_at.getTime() - deps.law.attendance.opensMinutesBefore * 60_000 > ctx.now.getTime())
    return refuse('attendance-too-early', { data: { from: formatInstant(session.starts_at) } })
  const people = await ctx.db
    .selectFrom('activity_enrolment')
    .select('id')
    .where('activity_id', '=', session.activity_id)
    .where('status', '=', 'enrolled')
    .execute()
  const here = people.map((each) => each.id).filter((id) => present.includes(id))
  const unticked = people.map((each) => each.id).filter((id) => shown.includes(id) && !present.includes(id))
  const takenOff =
    unticked.length === 0
      ? []
      : await ctx.db
          .deleteFrom('activity_attendance')
          .where('session_id', '=', sessionId)
          .where('enrolment_id', 'in', unticked)
          .returning('enrolment_id')
          .execute()
  if (here.length > 0)
    await ctx.db
      .insertInto('activity_attendance')
      .values(
        here.map((enrolment_id) => ({
          session_id: sessionId,
          enrolment_id,
          at: ctx.now,
          way: 'list' as const,
          recorded_by: ctx.actor.name,
        })),
      )
      .onConflict((conflict) => conflict.columns(['session_id', 'enrolment_id']).doNothing())
      .execute()
  note(ctx, 'activity.roll-written', session.activity_id, found.value.place_code, {
    session: sessionId,
    present: here,
    takenOff: takenOff.map((each) => each.enrolment_id),
  })
  return ok({ present: here.length })
}
