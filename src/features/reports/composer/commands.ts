import {
  type CommandContext,
  failed,
  ok,
  type Problem,
  type Result,
  refuse,
} from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import { allowed } from '../../../rules/permissions/index.ts'
import { brokenIn, mayTake, type ReportAction, reportSteps } from '../../../rules/reporting/index.ts'
import { definitionOf } from '../definitions/index.ts'
import { figureTexts, type MadeReport, makeReport, periodText } from '../made.ts'
import type { ReportParams } from '../params.ts'
import { type ReportSources, readCut } from '../records/take.ts'
import { freeze, hashOfComposed } from './freezing.ts'
import type { StoredReport } from './queries.ts'
import '../tables.ts'

/** Begins a report of a period: its words are the definition's, its figures live. */
export async function createReport(
  ctx: CommandContext,
  sources: ReportSources,
  input: {
    readonly definition: string
    readonly params: ReportParams
    readonly amends?: StoredReport | undefined
  },
  options: { readonly isDemo?: boolean } = {},
): Promise<Result<{ id: string }>> {
  const definition = definitionOf(input.definition)
  if (!definition?.words) return refuse('report-unknown')
  if (!allowedAt(ctx, 'report.freeze', sources.home)) return refuse('forbidden')
  const id = uuidv7()
  const { amends } = input
  const title = `${definition.title.vi} ${periodText(input.params, 'vi')}`
  await ctx.db
    .insertInto('report')
    .values({
      id,
      definition: definition.id,
      definition_version: definition.version,
      province_code: sources.home,
      title: amends
        ? `Sửa đổi, bổ sung Báo cáo số ${amends.number ?? '…'}: ${amends.title}`.slice(0, 500)
        : title,
      params: JSON.stringify(input.params),
      words: JSON.stringify(
        amends?.words ?? Object.fromEntries(definition.words.map((part) => [part.id, part.words.vi])),
      ),
      recipients: JSON.stringify(amends?.recipients ?? []),
      number: null,
      issued_on: null,
      signer_name: null,
      signer_office: null,
      amends: amends?.id ?? null,
      is_demo: options.isDemo ?? false,
      created_at: ctx.now,
      created_by_name: ctx.actor.name,
    })
    .execute()
  await record(ctx, id, 1, 'create', {})
  return ok({ id })
}

export interface EditInput {
  readonly title: string
  readonly words: Readonly<Record<string, string>>
  readonly recipients: readonly string[]
  readonly version: number
}

/** Saves the words. A placeholder that is broken is kept as typed and told on the page; it only stops the proposal. */
export async function editReport(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  input: EditInput,
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'edit', 'report.freeze')
  if (!taken.ok) return taken
  if (taken.value.version !== input.version) return refuse('changed-meanwhile')
  await ctx.db
    .updateTable('report')
    .set({
      title: input.title,
      words: JSON.stringify({ ...taken.value.words, ...input.words }),
      recipients: JSON.stringify(input.recipients),
      version: input.version + 1,
    })
    .where('id', '=', id)
    .execute()
  await advance(ctx, taken.value, 'edit', {})
  return ok()
}

/** Parts that the office must write itself: no figure says them. */
const written = ['difficulties', 'proposals'] as const

/** Hands the report to the leader, once every placeholder reads and the office's own parts are written. */
export async function proposeReport(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'propose', 'report.freeze')
  if (!taken.ok) return taken
  const report = taken.value
  const made = await live(ctx, sources, report)
  const found = flawsOf(report, made)
  if (found.length > 0) return failed(...found)
  await advance(ctx, report, 'propose', {})
  return ok()
}

/** What keeps a report from being proposed, part by part. */
export function flawsOf(report: Pick<StoredReport, 'words'>, made: MadeReport): Problem[] {
  const keys = new Set(figureTexts(made, 'vi').keys())
  return (made.definition.words ?? []).flatMap((part): Problem[] => {
    const text = report.words[part.id] ?? ''
    const data = { part: part.title.vi }
    if (text.trim() === '' && written.some((each) => each === part.id))
      return [{ code: 'report-part-empty', field: `words.${part.id}`, data }]
    return brokenIn(text, keys).map(({ key }) => ({
      code: 'report-placeholder-broken',
      field: `words.${part.id}`,
      data: { ...data, key },
    }))
  })
}

export async function returnReport(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  reason: string,
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'return', 'report.approve')
  if (!taken.ok) return taken
  await advance(ctx, taken.value, 'return', {}, reason)
  return ok()
}

