import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import { api, file, notFound, page, type Route, show } from '../../platform/http/index.ts'
import { statePaperPdf } from '../../platform/papers/index.ts'
import { slug } from '../../rules/vietnamese/index.ts'
import { planPaper } from './drafting/paper.ts'
import { budgetOf, draftedPlan } from './drafting/read.ts'
import { PlanListPage, PlanPage } from './pages/plan.tsx'
import { photosOf, pilotOf } from './pilot/photos.ts'
import {
  amendmentsOf,
  bearerOf,
  milestonesOf,
  type PlanDeps,
  papersAbout,
  planOfYear,
  plansOf,
  targetsNow,
  tasksNow,
} from './queries.ts'
import { targetView } from './target-view.tsx'

export const ofYear = z.object({ year: z.coerce.number().int().min(2018).max(2100) })

export const ofTarget = {
  params: ofYear.extend({ code: z.string().max(60) }),
  query: z.object({ trang: z.coerce.number().int().min(1).max(10_000).catch(1) }),
}

/** Figures come from the register, so these pages change with it. */
const tags = ['plans', 'register', 'products', 'promotion', 'documents', 'articles']

export function publicRoutes(kernel: Kernel, deps: PlanDeps & { readonly seat: string }): readonly Route[] {
  const published = async (year: number) => {
    const plan = await planOfYear(kernel.db, deps, year)
    return plan?.status === 'published' ? plan : null
  }
  return [
    page({
      path: '/ke-hoach',
      permission: 'plan.read',
      audit: null,
      handler: async (ctx) =>
        show(<PlanListPage ctx={ctx} plans={await plansOf(kernel.db, deps, 'published')} />, {
          cache: ['plans'],
        }),
    }),
    page({
      path: '/ke-hoach/:year',
      permission: 'plan.read',
      audit: null,
      params: ofYear,
      handler: async (ctx) => {
        const plan = await published(ctx.params.year)
        if (!plan) return notFound()
        const [targets, tasks, milestones, amendments, papers, budget, told, photos] = await Promise.all([
          targetsNow(kernel.db, plan, deps, ctx.today),
          tasksNow(kernel.db, plan, deps, ctx.today),
          milestonesOf(kernel.db, plan.id),
          amendmentsOf(kernel.db, plan.id),
          papersAbout(kernel.db, plan),
          budgetOf(kernel.db, plan.id),
          pilotOf(kernel.db, plan.id),
          photosOf(kernel.db, plan.id, 'public'),
        ])
        const nameOf = (kind: 'agency' | 'place' | 'sector', id: string) =>
          kind === 'agency'
            ? bearerOf(id, plan.issued_on, deps, ctx.today).named[ctx.lang]
            : kind === 'sector'
              ? (deps.sectors.find(({ code }) => code === id)?.label[ctx.lang] ?? id)
              : (deps.places.unit(id, plan.issued_on)?.name ?? id)
        const demo = await kernel.db
          .selectFrom('product')
          .select('id')
          .where('is_demo', '=', true)
          .limit(1)
          .executeTakeFirst()
        const view = {
          countsDemo: demo !== undefined,
          plan,
          targets,
          tasks,
          milestones,
          papers,
          budget,
          pilot: {
            told,
            photos,
            placeName: told?.area_place ? (deps.places.unit(told.area_place, ctx.today)?.name ?? null) : null,
          },
          amendments: amendments.map((each) => ({ ...each, nameOf })),
        }
        return show(<PlanPage ctx={ctx} view={view} />, { cache: tags })
      },
    }),
    api({
      method: 'GET',
      path: '/ke-hoach/:year/ke-hoach.pdf',
      permission: 'plan.read',
      audit: null,
      params: ofYear,
      summary: 'A published plan: the paper as signed where it is on file, else written from the structure',
      handler: async (ctx) => {
        const plan = await published(ctx.params.year)
        if (!plan) return notFound()
        const name = `${slug(plan.number)}.pdf`
        const signed = plan.signed_file ? await kernel.files.open(plan.signed_file) : null
        if (signed) return file(signed, 'application/pdf', { name })
        const paper = planPaper(await draftedPlan(kernel.db, plan, deps, ctx.today), deps.seat)
        return file(await statePaperPdf(paper, { at: plan.created_at }), 'application/pdf', { name })
      },
    }),
    page({
      path: '/ke-hoach/:year/chi-tieu/:code',
      permission: 'plan.read',
      audit: null,
      ...ofTarget,
      handler: async (ctx) => {
        const plan = await published(ctx.params.year)
        const view = plan && (await targetView(kernel, deps, ctx, plan, false))
        return view ? show(view, { cache: tags }) : notFound()
      },
    }),
  ]
}
