import { z } from 'zod'
import type { Problem, Result } from '../../platform/command/index.ts'
import {
  type FormReading,
  fieldText,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { examine } from './examine.ts'
import { manifestsOf } from './manifest.ts'
import { AdvisePage } from './pages/advise-page.tsx'
import { OfficeReportPage } from './pages/desk-pages.tsx'
import { type Parts, readable, type Shown } from './parts.ts'
import { at, ROOT } from './paths.ts'
import { reportToCouncil, suggest, suggestionsOf } from './province.ts'
import { sheetTyped } from './typed.ts'

const byId = z.object({ id: z.uuid() })
type More = { typed?: FormReading['fields']; problems?: readonly Problem[] }

/** What goes to the council's chair: the advisory team's review criterion by criterion, and the office's report. */
export function reportRoutes(parts: Parts): Route[] {
  const { kernel, desk } = parts
  const { db } = kernel

  const showAdvice = async (ctx: RequestContext, shown: Shown, more: More = {}) => {
    const [suggestions, manifests, { score }] = await Promise.all([
      suggestionsOf(db, shown.dossier.id),
      manifestsOf(db, shown.dossier.id),
      examine(db, shown.dossier, shown.law, ctx.today),
    ])
    return show(
      <AdvisePage
        ctx={ctx}
        {...shown}
        suggestions={suggestions}
        filed={manifests.at(-1) ?? null}
        score={score}
        {...more}
      />,
      { status: more.problems ? 422 : 200 },
    )
  }
  const showOffice = (ctx: RequestContext, shown: Shown, more: More = {}) =>
    show(<OfficeReportPage ctx={ctx} {...shown} {...more} />, { status: more.problems ? 422 : 200 })

  return [
    page({
      path: `${ROOT}/:id/tu-van`,
      permission: 'dossier.advise',
      audit: 'dossier.read',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? showAdvice(ctx, shown) : notFound()
      },
    }),
    form({
      path: `${ROOT}/:id/tu-van`,
      permission: 'dossier.advise',
      audit: 'dossier.advisory-report',
      params: byId,
      handler: async (ctx) => {
        const dossierId = ctx.params.id
        const report = fieldText(ctx.form, 'then') !== 'save'
        const mine = (await suggestionsOf(db, dossierId)).filter(
          (one) => one.accountId === ctx.actor.accountId,
        )
        const typed = sheetTyped(ctx.form)
        const done: Result<unknown> = await ctx.run(async (inner): Promise<Result<unknown>> => {
          const before = new Set(mine.map((one) => one.criterion))
          const kept = await suggest(inner, desk, { dossierId, ...withSense(typed, before) })
          if (!kept.ok || !report) return kept
          const conclusion = fieldText(ctx.form, 'conclusion')
          return reportToCouncil(inner, desk, { dossierId, by: 'advisory-report', conclusion })
        })
        if (done.ok) return goTo(at(ctx.lang, dossierId, report ? '' : '/tu-van?luu=1'))
        const shown = await readable(parts, ctx, dossierId)
        return shown
          ? showAdvice(ctx, shown, { typed: ctx.form.fields, problems: done.problems })
          : notFound()
      },
    }),
    page({
      path: `${ROOT}/:id/bao-cao-tham-muu`,
      permission: 'dossier.check-province',
      audit: 'dossier.read',
      params: byId,
      handler: async (ctx) => {
        const shown = await readable(parts, ctx, ctx.params.id)
        return shown ? showOffice(ctx, shown) : notFound()
      },
    }),
    form({
      path: `${ROOT}/:id/bao-cao-tham-muu`,
      permission: 'dossier.check-province',
      audit: 'dossier.office-report',
      params: byId,
      handler: async (ctx) => {
        const dossierId = ctx.params.id
        const conclusion = fieldText(ctx.form, 'conclusion')
        const done = await ctx.run((inner) =>
          reportToCouncil(inner, desk, { dossierId, by: 'office-report', conclusion }),
        )
        if (done.ok) return goTo(at(ctx.lang, dossierId))
        const shown = await readable(parts, ctx, dossierId)
        return shown
          ? showOffice(ctx, shown, { typed: ctx.form.fields, problems: done.problems })
          : notFound()
      },
    }),
  ]
}

/** Criteria that say something, and those that said something before and are taken back now. */
function withSense({ answers, notes }: ReturnType<typeof sheetTyped>, before: ReadonlySet<string>) {
  const codes = new Set([...Object.keys(answers), ...Object.keys(notes)])
  const chosen = [...codes].filter(
    (code) => before.has(code) || (answers[code] ?? null) !== null || (notes[code] ?? '').trim() !== '',
  )
  return {
    answers: Object.fromEntries(chosen.map((code) => [code, answers[code] ?? null])),
    notes: Object.fromEntries(chosen.map((code) => [code, notes[code] ?? ''])),
  }
}
