import { z } from 'zod'
import type { Problem } from '../../../platform/command/index.ts'
import {
  type FormReading,
  fieldText,
  file,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../../platform/http/index.ts'
import { type StatePaper, statePaperDocx, statePaperPdf } from '../../../platform/papers/index.ts'
import { slug } from '../../../rules/vietnamese/index.ts'
import { communeReportOf } from '../commune.ts'
import { reportPaper } from '../desk-papers/advisory.ts'
import { handOverRecord, proposalLetter } from '../desk-papers/letter.ts'
import { askExtraTest, extraTestsOf, settleExtraTest } from '../extra-tests.ts'
import { meetingOf, recordMeeting } from '../meeting.ts'
import { type Parts, readable, type Shown } from '../parts.ts'
import { at, ROOT } from '../paths.ts'
import { suggestionsOf } from '../province.ts'
import { actionsFor } from '../steps.ts'
import { surveysOf } from '../survey/surveys.ts'
import { MeetingPage, TestsPage } from './pages.tsx'

const byId = z.object({ id: z.uuid() })
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
type More = { typed?: FormReading['fields']; problems?: readonly Problem[] }

/** What the desks add beside the dossier: the commune's meeting, extra tests, and the papers of both desks. */
export function deskSideRoutes(parts: Parts): Route[] {
  const { kernel, record } = parts
  const { db } = kernel

  const showMeeting = async (ctx: RequestContext, { dossier }: Shown, more: More = {}) =>
    show(<MeetingPage ctx={ctx} dossier={dossier} meeting={await meetingOf(db, dossier.id)} {...more} />, {
      status: more.problems ? 422 : 200,
    })

  const showTests = async (ctx: RequestContext, { dossier, law }: Shown, more: More = {}) => {
    const mayAsk = actionsFor(dossier, law, ctx.actor, ctx.today).includes('extra-test')
    const tests = await extraTestsOf(db, dossier.id)
    return show(<TestsPage ctx={ctx} dossier={dossier} tests={tests} mayAsk={mayAsk} {...more} />, {
      status: more.problems ? 422 : 200,
    })
  }

  const paperOf = async (shown: Shown, name: string, today: string): Promise<StatePaper | null> => {
    const facts = { ...shown, placeName: parts.placeName, today }
    const { id } = shown.dossier
    if (name === 'bao-cao')
      return reportPaper(facts, {
        suggestions: await suggestionsOf(db, id),
        surveys: await surveysOf(db, id),
        tests: await extraTestsOf(db, id),
      })
    const report = await communeReportOf(db, id)
    if (!report?.issuedAt) return null
    return name === 'ban-giao' ? handOverRecord(facts, report) : proposalLetter(facts, report)
  }

  return [
    page({
      path: `${ROOT}/:id/hop`,
      permission: 'dossier.report-commune',
      audit: 'dossier.read',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? showMeeting(ctx, shown) : notFound()
      },
    }),
    form({
      path: `${ROOT}/:id/hop`,
      permission: 'dossier.report-commune',
      audit: 'dossier.record-meeting',
      params: byId,
      handler: async (ctx) => {
        const recorded = await ctx.run((inner) =>
          recordMeeting(inner, {
            dossierId: ctx.params.id,
            heldOn: fieldText(ctx.form, 'heldOn'),
            present: fieldText(ctx.form, 'present'),
            conclusion: fieldText(ctx.form, 'conclusion'),
          }),
        )
        if (recorded.ok) return goTo(at(ctx.lang, ctx.params.id))
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown
          ? showMeeting(ctx, shown, { typed: ctx.form.fields, problems: recorded.problems })
          : notFound()
      },
    }),
    page({
      path: `${ROOT}/:id/kiem-nghiem`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? showTests(ctx, shown) : notFound()
      },
    }),
    form({
      path: `${ROOT}/:id/kiem-nghiem`,
      permission: 'dossier.advise',
      audit: 'dossier.extra-test',
      params: byId,
      handler: async (ctx) => {
        const asked = await ctx.run((inner) =>
          askExtraTest(inner, record, {
            dossierId: ctx.params.id,
            what: fieldText(ctx.form, 'what'),
            until: fieldText(ctx.form, 'until'),
          }),
        )
        if (asked.ok) return goTo(at(ctx.lang, ctx.params.id, '/kiem-nghiem'))
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown
          ? showTests(ctx, shown, { typed: ctx.form.fields, problems: asked.problems })
          : notFound()
      },
    }),
    form({
      path: `${ROOT}/:id/kiem-nghiem/:seq`,
      permission: 'dossier.advise',
      audit: 'dossier.test-settled',
      params: z.object({ id: z.uuid(), seq: z.coerce.number().int().min(1).max(10_000) }),
      handler: async (ctx) => {
        const { id, seq } = ctx.params
        const passed = fieldText(ctx.form, `passed.${seq}`)
        const settled = await ctx.run((inner) =>
          settleExtraTest(inner, {
            dossierId: id,
            seq,
            result: fieldText(ctx.form, `result.${seq}`),
            passed: passed === 'yes' ? true : passed === 'no' ? false : null,
          }),
        )
        if (settled.ok) return goTo(at(ctx.lang, id, '/kiem-nghiem'))
        const shown = await readable(parts, ctx, id)
        return shown
          ? showTests(ctx, shown, { typed: ctx.form.fields, problems: settled.problems })
          : notFound()
      },
    }),
    page({
      path: `${ROOT}/:id/van-ban/:file`,
      permission: 'dossier.read',
      audit: 'dossier.print',
      params: z.object({
        id: z.uuid(),
        file: z.string().regex(/^(van-ban-de-nghi|ban-giao|bao-cao)\.(pdf|docx)$/),
      }),
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        const [name, format] = ctx.params.file.split('.') as [string, string]
        // What the advisory team advises is for the office and the council, not for the producer.
        const own = ctx.actor.grants.every((grant) => grant.role === 'producer')
        if (!shown || (own && name === 'bao-cao')) return notFound()
        const paper = await paperOf(shown, name, ctx.today)
        if (!paper) return notFound()
        const title = `${name}-${slug(shown.dossier.product.name, 60) || 'ho-so'}`
        return format === 'pdf'
          ? file(await statePaperPdf(paper, { at: ctx.now }), 'application/pdf', { name: `${title}.pdf` })
          : file(await statePaperDocx(paper), DOCX, { name: `${title}.docx` })
      },
    }),
  ]
}
