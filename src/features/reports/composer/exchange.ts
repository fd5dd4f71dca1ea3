import { type CommandContext, failed, ok, type Result, refuse } from '../../../platform/command/index.ts'
import { uuidv7 } from '../../../platform/db/index.ts'
import type { SendNotice } from '../../../platform/notice.ts'
import type { Day } from '../../../rules/calendar/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import type { ReportSources } from '../records/take.ts'
import { advance, allowedAt, take } from './commands.ts'
import { contributionsOf, reportById } from './queries.ts'
import '../tables.ts'

/** Whom a contribution may be asked of: agencies and communes of the day. */
export interface Whom {
  readonly value: string
  readonly label: string
  readonly agencyId: string | null
  readonly placeCode: string | null
}

const path = (id: string) => `/lam-viec/bao-cao/${id}`

export async function askContribution(
  ctx: CommandContext,
  sources: ReportSources,
  send: SendNotice,
  id: string,
  input: { readonly whom: Whom | undefined; readonly question: string; readonly dueOn: Day },
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'edit', 'report.freeze')
  if (!taken.ok) return taken
  const { whom } = input
  if (!whom) return refuse('report-whom-unknown', { field: 'whom' })
  if (input.dueOn < ctx.today) return refuse('report-contribution-late-day', { field: 'dueOn' })
  await ctx.db
    .insertInto('report_contribution')
    .values({
      id: uuidv7(),
      report_id: id,
      agency_id: whom.agencyId,
      place_code: whom.placeCode,
      name: whom.label,
      question: input.question,
      due_on: input.dueOn,
      asked_at: ctx.now,
      reminded_at: null,
      text: null,
      answered_at: null,
      answered_by_name: null,
      merged_at: null,
    })
    .onConflict((row) =>
      row
        .columns(['report_id', 'agency_id', 'place_code'])
        .doUpdateSet({ question: input.question, due_on: input.dueOn }),
    )
    .execute()
  await send(ctx, {
    kind: 'reports.asked',
    to: toOf(whom),
    params: { report: taken.value.title, question: input.question, due: input.dueOn },
    path: path(id),
  })
  ctx.audit({
    action: 'report.asked',
    subjectKind: 'report',
    subjectId: id,
    place: null,
    detail: { whom: whom.value },
  })
  return ok()
}

const toOf = (whom: { agencyId: string | null; placeCode: string | null }) =>
  whom.agencyId
    ? { agency: whom.agencyId }
    : { role: 'commune-officer' as const, placeCode: whom.placeCode ?? '' }

/** Reminds one that has not answered. */
export async function remindContribution(
  ctx: CommandContext,
  sources: ReportSources,
  send: SendNotice,
  id: string,
  contributionId: string,
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'edit', 'report.freeze')
  if (!taken.ok) return taken
  const asked = (await contributionsOf(ctx.db, id)).find((each) => each.id === contributionId)
  if (!asked || asked.answered_at) return refuse('not-found')
  await ctx.db
    .updateTable('report_contribution')
    .set({ reminded_at: ctx.now })
    .where('id', '=', contributionId)
    .execute()
  await send(ctx, {
    kind: 'reports.reminded',
    to: toOf({ agencyId: asked.agency_id, placeCode: asked.place_code }),
    params: { report: taken.value.title, question: asked.question, due: asked.due_on },
    path: path(id),
  })
  ctx.audit({
    action: 'report.reminded',
    subjectKind: 'report',
    subjectId: id,
    place: null,
    detail: { of: asked.name },
  })
  return ok()
}

/** The agency or commune answers; it may answer again until its words were taken in. */
export async function answerContribution(
  ctx: CommandContext,
  contributionId: string,
  text: string,
): Promise<Result<{ reportId: string }>> {
  const asked = await ctx.db
    .selectFrom('report_contribution')
    .selectAll()
    .where('id', '=', contributionId)
    .forUpdate()
    .executeTakeFirst()
  const report = asked && (await reportById(ctx.db, asked.report_id))
  if (!asked || !report) return refuse('not-found')
  if (!mayAnswer(ctx, asked)) return refuse('forbidden')
  if (report.status !== 'draft' || asked.merged_at) return refuse('report-step-closed')
  await ctx.db
    .updateTable('report_contribution')
    .set({ text, answered_at: ctx.now, answered_by_name: ctx.actor.name })
    .where('id', '=', contributionId)
    .execute()
  ctx.audit({
    action: 'report.contributed',
    subjectKind: 'report',
    subjectId: report.id,
    place: null,
    detail: { of: asked.name },
  })
  return ok({ reportId: report.id })
}

export function mayAnswer(
  ctx: Pick<CommandContext, 'actor' | 'today'>,
  asked: { agency_id: string | null; place_code: string | null },
): boolean {
  const resource = asked.agency_id ? { agencyIds: [asked.agency_id] } : { places: [asked.place_code ?? ''] }
  return may(ctx.actor, 'report.contribute', resource, ctx.today)
}

