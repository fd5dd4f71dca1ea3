import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../platform/command/index.ts'
import { type Db, jsonb } from '../../platform/db/index.ts'
import { dayTyped, type FormValue, fieldsOf } from '../../rules/forms/index.ts'
import type { Numbering } from '../../rules/numbering/index.ts'
import { may } from '../../rules/permissions/index.ts'
import type { Action } from '../../rules/procedure/index.ts'
import { type Dossier, dossierById } from './dossier.ts'
import type { DossierLaw, Laws } from './law.ts'
import { receiptNumberFor } from './numbers.ts'
import { papersOfDossier } from './pins.ts'
import type { RecordAction } from './record.ts'
import { type NewRemark, remarkProblems, settleRemarks, writeRemarks } from './remarks.ts'

export interface Desk {
  readonly laws: Laws
  readonly record: RecordAction
  readonly numbering: Numbering
}

/** Longest text of one topic of Mẫu số 03. */
export const LONGEST_TOPIC = 10_000

export interface Receiving {
  readonly dossierId: string
  /** Ids of the things checked and found (Điều 6 khoản 1, Điều 7 khoản 1), as ticked by the officer. */
  readonly checklist: readonly string[]
  readonly samples: number | null
}

/** Takes the dossier in (Mẫu số 01, block of the commune): from here its 15 working days run (Điều 7 khoản 2). */
export async function receiveByCommune(
  ctx: CommandContext,
  { record, numbering }: Desk,
  { dossierId, checklist, samples }: Receiving,
): Promise<Result<Dossier>> {
  if (samples !== null && (!Number.isInteger(samples) || samples < 0 || samples > 100))
    return refuse('samples-wrong', { field: 'samples' })
  const recorded = await record(ctx, dossierId, 'receive-commune', { detail: { checklist, samples } })
  if (!recorded.ok) return recorded
  const dossier = recorded.value
  const number =
    dossier.communeReceiptNo ?? (await receiptNumberFor(ctx, numbering, 'receiptCommune', dossier))
  await ctx.db
    .updateTable('dossier')
    .set({ commune_receipt_no: number, ...(samples !== null && { samples_received: samples }) })
    .where('id', '=', dossierId)
    .execute()
  await settleRemarks(ctx, dossierId)
  return ok((await dossierById(ctx.db, dossierId))!)
}

/** Sends the dossier back with remarks, each to be answered (Điều 7 khoản 2 điểm a; khoản 3 điểm a for the province). */
export async function returnDossier(
  ctx: CommandContext,
  { laws, record }: Desk,
  input: {
    dossierId: string
    by: 'return-commune' | 'return-province'
    reason: string
    remarks: readonly NewRemark[]
  },
): Promise<Result<Dossier>> {
  const dossier = await dossierById(ctx.db, input.dossierId, { lock: true })
  const law = dossier && laws(dossier.regime)
  if (!dossier || !law) return refuse('not-found')
  const { papers } = await papersOfDossier(ctx.db, dossier.id)
  const problems = remarkProblems(input.remarks, dossier, law, new Set(papers.map((paper) => paper.id)))
  if (problems.length > 0) return failed(...problems)
  const recorded = await record(ctx, input.dossierId, input.by satisfies Action, {
    reason: input.reason,
    detail: { remarks: input.remarks.length },
  })
  if (!recorded.ok) return recorded
  await writeRemarks(ctx, recorded.value, input.remarks)
  return recorded
}

export interface CommuneReport {
  readonly form: Readonly<Record<string, FormValue>>
  readonly proposalNo: string | null
  readonly proposalOn: string | null
  readonly version: number
  readonly issuedAt: Date | null
}

export async function communeReportOf(db: Db, dossierId: string): Promise<CommuneReport | null> {
  const row = await db
    .selectFrom('commune_report')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst()
  return row
    ? {
        form: row.form as Record<string, FormValue>,
        proposalNo: row.proposal_no,
        proposalOn: row.proposal_on,
        version: row.version,
        issuedAt: row.issued_at,
      }
    : null
}

/** The four topics the commune judges in words, without points (Điều 7 khoản 2 điểm a; Mẫu số 03, II). */
export function topicsOf(law: DossierLaw) {
  return fieldsOf(law.forms.communeReport).filter((field) => field.type === 'longtext')
}

export interface ReportInput {
  readonly dossierId: string
  readonly topics: Readonly<Record<string, string>>
  readonly version: number
}

