import { z } from 'zod'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { page, type RequestContext, show } from '../../platform/http/index.ts'
import { fill, formatDay, formatNumber } from '../../platform/i18n/index.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import { Message } from '../../web/index.ts'
import { BarPlot } from '../../web/plots/bar-plot.tsx'
import { PublicPage } from '../frame/index.ts'
import { type Counted, registerFigures } from './figures.ts'
import { messages as en, problems as enProblems } from './messages.en.ts'
import { messages as vi, problems as viProblems } from './messages.vi.ts'
import { openDataRoutes, publishNow } from './open-data.tsx'
import './tables.ts'

/** Longest list of communes drawn; the table of the plot holds what is drawn. */
const mostBars = 40

/** `/thong-ke`: the register in figures; `/du-lieu-mo`: what may be downloaded and used again. */
export function createStatistics(
  kernel: Kernel,
  about: { provinceCode: string; sectorName(code: string): string },
): Feature {
  const words = (ctx: RequestContext) => (ctx.lang === 'en' ? en : vi)
  const tags = ['register', 'products']
  return {
    name: 'statistics',
    problems: { vi: viProblems, en: enProblems },
    jobs: [
      defineJob({
        name: 'statistics.publish',
        schema: z.object({}),
        schedule: { everyMinutes: 15 },
        handler: () => publishNow(kernel),
      }),
    ],
    demo: () => publishNow(kernel),
    menu: [
      {
        path: '/lam-viec/du-lieu-mo',
        label: { vi: vi.openTitle, en: en.openTitle },
        icon: 'table',
        permission: 'open-data.manage',
        order: 820,
      },
    ],
    sitemap: async () => [{ path: '/thong-ke' }, { path: '/du-lieu-mo' }],
    routes: [
      page({
        path: '/thong-ke',
        permission: 'register.read',
        audit: null,
        handler: async (ctx) => {
          const w = words(ctx)
          const figures = await registerFigures(kernel.db, ctx.today, about.provinceCode)
          const summary = fill(w.summary, { count: formatNumber(figures.total, ctx.lang) })
          const bars = (rows: readonly Counted[], nameOf: (key: string) => string) =>
            rows
              .slice(0, mostBars)
              .map((row) => ({ label: row.key === '' ? w.notStated : nameOf(row.key), values: [row.count] }))
          const plots = [
            [w.byStar, w.star, bars(figures.stars, (key) => fill(w.stars, { star: key }))],
            [
              w.byStanding,
              w.standing,
              bars(figures.standings, (key) => (w.standings as Record<string, string>)[key] ?? key),
            ],
            [w.bySector, w.sector, bars(figures.sectors, about.sectorName)],
            [w.byCommune, w.commune, bars(figures.communes, (key) => key)],
          ] as const
          return show(
            <PublicPage ctx={ctx} title={w.title} description={summary} breadcrumbs={[{ label: w.title }]}>
              <header class="page-head">
                <h1>{w.title}</h1>
                <p class="page-lead">{fill(w.lead, { day: formatDay(ctx.today) })}</p>
              </header>
              {figures.demo > 0 && (
                <Message tone="warning">
                  {fill(w.demo, { count: formatNumber(figures.demo, ctx.lang) })}
                </Message>
              )}
              <div class="flow">
                {plots.map(([title, head, list]) => (
                  <BarPlot title={title} summary={summary} labelHead={head} series={[w.count]} bars={list} />
                ))}
              </div>
            </PublicPage>,
            { cache: tags },
          )
        },
      }),
      ...openDataRoutes(kernel, about.provinceCode),
    ],
  }
}
