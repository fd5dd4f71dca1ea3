import { z } from 'zod'
import type { CommandContext, Problem, Result } from '../../../platform/command/index.ts'
import {
  fieldText,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { localPath, parseDay } from '../../../platform/i18n/index.ts'
import type { SendNotice } from '../../../platform/notice.ts'
import { may } from '../../../rules/permissions/index.ts'
import { problemText } from '../../frame/index.ts'
import { definitionOf } from '../definitions/index.ts'
import { makeReport } from '../made.ts'
import { root } from '../pages/report-page.tsx'
import { readParams, reportQuery } from '../params.ts'
import type { Reading } from '../reading.ts'
import { takeCut } from '../records/take.ts'
import type { Issuer } from '../render/paper.ts'
import { changesBetween } from './changes.ts'
import {
  approveReport,
  createReport,
  discardReport,
  editReport,
  flawsOf,
  issueReport,
  proposeReport,
  returnReport,
} from './commands.ts'
import { composedFile } from './composed-file.ts'
import {
  answerContribution,
  askContribution,
  commentOn,
  mayAnswer,
  mergeContribution,
  readRecipients,
  remindContribution,
  resolveComment,
  sendReport,
  type Whom,
} from './exchange.ts'
import { hashOfComposed, thaw } from './freezing.ts'
import { ComposedPage } from './pages.tsx'
import { aboutReport, reportById, type StoredReport } from './queries.ts'
import { signingRoutes } from './signing.tsx'

const byId = z.object({ id: z.uuid() })
const byChild = byId.extend({ child: z.uuid() })

export interface ComposerDeps extends Reading {
  readonly issuerOn: (day: string) => Issuer
  readonly send: SendNotice
  whom(day: string): readonly Whom[]
}

/** A report the office writes, from its first draft to the amending one. */
export function composerRoutes(deps: ComposerDeps): readonly Route[] {
  const { kernel, sources, send } = deps
  const { db } = kernel
  const errorsOf = (list: readonly Problem[], ctx: RequestContext) =>
    list.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const mayRead = async (ctx: RequestContext, id: string) => {
    const here = { places: [sources.home] }
    if (may(ctx.actor, 'report.freeze', here, ctx.today) || may(ctx.actor, 'report.approve', here, ctx.today))
      return true
    if (may(ctx.actor, 'audit.read', here, ctx.today)) return true
    const { contributions } = await aboutReport(db, id)
    return contributions.some((each) => mayAnswer(ctx, each))
  }

  /** Live while it is a draft; made again from its cut once frozen. */
  async function figures(report: StoredReport, today: string) {
    const thawed = await thaw(db, report)
    const definition = definitionOf(report.definition)
    if (!definition) return null
    const now = makeReport(
      definition,
      report.params,
      await takeCut(kernel, sources, definition.reads, report.params, thawed?.asOf ?? today),
    )
    return { thawed, now, made: thawed?.made ?? now }
  }

  async function view(ctx: RequestContext, id: string, list: readonly Problem[] = []): Promise<Reply> {
    const report = await reportById(db, id)
    if (!report || report.province_code !== sources.home || report.status === 'discarded') return notFound()
    if (!(await mayRead(ctx, id))) return forbidden()
    const [about, known] = await Promise.all([aboutReport(db, id), figures(report, ctx.today)])
    if (!known) return notFound()
    const { thawed, now, made } = known
    const here = { places: [sources.home] }
    return show(
      <ComposedPage
        ctx={ctx}
        report={report}
        about={about}
        made={made}
        frozen={thawed}
        changes={thawed ? changesBetween(thawed.made, now) : null}
        hash={thawed?.hash ?? hashOfComposed(made, report.words)}
        flaws={thawed ? [] : errorsOf(flawsOf(report, made), ctx)}
        whom={deps.whom(ctx.today)}
        mails={await mailStates(id)}
        may={{
          write: may(ctx.actor, 'report.freeze', here, ctx.today),
          approve: may(ctx.actor, 'report.approve', here, ctx.today),
          answer: (of) => mayAnswer(ctx, of),
        }}
        errors={errorsOf(list, ctx)}
      />,
      { status: list.length > 0 ? 422 : 200 },
    )
  }

  /** What became of the mails about a report, by address. */
  async function mailStates(id: string): Promise<ReadonlyMap<string, string>> {
    const rows = await db
      .selectFrom('mail')
      .select(['to_address', 'status'])
      .where('subject_kind', '=', 'report')
      .where('subject_id', '=', id)
      .execute()
    return new Map(rows.map((row) => [row.to_address, row.status]))
  }

  /** A deed on one report: done, back to it; refused, the page with why. */
  const deed = (
    path: string,
    permission: string,
    audit: string,
    act: (
      ctx: RequestContext<{ id: string; child?: string }>,
      inner: CommandContext,
    ) => Promise<Result<unknown>>,
    anchor = '',
  ): Route =>
    form({
      path: `${root}/:id/${path}`,
      permission,
      audit,
      params: path.includes(':child') ? byChild : byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => act(ctx, inner))
        if (done.ok) return goTo(localPath(ctx.lang, `${root}/${ctx.params.id}${anchor}`))
        return done.problems.some(({ code }) => code === 'forbidden')
          ? forbidden()
          : view(ctx, ctx.params.id, done.problems)
      },
    })

  return [
    ...signingRoutes({ kernel, sources, view, mayRead }),
    form({
      path: `${root}/soan`,
      permission: 'report.freeze',
      audit: 'report.create',
      handler: async (ctx) => {
        const asked = reportQuery.safeParse({
          ky: fieldText(ctx.form, 'ky') || undefined,
          tu: fieldText(ctx.form, 'tu') || undefined,
          den: fieldText(ctx.form, 'den') || undefined,
        })
        const params = readParams(asked.success ? asked.data : {}, ctx.today, sources.home)
        const back = (list: readonly Problem[]) =>
          goTo(localPath(ctx.lang, `${root}?loi=${encodeURIComponent(list[0]?.code ?? '')}`))
        if (!params.ok) return back(params.problems)
        const made = await ctx.run((inner) =>
          createReport(inner, sources, {
            definition: fieldText(ctx.form, 'definition') || 'year',
            params: params.value,
          }),
        )
        return made.ok ? goTo(localPath(ctx.lang, `${root}/${made.value.id}#edit`)) : back(made.problems)
      },
    }),
    page({
      path: `${root}/:id`,
      permission: 'report.read',
      audit: null,
      params: byId,
      handler: (ctx) => view(ctx, ctx.params.id),
    }),
    form({
      path: `${root}/:id`,
      permission: 'report.freeze',
      audit: 'report.edit',
      params: byId,
      handler: async (ctx) => {
        const typed = Object.entries(ctx.form.fields).flatMap(([name, text]) =>
          name.startsWith('words.')
            ? [[name.slice('words.'.length), String(text).slice(0, 20_000)] as const]
            : [],
        )
        const title = fieldText(ctx.form, 'title').trim()
        if (title === '') return view(ctx, ctx.params.id, [{ code: 'required', field: 'title' }])
        const input = {
          title: title.slice(0, 500),
          words: Object.fromEntries(typed),
          recipients: fieldText(ctx.form, 'recipients')
            .split('\n')
            .map((line) => line.trim().slice(0, 300))
            .filter(Boolean)
            .slice(0, 60),
          version: Number(fieldText(ctx.form, 'version')),
        }
        const done = await ctx.run((inner) => editReport(inner, sources, ctx.params.id, input))
        return done.ok
          ? goTo(localPath(ctx.lang, `${root}/${ctx.params.id}`))
          : view(ctx, ctx.params.id, done.problems)
      },
    }),
    deed('trinh', 'report.freeze', 'report.propose', async (ctx, inner) => {
      const done = await proposeReport(inner, sources, ctx.params.id)
      if (done.ok)
        await send(inner, {
          kind: 'reports.proposed',
          to: { role: 'leader', placeCode: sources.home },
          params: { report: (await reportById(inner.db, ctx.params.id))?.title },
          path: `${root}/${ctx.params.id}`,
          exceptActor: true,
        })
      return done
    }),
    deed('bo', 'report.freeze', 'report.discard', (ctx, inner) =>
      discardReport(inner, sources, ctx.params.id),
    ),
    deed('duyet', 'report.approve', 'report.approve', (ctx, inner) =>
      approveReport(inner, sources, ctx.params.id, fieldText(ctx.form, 'seen')),
    ),
    deed('tra-lai', 'report.approve', 'report.return', async (ctx, inner) => {
      const reason = fieldText(ctx.form, 'reason').trim()
      if (reason === '') return { ok: false, problems: [{ code: 'required', field: 'reason' }] }
      return returnReport(inner, sources, ctx.params.id, reason.slice(0, 2000))
    }),
    deed('ban-hanh', 'report.freeze', 'report.issue', async (ctx, inner) => {
      const issuedOn = parseDay(fieldText(ctx.form, 'issuedOn'))
      const typed = (name: string) => fieldText(ctx.form, name).trim()
      const missing = ['number', 'signerName', 'signerOffice'].filter((name) => typed(name) === '')
      const problems = [
        ...missing.map((field) => ({ code: 'required', field })),
        ...(issuedOn
          ? []
          : [{ code: 'report-day-unreadable', field: 'issuedOn', data: { text: typed('issuedOn') } }]),
      ]
      if (problems.length > 0 || !issuedOn) return { ok: false, problems }
      return issueReport(inner, sources, ctx.params.id, {
        number: typed('number').slice(0, 100),
        issuedOn,
        signerName: typed('signerName').slice(0, 200),
        signerOffice: typed('signerOffice').slice(0, 200),
      })
    }),
    deed(
      'gui',
      'report.freeze',
      'report.send',
      async (ctx, inner) => {
        const recipients = readRecipients(fieldText(ctx.form, 'sendTo'))
        if (!recipients.ok) return recipients
        return sendReport(inner, sources, ctx.params.id, recipients.value, async (command, to, about) => {
          await kernel.mailer.send(command.db, {
            to,
            subject: `Báo cáo số ${about.number}: ${about.title}`,
            body: `Gửi kèm đường văn thư Báo cáo số ${about.number} ngày ${about.day}.\n${about.title}\n\n${kernel.config.baseUrl}${root}/${ctx.params.id}\n`,
            about: { kind: 'report', id: ctx.params.id },
          })
        })
      },
      '#deliveries',
    ),
    form({
      path: `${root}/:id/sua-doi`,
      permission: 'report.freeze',
      audit: 'report.create',
      params: byId,
      handler: async (ctx) => {
        const before = await reportById(db, ctx.params.id)
        if (before?.status !== 'issued') return notFound()
        const made = await ctx.run((inner) =>
          createReport(inner, sources, {
            definition: before.definition,
            params: before.params,
            amends: before,
          }),
        )
        return made.ok
          ? goTo(localPath(ctx.lang, `${root}/${made.value.id}#edit`))
          : view(ctx, ctx.params.id, made.problems)
      },
    }),
    deed(
      'gop-y',
      'report.read',
      'report.comment',
      async (ctx, inner) => {
        const text = fieldText(ctx.form, 'text').trim().slice(0, 4000)
        if (text === '') return { ok: false, problems: [{ code: 'required', field: 'text' }] }
        return commentOn(inner, sources, ctx.params.id, { text, part: null })
      },
      '#comments',
    ),
    deed(
      'gop-y/:child',
      'report.freeze',
      'report.comment-settle',
      (ctx, inner) => resolveComment(inner, sources, ctx.params.id, ctx.params.child!),
      '#comments',
    ),
    deed(
      'dong-gop',
      'report.freeze',
      'report.ask',
      async (ctx, inner) => {
        const question = fieldText(ctx.form, 'question').trim().slice(0, 2000)
        const dueOn = parseDay(fieldText(ctx.form, 'dueOn'))
        if (question === '') return { ok: false, problems: [{ code: 'required', field: 'question' }] }
        if (!dueOn)
          return {
            ok: false,
            problems: [
              { code: 'report-day-unreadable', field: 'dueOn', data: { text: fieldText(ctx.form, 'dueOn') } },
            ],
          }
        const whom = deps.whom(inner.today).find(({ value }) => value === fieldText(ctx.form, 'whom'))
        return askContribution(inner, sources, send, ctx.params.id, { whom, question, dueOn })
      },
      '#contributions',
    ),
    deed(
      'dong-gop/:child/nhac',
      'report.freeze',
      'report.remind',
      (ctx, inner) => remindContribution(inner, sources, send, ctx.params.id, ctx.params.child!),
      '#contributions',
    ),
    deed(
      'dong-gop/:child/ghep',
      'report.freeze',
      'report.merge',
      (ctx, inner) =>
        mergeContribution(inner, sources, ctx.params.id, {
          contributionId: ctx.params.child!,
          part: fieldText(ctx.form, 'part'),
        }),
      '#contributions',
    ),
    deed(
      'dong-gop/:child',
      'report.contribute',
      'report.contribute',
      async (ctx, inner) => {
        const text = fieldText(ctx.form, 'text').trim().slice(0, 20_000)
        if (text === '') return { ok: false, problems: [{ code: 'required', field: 'text' }] }
        return answerContribution(inner, ctx.params.child!, text)
      },
      '#contributions',
    ),
    page({
      path: `${root}/:id/tai`,
      permission: 'report.read',
      audit: 'report.downloaded',
      params: byId,
      query: z.object({ dang: z.enum(['docx', 'pdf', 'xlsx']).default('docx') }),
      handler: async (ctx) => {
        const report = await reportById(db, ctx.params.id)
        const known = report && (await mayRead(ctx, report.id)) ? await figures(report, ctx.today) : null
        if (!report || !known) return notFound()
        ctx.subject('report', report.id)
        return composedFile(deps.issuerOn, report, known.made, known.thawed, ctx.query.dang, ctx)
      },
    }),
  ]
}