/** Keeps the commune's report while it is being written; `version` is the one the writer saw (0: none yet). */
export async function saveCommuneReport(
  ctx: CommandContext,
  { laws }: Desk,
  input: ReportInput,
): Promise<Result<CommuneReport>> {
  const dossier = await dossierById(ctx.db, input.dossierId, { lock: true })
  const law = dossier && laws(dossier.regime)
  if (!dossier || !law) return refuse('not-found')
  if (!may(ctx.actor, 'dossier.report-commune', dossier.resource, ctx.today)) return refuse('forbidden')
  if (dossier.status !== 'commune.received')
    return refuse('action-not-now', { data: { action: 'report-commune', status: dossier.status } })
  const names = topicsOf(law).map((field) => field.name)
  const long = names.filter((name) => (input.topics[name]?.length ?? 0) > LONGEST_TOPIC)
  if (long.length > 0)
    return failed(...long.map((field) => ({ code: 'too-long', field, data: { maximum: LONGEST_TOPIC } })))
  const stored = await communeReportOf(ctx.db, dossier.id)
  if ((stored?.version ?? 0) !== input.version) return refuse('changed-meanwhile')
  const form = Object.fromEntries(names.map((name) => [name, input.topics[name]?.trim() ?? '']))
  const values = {
    form: jsonb(form),
    version: input.version + 1,
    updated_by_name: ctx.actor.name,
    updated_at: ctx.now,
  }
  await ctx.db
    .insertInto('commune_report')
    .values({ dossier_id: dossier.id, proposal_no: null, proposal_on: null, issued_at: null, ...values })
    .onConflict((conflict) => conflict.column('dossier_id').doUpdateSet(values))
    .execute()
  ctx.audit({
    action: 'dossier.write-commune-report',
    subjectKind: 'dossier',
    subjectId: dossier.id,
    place: dossier.placeCode,
    detail: { version: input.version + 1 },
  })
  return ok((await communeReportOf(ctx.db, dossier.id))!)
}

/** Issues the report (Mẫu số 03): every topic judged. */
export async function issueCommuneReport(
  ctx: CommandContext,
  desk: Desk,
  input: ReportInput,
): Promise<Result<Dossier>> {
  const saved = await saveCommuneReport(ctx, desk, input)
  if (!saved.ok) return saved
  const dossier = (await dossierById(ctx.db, input.dossierId))!
  const problems = topicsOf(desk.laws(dossier.regime)!)
    .filter((field) => !saved.value.form[field.name])
    .map((field): Problem => ({ code: 'required', field: field.name, article: 'Điều 7 khoản 2 điểm a' }))
  if (problems.length > 0) return failed(...problems)
  const recorded = await desk.record(ctx, input.dossierId, 'report-commune')
  if (!recorded.ok) return recorded
  await ctx.db
    .updateTable('commune_report')
    .set({ issued_at: ctx.now })
    .where('dossier_id', '=', input.dossierId)
    .execute()
  return recorded
}

export interface Proposal {
  readonly dossierId: string
  readonly number: string
  /** As typed: dd/mm/yyyy. */
  readonly on: string
  readonly samples: number | null
}

/** Proposes the dossier to the province with the commune's letter (Điều 6 khoản 2, Điều 7 khoản 2 điểm b). */
export async function proposeDossier(
  ctx: CommandContext,
  { record }: Desk,
  { dossierId, number, on, samples }: Proposal,
): Promise<Result<Dossier>> {
  const day = dayTyped(on)
  const problems: Problem[] = []
  if (number.trim() === '') problems.push({ code: 'required', field: 'number' })
  else if (number.length > 60) problems.push({ code: 'too-long', field: 'number', data: { maximum: 60 } })
  if (day === null) problems.push({ code: 'not-a-day', field: 'on' })
  else if (day > ctx.today) problems.push({ code: 'day-in-future', field: 'on' })
  if (problems.length > 0) return failed(...problems)
  const before = await dossierById(ctx.db, dossierId)
  if (!before) return refuse('not-found')
  const held = samples ?? before.samplesReceived ?? 0
  const report = await communeReportOf(ctx.db, dossierId)
  const recorded = await record(ctx, dossierId, 'propose', {
    detail: { number: number.trim(), on: day, samples: held },
    facts: {
      items: {
        'van-ban-de-nghi-xa': 1,
        'mau-03': report?.issuedAt ? 1 : 0,
        'ho-so-san-pham': before.filedOn ? 1 : 0,
        'san-pham-mau': held,
      },
    },
  })
  if (!recorded.ok) return recorded
  await ctx.db
    .updateTable('commune_report')
    .set({ proposal_no: number.trim(), proposal_on: day })
    .where('dossier_id', '=', dossierId)
    .execute()
  await ctx.db.updateTable('dossier').set({ samples_received: held }).where('id', '=', dossierId).execute()
  return ok((await dossierById(ctx.db, dossierId))!)
}