/**
 * Approves what is on the leader's screen, and freezes it: the hash seen comes with the deed, and if the figures have moved since, the
 * leader is asked again. Two people make a report: who proposed it does not approve it.
 */
export async function approveReport(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  seen: string,
): Promise<Result<{ hash: string }>> {
  const taken = await take(ctx, sources, id, 'approve', 'report.approve')
  if (!taken.ok) return taken
  const report = taken.value
  const proposer = await ctx.db
    .selectFrom('report_action')
    .select('actor_id')
    .where('report_id', '=', id)
    .where('action', '=', 'propose')
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  if (proposer?.actor_id && proposer.actor_id === ctx.actor.accountId) return refuse('report-same-person')
  const made = await live(ctx, sources, report)
  if (hashOfComposed(made, report.words) !== seen) return refuse('report-moved')
  const hash = await freeze(ctx, report, made)
  await advance(ctx, report, 'approve', { hash })
  return ok({ hash })
}

export interface IssueInput {
  readonly number: string
  readonly issuedOn: string
  readonly signerName: string
  readonly signerOffice: string
}

/** Number, day and signer, as the office's own register of papers gave them. */
export async function issueReport(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  input: IssueInput,
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'issue', 'report.freeze')
  if (!taken.ok) return taken
  const twin = await ctx.db
    .selectFrom('report')
    .select('id')
    .where('province_code', '=', sources.home)
    .where('number', '=', input.number)
    .where('issued_on', '=', input.issuedOn)
    .executeTakeFirst()
  if (twin) return refuse('report-number-taken', { field: 'number', data: { number: input.number } })
  await ctx.db
    .updateTable('report')
    .set({
      number: input.number,
      issued_on: input.issuedOn,
      signer_name: input.signerName,
      signer_office: input.signerOffice,
    })
    .where('id', '=', id)
    .execute()
  await advance(ctx, taken.value, 'issue', { number: input.number, day: input.issuedOn })
  return ok()
}

export async function discardReport(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'discard', 'report.freeze')
  if (!taken.ok) return taken
  await advance(ctx, taken.value, 'discard', {})
  return ok()
}

/** The report with the figures of this very transaction. */
export async function live(
  ctx: CommandContext,
  sources: ReportSources,
  report: StoredReport,
): Promise<MadeReport> {
  const definition = definitionOf(report.definition)
  if (!definition) throw new Error(`a report of no definition: ${report.definition}`)
  return makeReport(
    definition,
    report.params,
    await readCut(ctx.db, sources, definition.reads, report.params, ctx.today),
  )
}

/** Loads a report for a step, if the actor may take it and it stands where the step begins. */
export async function take(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  action: ReportAction,
  permission: 'report.freeze' | 'report.approve',
): Promise<Result<StoredReport>> {
  const report = await ctx.db
    .selectFrom('report')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!report || report.province_code !== sources.home) return refuse('not-found')
  if (!allowedAt(ctx, permission, report.province_code)) return refuse('forbidden')
  return mayTake(action, report.status) ? ok(report) : refuse('report-step-closed')
}

export function allowedAt(
  ctx: CommandContext,
  permission: 'report.freeze' | 'report.approve',
  province: string,
): boolean {
  return allowed(ctx, permission, { places: [province] })
}

export async function advance(
  ctx: CommandContext,
  report: StoredReport,
  action: ReportAction,
  detail: Record<string, unknown>,
  reason: string | null = null,
): Promise<void> {
  const last = await ctx.db
    .selectFrom('report_action')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('report_id', '=', report.id)
    .executeTakeFirst()
  await ctx.db
    .updateTable('report')
    .set({ status: reportSteps[action].to })
    .where('id', '=', report.id)
    .execute()
  await record(ctx, report.id, Number(last?.seq ?? 0) + 1, action, detail, reason)
}

async function record(
  ctx: CommandContext,
  id: string,
  seq: number,
  action: ReportAction,
  detail: Record<string, unknown>,
  reason: string | null = null,
): Promise<void> {
  await ctx.db
    .insertInto('report_action')
    .values({
      report_id: id,
      seq,
      action,
      at: ctx.now,
      day: ctx.today,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      reason,
      detail: JSON.stringify(detail),
    })
    .execute()
  ctx.audit({ action: `report.${action}`, subjectKind: 'report', subjectId: id, place: null, detail })
}