/** Takes an answer into a part of the report, named by whom it comes from; the office goes on editing it. */
export async function mergeContribution(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  input: { readonly contributionId: string; readonly part: string },
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'edit', 'report.freeze')
  if (!taken.ok) return taken
  const report = taken.value
  const asked = (await contributionsOf(ctx.db, id)).find((each) => each.id === input.contributionId)
  if (!asked?.text || !(input.part in report.words)) return refuse('not-found')
  const before = report.words[input.part] ?? ''
  // What others typed is text: it does not become a figure.
  const words = asked.text.replaceAll('{{', '{ {').replaceAll('}}', '} }')
  const merged = `${before.trim() === '' ? '' : `${before.trimEnd()}\n`}${asked.name}: ${words}`
  await ctx.db
    .updateTable('report')
    .set({ words: JSON.stringify({ ...report.words, [input.part]: merged }), version: report.version + 1 })
    .where('id', '=', id)
    .execute()
  await ctx.db
    .updateTable('report_contribution')
    .set({ merged_at: ctx.now })
    .where('id', '=', asked.id)
    .execute()
  await advance(ctx, report, 'edit', { merged: asked.name, part: input.part })
  return ok()
}

export async function commentOn(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  input: { readonly text: string; readonly part: string | null },
): Promise<Result<void>> {
  const report = await reportById(ctx.db, id)
  if (!report) return refuse('not-found')
  const reads =
    allowedAt(ctx, 'report.freeze', sources.home) || allowedAt(ctx, 'report.approve', sources.home)
  if (!reads) return refuse('forbidden')
  if (report.status !== 'draft' && report.status !== 'proposed') return refuse('report-step-closed')
  await ctx.db
    .insertInto('report_comment')
    .values({
      id: uuidv7(),
      report_id: id,
      part: input.part,
      text: input.text,
      at: ctx.now,
      actor_id: ctx.actor.accountId,
      actor_name: ctx.actor.name,
      resolved_at: null,
    })
    .execute()
  ctx.audit({ action: 'report.commented', subjectKind: 'report', subjectId: id, place: null, detail: {} })
  return ok()
}

export async function resolveComment(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  commentId: string,
): Promise<Result<void>> {
  if (!allowedAt(ctx, 'report.freeze', sources.home)) return refuse('forbidden')
  await ctx.db
    .updateTable('report_comment')
    .set({ resolved_at: ctx.now })
    .where('id', '=', commentId)
    .where('report_id', '=', id)
    .execute()
  ctx.audit({
    action: 'report.comment-settled',
    subjectKind: 'report',
    subjectId: id,
    place: null,
    detail: {},
  })
  return ok()
}

export interface Recipient {
  readonly name: string
  readonly address: string | null
}

/** Reads lines “recipient, address”; a line whose address is none is told. */
export function readRecipients(text: string): Result<readonly Recipient[]> {
  const lines = text
    .split(/\n/)
    .map((line) => line.trim())
    .filter(Boolean)
  const wrong = lines.filter(
    (line) => line.includes('@') && !/[,;]\s*[^\s,;@]+@[^\s,;@]+\.[^\s,;@]+$/.test(line),
  )
  if (wrong.length > 0)
    return failed(
      ...wrong.map((line) => ({ code: 'report-recipient-unreadable', field: 'sendTo', data: { line } })),
    )
  if (lines.length === 0) return refuse('required', { field: 'sendTo' })
  return ok(
    lines.map((line) => {
      const found = /^(.*)[,;]\s*(\S+@\S+)$/.exec(line)
      return found ? { name: found[1]!.trim(), address: found[2]! } : { name: line, address: null }
    }),
  )
}

/** Writes down each sending; what goes by mail is handed to the mailer in the same transaction. */
export async function sendReport(
  ctx: CommandContext,
  sources: ReportSources,
  id: string,
  recipients: readonly Recipient[],
  mail: (
    ctx: CommandContext,
    to: string,
    about: { title: string; number: string; day: string },
  ) => Promise<void>,
): Promise<Result<void>> {
  const taken = await take(ctx, sources, id, 'send', 'report.freeze')
  if (!taken.ok) return taken
  const { title, number, issued_on } = taken.value
  for (const { name, address } of recipients) {
    await ctx.db
      .insertInto('report_delivery')
      .values({
        id: uuidv7(),
        report_id: id,
        recipient: name,
        channel: address ? 'mail' : 'paper',
        address,
        at: ctx.now,
        note: null,
      })
      .execute()
    if (address) await mail(ctx, address, { title, number: number ?? '', day: issued_on ?? '' })
  }
  await advance(ctx, taken.value, 'send', { recipients: recipients.length })
  return ok()
}
