import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import {
  fieldList,
  fieldText,
  file,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { statePaperDocx } from '../../platform/papers/index.ts'
import { addDays } from '../../rules/calendar/index.ts'
import { may, mayAnywhere } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { addInspection, approvePlan, assignTeam, cancelInspection, resourceOf, stepBack } from './commands.ts'
import { rankProducts } from './facts.ts'
import { countInspections, inspectionFigures } from './figures.ts'
import { inspectorsFor } from './interests.ts'
import { minutesPaper } from './minutes.ts'
import { deskPath, InspectionDeskPage } from './pages/desk.tsx'
import { InspectionPage } from './pages/inspection.tsx'
import { PlanPage, UnplannedPage } from './pages/plan.tsx'
import { OutcomePage } from './pages/public.tsx'
import type { Parts } from './parts.ts'
import {
  type InspectionFull,
  inspectionById,
  inspectionsFor,
  plansOfProvince,
  publicOutcomes,
  reportsToInspect,
} from './queries.ts'
import { signaturesOf } from './visit.ts'

export const byId = z.object({ id: z.uuid() })
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const planForm = z.object({
  year: z.string().regex(/^20\d\d$/, 'invalid'),
  wanted: z.string().regex(/^[1-9]\d{0,3}$/, 'invalid'),
  dueOn: z.string().min(1, 'required').max(40),
  seed: z.string().min(8, 'too-short').max(200),
})

/** The inspection with what this person may do with it; null when it is not theirs to read. */
export async function openAt(ctx: RequestContext, id: string, { kernel, deps }: Parts) {
  const inspection = await inspectionById(kernel.db, id)
  if (!inspection) return null
  const resource = resourceOf(inspection, inspection.members, deps, ctx.today)
  const asks = (permission: Parameters<typeof may>[1]) => may(ctx.actor, permission, resource, ctx.today)
  if (!asks('inspection.read')) return null
  ctx.subject('inspection', id, inspection.place_code ?? inspection.province_code)
  const may_ = {
    manage: asks('inspection.manage'),
    perform: asks('inspection.perform'),
    answer: asks('inspection.answer'),
    stepBack: inspection.members.some(
      (each) => each.account_id === ctx.actor.accountId && each.stepped_back_at === null,
    ),
  }
  return { inspection, may: may_ }
}

export function inspectionRoutes(parts: Parts): readonly Route[] {
  const { kernel, deps } = parts
  const { db } = kernel
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const here = (ctx: RequestContext, id: string) => localPath(ctx.lang, `${deskPath}/${id}`)
  const manages = (ctx: RequestContext) =>
    may(ctx.actor, 'inspection.manage', { places: [deps.provinceCode] }, ctx.today)

  const planView = async (ctx: RequestContext, failed: readonly Problem[] = []) => {
    if (!manages(ctx)) return forbidden()
    const year = ctx.today.slice(0, 4)
    const ranked = await rankProducts(db, ctx.today, deps)
    return show(
      <PlanPage
        ctx={ctx}
        ranked={ranked.slice(0, 300)}
        values={
          failed.length > 0
            ? ctx.form.fields
            : {
                year,
                wanted: String(Math.min(10, ranked.length) || 1),
                dueOn: `31/12/${year}`,
                seed: `OCOP-${year}-${randomBytes(6).toString('hex')}`,
              }
        }
        errors={errorsOf(failed, ctx)}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const unplannedView = async (ctx: RequestContext, failed: readonly Problem[] = []) => {
    if (!manages(ctx)) return forbidden()
    return show(
      <UnplannedPage
        ctx={ctx}
        ranked={await rankProducts(db, ctx.today, deps)}
        values={failed.length > 0 ? ctx.form.fields : {}}
        errors={errorsOf(failed, ctx)}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }

  return [
    page({
      path: '/kiem-tra',
      permission: 'portal.read',
      audit: null,
      handler: async (ctx) =>
        show(<OutcomePage ctx={ctx} years={await publicOutcomes(db, deps.provinceCode)} />),
    }),
    page({
      path: deskPath,
      permission: 'inspection.read',
      audit: null,
      handler: async (ctx) => {
        const year = ctx.today.slice(0, 4)
        const extent = { from: `${year}-01-01`, to: `${year}-12-31` }
        const overview = manages(ctx) || mayAnywhere(ctx.actor, 'plan.progress', ctx.today)
        return show(
          <InspectionDeskPage
            ctx={ctx}
            deps={deps}
            inspections={await inspectionsFor(db, ctx.actor, ctx.today, deps)}
            plans={overview ? await plansOfProvince(db, deps.provinceCode) : []}
            reports={manages(ctx) ? await reportsToInspect(db, deps.provinceCode) : []}
            manages={manages(ctx)}
            figures={
              manages(ctx)
                ? await Promise.all(
                    inspectionFigures.map(async (figure) => ({
                      figure,
                      count: (await countInspections(db, figure, extent, deps)).count,
                    })),
                  )
                : []
            }
          />,
        )
      },
    }),
    page({
      path: `${deskPath}/ke-hoach`,
      permission: 'inspection.manage',
      audit: null,
      handler: (ctx) => planView(ctx),
    }),
    form({
      path: `${deskPath}/ke-hoach`,
      permission: 'inspection.manage',
      audit: 'inspection.plan-approved',
      handler: async (ctx) => {
        const read = readForm(planForm, ctx.form)
        const dueOn = parseDay(fieldText(ctx.form, 'dueOn'))
        if (!read.ok) return planView(ctx, read.problems)
        if (dueOn === null) return planView(ctx, [{ code: 'invalid', field: 'dueOn' }])
        const { year, wanted, seed } = read.value
        const done = await ctx.run((inner) =>
          approvePlan(inner, { year: Number(year), wanted: Number(wanted), seed, dueOn }, deps),
        )
        return done.ok ? goTo(localPath(ctx.lang, deskPath)) : planView(ctx, done.problems)
      },
    }),
    page({
      path: `${deskPath}/dot-xuat`,
      permission: 'inspection.manage',
      audit: null,
      handler: (ctx) => unplannedView(ctx),
    }),
    form({
      path: `${deskPath}/dot-xuat`,
      permission: 'inspection.manage',
      audit: 'inspection.plan',
      handler: async (ctx) => {
        const dueOn = parseDay(fieldText(ctx.form, 'dueOn'))
        const productId = fieldText(ctx.form, 'productId')
        const problems: Problem[] = []
        if (dueOn === null) problems.push({ code: 'invalid', field: 'dueOn' })
        if (!z.uuid().safeParse(productId).success) problems.push({ code: 'required', field: 'productId' })
        if (problems.length > 0) return unplannedView(ctx, problems)
        const done = await ctx.run((inner) =>
          addInspection(
            inner,
            {
              productId,
              reason: 'office',
              misuseReportId: null,
              why: fieldText(ctx.form, 'why').slice(0, 1000),
              dueOn: dueOn!,
            },
            deps,
          ),
        )
        return done.ok ? goTo(here(ctx, done.value.id)) : unplannedView(ctx, done.problems)
      },
    }),
    form({
      path: `${deskPath}/theo-phan-anh/:id`,
      permission: 'inspection.manage',
      audit: 'inspection.plan',
      params: byId,
      handler: async (ctx) => {
        const report = (await reportsToInspect(db, deps.provinceCode)).find(
          (each) => each.id === ctx.params.id,
        )
        if (!report) return notFound()
        const done = await ctx.run((inner) =>
          addInspection(
            inner,
            {
              productId: report.productId,
              reason: 'misuse-report',
              misuseReportId: report.id,
              why: `${report.code}, ${report.seenAt}`.slice(0, 1000),
              dueOn: addDays(inner.today, 15),
            },
            deps,
          ),
        )
        return done.ok ? goTo(here(ctx, done.value.id)) : unplannedView(ctx, done.problems)
      },
    }),
    page({
      path: `${deskPath}/:id`,
      permission: 'inspection.read',
      audit: 'inspection.viewed',
      params: byId,
      handler: (ctx) => inspectionView(ctx, ctx.params.id, parts),
    }),
    form({
      path: `${deskPath}/:id/doan`,
      permission: 'inspection.manage',
      audit: 'inspection.team-assigned',
      params: byId,
      handler: async (ctx) => {
        const people = [fieldText(ctx.form, 'leader'), ...fieldList(ctx.form, 'members')].filter(
          (each) => z.uuid().safeParse(each).success,
        )
        const done = await ctx.run((inner) => assignTeam(inner, ctx.params.id, people, deps))
        return done.ok
          ? goTo(here(ctx, ctx.params.id))
          : inspectionView(ctx, ctx.params.id, parts, { of: 'team', failed: done.problems })
      },
    }),
    form({
      path: `${deskPath}/:id/rut`,
      permission: 'conflict.declare',
      audit: 'inspection.stepped-back',
      params: byId,
      handler: async (ctx) => {
        const interest = fieldText(ctx.form, 'interest').slice(0, 500)
        const done = await ctx.run((inner) => stepBack(inner, ctx.params.id, interest, deps))
        return done.ok
          ? goTo(localPath(ctx.lang, deskPath))
          : inspectionView(ctx, ctx.params.id, parts, { of: 'step-back', failed: done.problems })
      },
    }),
    form({
      path: `${deskPath}/:id/huy`,
      permission: 'inspection.manage',
      audit: 'inspection.cancel',
      params: byId,
      handler: async (ctx) => {
        const reason = fieldText(ctx.form, 'reason').slice(0, 500)
        const done = await ctx.run((inner) => cancelInspection(inner, ctx.params.id, reason, deps))
        return done.ok
          ? goTo(here(ctx, ctx.params.id))
          : inspectionView(ctx, ctx.params.id, parts, { of: 'cancel', failed: done.problems })
      },
    }),
    ...(['pdf', 'docx'] as const).map((kind) =>
      page({
        path: `${deskPath}/:id/bien-ban.${kind}`,
        permission: 'inspection.read',
        audit: 'inspection.minutes-read',
        params: byId,
        handler: async (ctx) => {
          const found = await openAt(ctx, ctx.params.id, parts)
          const minutes = found?.inspection.minutes
          if (!found || !minutes) return notFound()
          const name = `bien-ban-${minutes.number.replaceAll('/', '-')}.${kind}`
          if (kind === 'pdf') {
            const bytes = await kernel.files.open(found.inspection.minutes_hash ?? '')
            return bytes ? file(bytes, 'application/pdf', { name }) : notFound()
          }
          const pictures = await signaturesOf(kernel.files, minutes)
          return file(await statePaperDocx(minutesPaper(minutes, deps.seat, pictures)), word, { name })
        },
      }),
    ),
  ]
}

/** One inspection, with the errors of whichever of its forms was posted. */
export async function inspectionView(
  ctx: RequestContext,
  id: string,
  parts: Parts,
  about: { of?: string; failed?: readonly Problem[] } = {},
) {
  const found = await openAt(ctx, id, parts)
  if (!found) return notFound()
  const failed = about.failed ?? []
  return show(
    <InspectionPage
      ctx={ctx}
      deps={parts.deps}
      inspection={found.inspection as InspectionFull}
      may={found.may}
      inspectors={
        found.may.manage ? await inspectorsFor(parts.kernel.db, found.inspection.producer_id, ctx.today) : []
      }
      errors={failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))}
      of={about.of}
    />,
    { status: failed.length > 0 ? 422 : 200 },
  )
}
