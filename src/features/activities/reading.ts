import { z } from 'zod'
import type { Problem, Result } from '../../platform/command/index.ts'
import { type FormReading, fieldText, readForm } from '../../platform/http/index.ts'
import { formatInstant, parseDay } from '../../platform/i18n/index.ts'
import type { ActivityInput, SessionInput } from './commands.ts'
import type { ActivityFull } from './queries.ts'

/** Most sessions of one activity. */
export const mostSessions = 20

const activityForm = z.object({
  kind: z.string().min(1, 'required').max(60),
  titleVi: z.string().min(1, 'required').max(300),
  titleEn: z.string().max(300).default(''),
  place: z.string().min(1, 'required').max(20),
  venue: z.string().min(1, 'required').max(300),
  leadAgency: z.string().min(1, 'required').max(100),
  seats: z
    .string()
    .regex(/^([1-9]\d{0,3}|10000)?$/, 'invalid')
    .default(''),
  enrolUntil: z.string().max(40).default(''),
  plan: z.union([z.literal(''), z.uuid()]).default(''),
  taskGroup: z
    .string()
    .regex(/^([1-9]|1\d|20)?$/, 'invalid')
    .default(''),
  programmeVi: z.string().max(6000).default(''),
  programmeEn: z.string().max(6000).default(''),
})

/** Reads an activity as typed: days as people write them, lines of sessions that are filled in. */
export function readActivity(typed: FormReading): Result<ActivityInput> {
  const read = readForm(activityForm, typed)
  const problems: Problem[] = read.ok ? [] : [...read.problems]
  const sessions = readSessions(typed, problems)
  const untilText = fieldText(typed, 'enrolUntil')
  const until = untilText === '' ? null : parseDay(untilText)
  if (untilText !== '' && until === null) problems.push({ code: 'invalid', field: 'enrolUntil' })
  if (!read.ok || problems.length > 0) return { ok: false, problems }
  const { value } = read
  return {
    ok: true,
    value: {
      kind: value.kind,
      title: { vi: value.titleVi, ...(value.titleEn && { en: value.titleEn }) },
      programme: {
        ...(value.programmeVi && { vi: value.programmeVi }),
        ...(value.programmeEn && { en: value.programmeEn }),
      },
      place: value.place,
      venue: value.venue,
      leadAgency: value.leadAgency,
      seats: value.seats === '' ? null : Number(value.seats),
      enrolUntil: until,
      planId: value.plan || null,
      taskGroup: value.taskGroup === '' ? null : Number(value.taskGroup),
      sessions,
    },
  }
}

function readSessions(typed: FormReading, problems: Problem[]): SessionInput[] {
  const sessions: SessionInput[] = []
  for (let n = 1; n <= mostSessions; n++) {
    const [day, from, to, title] = ['day', 'from', 'to', 'title'].map((name) =>
      fieldText(typed, `${name}-${n}`),
    )
    if (!day && !from && !to) continue
    const date = parseDay(day!)
    const times = [from!, to!].map((text) => /^([01]?\d|2[0-3])[:hg]([0-5]\d)$/.exec(text))
    if (date === null) problems.push({ code: 'invalid', field: `day-${n}` })
    for (const [index, name] of ['from', 'to'].entries())
      if (!times[index]) problems.push({ code: 'activity-session-time', field: `${name}-${n}` })
    if (date === null || !times[0] || !times[1]) continue
    const [startsAt, endsAt] = times.map(
      (time) => new Date(`${date}T${time![1]!.padStart(2, '0')}:${time![2]}:00+07:00`),
    )
    sessions.push({ day: date, startsAt: startsAt!, endsAt: endsAt!, title: title!.slice(0, 200) })
  }
  return sessions
}

/** An activity as its form shows it. */
export function valuesOf(activity: ActivityFull): Record<string, string> {
  const values: Record<string, string> = {
    kind: activity.kind,
    titleVi: activity.title.vi,
    titleEn: activity.title.en ?? '',
    place: activity.place_code,
    venue: activity.venue,
    leadAgency: activity.lead_agency,
    seats: activity.seats === null ? '' : String(activity.seats),
    enrolUntil: activity.enrol_until,
    plan: activity.plan_id ?? '',
    taskGroup: activity.task_group === null ? '' : String(activity.task_group),
    programmeVi: activity.programme.vi ?? '',
    programmeEn: activity.programme.en ?? '',
  }
  for (const session of activity.sessions) {
    const starts = formatInstant(session.starts_at)
    values[`day-${session.ordinal}`] = starts.slice(0, 10)
    values[`from-${session.ordinal}`] = starts.slice(-5)
    values[`to-${session.ordinal}`] = formatInstant(session.ends_at).slice(-5)
    values[`title-${session.ordinal}`] = session.title
  }
  return values
}
