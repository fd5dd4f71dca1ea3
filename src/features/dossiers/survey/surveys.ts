import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import { type Db, jsonb } from '../../../platform/db/index.ts'
import type { MediaType } from '../../../platform/files/index.ts'
import { dayTyped } from '../../../rules/forms/index.ts'
import { type Dossier, dossierById } from '../dossier.ts'
import type { RecordAction } from '../record.ts'
import type { SurveyOutcome } from '../tables.ts'

/** What is looked at on the spot. The decree names none of it: a stated default of ours. */
export const TOPICS = ['facility', 'materials', 'labour', 'label', 'differs'] as const
export type Topic = (typeof TOPICS)[number]
export const OUTCOMES = ['matches', 'differs', 'serious'] as const satisfies readonly SurveyOutcome[]
export const MOST_PHOTOS = 8
export const PHOTO_TYPES: readonly MediaType[] = ['image/jpeg', 'image/png', 'image/webp']
const LONGEST = 4000

export interface NewSurvey {
  /** Made on the device: however often it arrives, it is recorded once. */
  readonly id: string
  readonly dossierId: string
  /** As typed: dd/mm/yyyy and hh:mm. */
  readonly day: string
  readonly time: string
  readonly place: string
  readonly position: {
    readonly latitude: number
    readonly longitude: number
    readonly accuracy: number
  } | null
  readonly met: string
  readonly findings: Readonly<Partial<Record<Topic, string>>>
  readonly outcome: SurveyOutcome | null
  readonly conclusion: string
  readonly photos: readonly { readonly hash: string; readonly name: string; readonly mediaType: string }[]
}

/** Which step a visit is: the advisory team's survey, or for a re-evaluation the office's check (Điều 7 khoản 3 điểm c; khoản 6 điểm c). */
export function surveyStep(dossier: Pick<Dossier, 'kind'>): 'survey' | 'field-check' {
  return dossier.kind === 'reevaluation' ? 'field-check' : 'survey'
}

/** Records a visit with its photos, time and place; the same visit sent again changes nothing. */
export async function recordSurvey(
  ctx: CommandContext,
  record: RecordAction,
  input: NewSurvey,
): Promise<Result<{ id: string }>> {
  const dossier = await dossierById(ctx.db, input.dossierId, { lock: true })
  if (!dossier) return refuse('not-found')
  const known = await ctx.db
    .selectFrom('dossier_survey')
    .select(['dossier_id', 'recorded_by'])
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (known)
    return known.dossier_id === input.dossierId && known.recorded_by === ctx.actor.accountId
      ? ok({ id: input.id })
      : refuse('survey-elsewhere')
  const problems = flaws(input, dossier, ctx.today)
  if (problems.length > 0) return failed(...problems)
  const recorded = await record(ctx, input.dossierId, surveyStep(dossier), {
    detail: { survey: input.id, outcome: input.outcome, photos: input.photos.length },
  })
  if (!recorded.ok) return recorded
  await ctx.db
    .insertInto('dossier_survey')
    .values({
      id: input.id,
      dossier_id: input.dossierId,
      day: dayTyped(input.day)!,
      time: input.time === '' ? null : input.time,
      place: input.place.trim(),
      latitude: input.position?.latitude ?? null,
      longitude: input.position?.longitude ?? null,
      accuracy_m: input.position ? Math.round(input.position.accuracy) : null,
      met: input.met.trim(),
      findings: jsonb(input.findings),
      outcome: input.outcome!,
      conclusion: input.conclusion.trim(),
      recorded_by: ctx.actor.accountId,
      recorded_by_name: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute()
  if (input.photos.length > 0)
    await ctx.db
      .insertInto('dossier_survey_photo')
      .values(
        input.photos.map((photo, index) => ({
          survey_id: input.id,
          ordinal: index + 1,
          file_hash: photo.hash,
          name: photo.name.slice(0, 200),
          media_type: photo.mediaType,
        })),
      )
      .execute()
  return ok({ id: input.id })
}

function flaws(input: NewSurvey, dossier: Dossier, today: string): Problem[] {
  const problems: Problem[] = []
  const day = dayTyped(input.day)
  if (day === null) problems.push({ code: 'not-a-day', field: 'day' })
  else if (day > today || (dossier.filedOn && day < dossier.filedOn))
    problems.push({ code: 'survey-day-wrong', field: 'day' })
  if (input.time !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(input.time))
    problems.push({ code: 'survey-time-wrong', field: 'time' })
  if (input.place.trim() === '' && !input.position)
    problems.push({ code: 'survey-place-needed', field: 'place' })
  if (input.outcome === null) problems.push({ code: 'required', field: 'outcome' })
  if (input.conclusion.trim() === '') problems.push({ code: 'required', field: 'conclusion' })
  if (TOPICS.every((topic) => !input.findings[topic]?.trim()))
    problems.push({ code: 'survey-nothing-said', field: TOPICS[0] })
  const long: readonly (readonly [string, string | undefined, number])[] = [
    ['place', input.place, 300],
    ['met', input.met, 1000],
    ['conclusion', input.conclusion, LONGEST],
    ...TOPICS.map((topic) => [topic, input.findings[topic], LONGEST] as const),
  ]
  for (const [field, text, maximum] of long)
    if ((text?.length ?? 0) > maximum) problems.push({ code: 'too-long', field, data: { maximum } })
  if (input.photos.some((photo) => !PHOTO_TYPES.includes(photo.mediaType as MediaType)))
    problems.push({ code: 'survey-photo-wrong', field: 'photos' })
  return problems
}

export interface Survey {
  readonly id: string
  readonly day: string
  readonly time: string | null
  readonly place: string
  readonly position: {
    readonly latitude: number
    readonly longitude: number
    readonly accuracy: number
  } | null
  readonly met: string
  readonly findings: Readonly<Partial<Record<Topic, string>>>
  readonly outcome: SurveyOutcome
  readonly conclusion: string
  readonly by: string
  readonly recordedAt: Date
  readonly photos: readonly { readonly hash: string; readonly mediaType: string }[]
}

/** The visits recorded for a dossier, the newest first. */
export async function surveysOf(db: Db, dossierId: string): Promise<Survey[]> {
  const rows = await db
    .selectFrom('dossier_survey')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('day', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()
  if (rows.length === 0) return []
  const photos = await db
    .selectFrom('dossier_survey_photo')
    .selectAll()
    .where(
      'survey_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('ordinal')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    day: row.day,
    time: row.time,
    place: row.place,
    position:
      row.latitude !== null && row.longitude !== null
        ? { latitude: row.latitude, longitude: row.longitude, accuracy: row.accuracy_m ?? 0 }
        : null,
    met: row.met,
    findings: row.findings as Survey['findings'],
    outcome: row.outcome,
    conclusion: row.conclusion,
    by: row.recorded_by_name,
    recordedAt: row.recorded_at,
    photos: photos
      .filter((photo) => photo.survey_id === row.id)
      .map((photo) => ({ hash: photo.file_hash, mediaType: photo.media_type })),
  }))
}
