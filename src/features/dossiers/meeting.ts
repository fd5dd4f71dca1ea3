import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { dayTyped } from '../../rules/forms/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { dossierById } from './dossier.ts'

export interface CommuneMeeting {
  readonly heldOn: string
  readonly present: string
  readonly conclusion: string
}

/** Where needed, the commune's Chairman meets the departments concerned (Điều 7 khoản 2 điểm a); null: no meeting is recorded. */
export async function meetingOf(db: Db, dossierId: string): Promise<CommuneMeeting | null> {
  const row = await db
    .selectFrom('commune_meeting')
    .select(['held_on', 'present', 'conclusion'])
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst()
  return row ? { heldOn: row.held_on, present: row.present, conclusion: row.conclusion } : null
}

/** Records the meeting while the commune has the dossier; said again it takes the place of the former record. */
export async function recordMeeting(
  ctx: CommandContext,
  input: {
    readonly dossierId: string
    readonly heldOn: string
    readonly present: string
    readonly conclusion: string
  },
): Promise<Result<void>> {
  const dossier = await dossierById(ctx.db, input.dossierId, { lock: true })
  if (!dossier) return refuse('not-found')
  if (!may(ctx.actor, 'dossier.report-commune', dossier.resource, ctx.today)) return refuse('forbidden')
  if (dossier.status !== 'commune.received' && dossier.status !== 'commune.reported')
    return refuse('action-not-now', { data: { action: 'report-commune', status: dossier.status } })
  const day = dayTyped(input.heldOn)
  const received = dossier.actions.findLast((one) => one.action === 'receive-commune')?.day
  const problems: Problem[] = []
  if (day === null) problems.push({ code: 'not-a-day', field: 'heldOn' })
  else if (day > ctx.today || (received && day < received))
    problems.push({ code: 'meeting-day-wrong', field: 'heldOn', article: 'Điều 7 khoản 2' })
  for (const field of ['present', 'conclusion'] as const) {
    if (input[field].trim() === '') problems.push({ code: 'required', field })
    if (input[field].length > 4000) problems.push({ code: 'too-long', field, data: { maximum: 4000 } })
  }
  if (problems.length > 0) return failed(...problems)
  const values = {
    held_on: day!,
    present: input.present.trim(),
    conclusion: input.conclusion.trim(),
    recorded_by_name: ctx.actor.name,
    recorded_at: ctx.now,
  }
  await ctx.db
    .insertInto('commune_meeting')
    .values({ dossier_id: dossier.id, ...values })
    .onConflict((conflict) => conflict.column('dossier_id').doUpdateSet(values))
    .execute()
  ctx.audit({
    action: 'dossier.record-meeting',
    subjectKind: 'dossier',
    subjectId: dossier.id,
    place: dossier.placeCode,
    detail: { heldOn: day },
  })
  return ok()
}
