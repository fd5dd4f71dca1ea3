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
import type { RecordAction } from './record.ts'

/** A test the advisory team asks for beside those filed (Điều 7 khoản 3 điểm c). */
export interface ExtraTest {
  readonly seq: number
  readonly what: string
  readonly until: string | null
  readonly result: string | null
  readonly passed: boolean | null
}

export async function extraTestsOf(db: Db, dossierId: string): Promise<ExtraTest[]> {
  return db
    .selectFrom('dossier_test')
    .select(['seq', 'what', 'until', 'result', 'passed'])
    .where('dossier_id', '=', dossierId)
    .orderBy('seq')
    .execute()
}

/** Asks for a test: what to measure, and by when the result is wanted. Producer and commune are told. */
export async function askExtraTest(
  ctx: CommandContext,
  record: RecordAction,
  input: { readonly dossierId: string; readonly what: string; readonly until: string },
): Promise<Result<void>> {
  const what = input.what.trim()
  const until = input.until.trim() === '' ? null : dayTyped(input.until)
  const problems: Problem[] = []
  if (what === '') problems.push({ code: 'required', field: 'what' })
  if (what.length > 2000) problems.push({ code: 'too-long', field: 'what', data: { maximum: 2000 } })
  if (input.until.trim() !== '' && until === null) problems.push({ code: 'not-a-day', field: 'until' })
  if (until !== null && until < ctx.today) problems.push({ code: 'test-day-past', field: 'until' })
  if (problems.length > 0) return failed(...problems)
  const recorded = await record(ctx, input.dossierId, 'extra-test', { reason: what, detail: { until } })
  if (!recorded.ok) return recorded
  await ctx.db
    .insertInto('dossier_test')
    .values({
      dossier_id: input.dossierId,
      seq: recorded.value.actions.at(-1)!.seq,
      what,
      until,
      result: null,
      passed: null,
      settled_at: null,
      settled_by_name: null,
    })
    .execute()
  return ok()
}

/** Notes what the test said; the paper itself lies in the evidence. */
export async function settleExtraTest(
  ctx: CommandContext,
  input: {
    readonly dossierId: string
    readonly seq: number
    readonly result: string
    readonly passed: boolean | null
  },
): Promise<Result<void>> {
  const dossier = await dossierById(ctx.db, input.dossierId, { lock: true })
  if (!dossier) return refuse('not-found')
  if (!may(ctx.actor, 'dossier.advise', dossier.resource, ctx.today)) return refuse('forbidden')
  if (input.result.trim() === '') return refuse('required', { field: `result.${input.seq}` })
  if (input.passed === null) return refuse('required', { field: `passed.${input.seq}` })
  const settled = await ctx.db
    .updateTable('dossier_test')
    .set({
      result: input.result.trim().slice(0, 2000),
      passed: input.passed,
      settled_at: ctx.now,
      settled_by_name: ctx.actor.name,
    })
    .where('dossier_id', '=', input.dossierId)
    .where('seq', '=', input.seq)
    .executeTakeFirst()
  if (settled.numUpdatedRows === 0n) return refuse('not-found')
  ctx.audit({
    action: 'dossier.test-settled',
    subjectKind: 'dossier',
    subjectId: dossier.id,
    place: dossier.placeCode,
    detail: { seq: input.seq, passed: input.passed },
  })
  return ok()
}
