import { z } from 'zod'
import type { Problem, Result } from '../../platform/command/index.ts'
import {
  type FormReading,
  fieldList,
  fieldText,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { missingItems } from './checklist.ts'
import {
  communeReportOf,
  issueCommuneReport,
  proposeDossier,
  receiveByCommune,
  returnDossier,
  saveCommuneReport,
} from './commune.ts'
import { showOverview } from './overview.tsx'
import { ProposePage, RefusePage, ReportPage, ReturnPage } from './pages/desk-pages.tsx'
import { type Parts, readable, type Shown } from './parts.ts'
import { at, ROOT } from './paths.ts'
import { papersOfDossier } from './pins.ts'
import { assignAdvisers, receiveByProvince } from './province.ts'
import { MOST_REMARKS } from './remarks.ts'
import { remarksFor, remarksTyped } from './remarks-typed.ts'
import { actionsFor } from './steps.ts'

const byId = z.object({ id: z.uuid() })

/** The desks of the commune, the province and the advisory team. */
export function deskRoutes(parts: Parts): Route[] {
  const { kernel, record, desk } = parts
  const { db } = kernel

  /** After a deed: to the dossier; after a refusal: its page with the reasons, what was typed kept. */
  const after = async (ctx: RequestContext<{ id: string }>, result: Result<unknown>): Promise<Reply> => {
    if (result.ok) return goTo(at(ctx.lang, ctx.params.id))
    const shown = await readable(parts, ctx, ctx.params.id)
    return shown ? showOverview(parts, ctx, shown, result.problems, ctx.form.fields) : notFound()
  }

  const samplesTyped = (typed: FormReading): number | null => {
    const text = fieldText(typed, 'samples')
    return text === '' ? null : Number(text)
  }

  /** Which return this person may make now; null when none. */
  const returnBy = (ctx: RequestContext, { dossier, law }: Shown) => {
    const can = actionsFor(dossier, law, ctx.actor, ctx.today)
    return can.includes('return-commune')
      ? 'return-commune'
      : can.includes('return-province')
        ? 'return-province'
        : null
  }

  const showReturn = async (
    ctx: RequestContext,
    shown: Shown,
    rows: number,
    more: { typed?: FormReading['fields']; problems?: readonly Problem[] } = {},
  ) => {
    const by = returnBy(ctx, shown)
    if (!by) return goTo(at(ctx.lang, shown.dossier.id))
    const { papers } = await papersOfDossier(db, shown.dossier.id)
    return show(<ReturnPage ctx={ctx} {...shown} by={by} rows={rows} papers={papers} {...more} />, {
      status: more.problems ? 422 : 200,
    })
  }

  return [
    form({
      path: `${ROOT}/:id/tiep-nhan`,
      permission: 'dossier.receive',
      audit: 'dossier.receive-commune',
      params: byId,
      handler: async (ctx) =>
        after(
          ctx,
          await ctx.run((inner) =>
            receiveByCommune(inner, desk, {
              dossierId: ctx.params.id,
              checklist: fieldList(ctx.form, 'checklist').slice(0, 20),
              samples: samplesTyped(ctx.form),
            }),
          ),
        ),
    }),
    page({
      path: `${ROOT}/:id/tra-lai`,
      permission: 'dossier.read',
      audit: 'dossier.read',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        const missing = ctx.url.searchParams.has('thieu') ? missingItems(shown.dossier) : []
        return missing.length > 0
          ? showReturn(ctx, shown, missing.length, { typed: remarksFor(missing, ctx.lang) })
          : showReturn(ctx, shown, 2)
      },
    }),
    form({
      path: `${ROOT}/:id/tra-lai`,
      permission: 'dossier.read',
      audit: 'dossier.return',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        const by = shown && returnBy(ctx, shown)
        if (!shown || !by) return shown ? goTo(at(ctx.lang, shown.dossier.id)) : notFound()
        const rows = Math.min(MOST_REMARKS, Math.max(1, Number(fieldText(ctx.form, 'rows')) || 1))
        if (fieldText(ctx.form, 'more') !== '')
          return showReturn(ctx, shown, Math.min(MOST_REMARKS, rows + 1), { typed: ctx.form.fields })
        const returned = await ctx.run((inner) =>
          returnDossier(inner, desk, {
            dossierId: shown.dossier.id,
            by,
            reason: fieldText(ctx.form, 'reason'),
            remarks: remarksTyped(ctx.form, rows),
          }),
        )
        return returned.ok
          ? goTo(at(ctx.lang, shown.dossier.id))
          : showReturn(ctx, shown, rows, { typed: ctx.form.fields, problems: returned.problems })
      },
    }),
    page({
      path: `${ROOT}/:id/bao-cao`,
      permission: 'dossier.report-commune',
      audit: 'dossier.read',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        const report = await communeReportOf(db, shown.dossier.id)
        return show(<ReportPage ctx={ctx} {...shown} report={report} />)
      },
    }),
    form({
      path: `${ROOT}/:id/bao-cao`,
      permission: 'dossier.report-commune',
      audit: 'dossier.report-commune',
      params: byId,
      handler: async (ctx) => {
        const topics = Object.fromEntries(
          Object.keys(ctx.form.fields).map((name) => [name, fieldText(ctx.form, name)]),
        )
        const version = Number(fieldText(ctx.form, 'version')) || 0
        const input = { dossierId: ctx.params.id, topics, version }
        const issue = fieldText(ctx.form, 'then') !== 'save'
        const saved: Result<unknown> = await ctx.run(
          (inner): Promise<Result<unknown>> =>
            issue ? issueCommuneReport(inner, desk, input) : saveCommuneReport(inner, desk, input),
        )
        if (saved.ok) return goTo(at(ctx.lang, ctx.params.id, issue ? '' : '/bao-cao'))
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        const report = await communeReportOf(db, shown.dossier.id)
        return show(
          <ReportPage
            ctx={ctx}
            {...shown}
            report={report}
            typed={ctx.form.fields}
            problems={saved.problems}
          />,
          { status: 422 },
        )
      },
    }),
    page({
      path: `${ROOT}/:id/de-nghi`,
      permission: 'dossier.propose',
      audit: 'dossier.read',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        return show(<ProposePage ctx={ctx} {...shown} round={shown.law.life.roundFor(ctx.today)} />)
      },
    }),
    form({
      path: `${ROOT}/:id/de-nghi`,
      permission: 'dossier.propose',
      audit: 'dossier.propose',
      params: byId,
      handler: async (ctx) => {
        const proposed = await ctx.run((inner) =>
          proposeDossier(inner, desk, {
            dossierId: ctx.params.id,
            number: fieldText(ctx.form, 'number'),
            on: fieldText(ctx.form, 'on'),
            samples: samplesTyped(ctx.form),
          }),
        )
        if (proposed.ok) return goTo(at(ctx.lang, ctx.params.id))
        const shown = await readable(parts, ctx, ctx.params.id)
        if (!shown) return notFound()
        return show(
          <ProposePage
            ctx={ctx}
            {...shown}
            round={shown.law.life.roundFor(ctx.today)}
            typed={ctx.form.fields}
            problems={proposed.problems}
          />,
          { status: 422 },
        )
      },
    }),
    form({
      path: `${ROOT}/:id/tinh-tiep-nhan`,
      permission: 'dossier.check-province',
      audit: 'dossier.receive-province',
      params: byId,
      handler: async (ctx) =>
        after(
          ctx,
          await ctx.run((inner) =>
            receiveByProvince(inner, desk, {
              dossierId: ctx.params.id,
              checklist: fieldList(ctx.form, 'checklist').slice(0, 20),
            }),
          ),
        ),
    }),
    form({
      path: `${ROOT}/:id/phan-cong`,
      permission: 'dossier.assign',
      audit: 'dossier.assign',
      params: byId,
      handler: async (ctx) =>
        after(
          ctx,
          await ctx.run((inner) =>
            assignAdvisers(inner, {
              dossierId: ctx.params.id,
              accountIds: fieldList(ctx.form, 'accountIds').filter((one) => z.uuid().safeParse(one).success),
            }),
          ),
        ),
    }),
    page({
      path: `${ROOT}/:id/tu-choi`,
      permission: 'dossier.refuse',
      audit: 'dossier.read',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? show(<RefusePage ctx={ctx} {...shown} />) : notFound()
      },
    }),
    form({
      path: `${ROOT}/:id/tu-choi`,
      permission: 'dossier.refuse',
      audit: 'dossier.refuse',
      params: byId,
      handler: async (ctx) => {
        const reason = fieldText(ctx.form, 'reason')
        const refused = await ctx.run((inner) => record(inner, ctx.params.id, 'refuse', { reason }))
        if (refused.ok) return goTo(at(ctx.lang, ctx.params.id))
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown
          ? show(<RefusePage ctx={ctx} {...shown} typed={ctx.form.fields} problems={refused.problems} />, {
              status: 422,
            })
          : notFound()
      },
    }),
  ]
}
