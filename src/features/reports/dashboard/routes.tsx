import { z } from 'zod'
import { file, notFound, page, type RequestContext, type Route, show } from '../../../platform/http/index.ts'
import { csvText } from '../../../platform/spreadsheet/index.ts'
import { dossierStatusWords } from '../definitions/words.ts'
import type { ReportParams } from '../params.ts'
import type { Reading } from '../reading.ts'
import { takeCut } from '../records/take.ts'
import { words } from '../words.ts'
import { type DashboardFigures, dashboardOf } from './figures.ts'
import { DashboardPage, dashboardPath } from './page.tsx'

/** So many years back the support given is looked at. */
const supportYears = 5

/** The pictures of the programme for the office and its leaders, and the figures of each as a file. */
export function dashboardRoutes({ kernel, sources }: Reading): readonly Route[] {
  const figures = async ({ today }: RequestContext): Promise<DashboardFigures> => {
    const params: ReportParams = {
      from: `${today.slice(0, 4)}-01-01`,
      to: today,
      unitsOn: today,
      province: sources.home,
      commune: null,
      sector: null,
      star: null,
    }
    const reads = ['products', 'recognitions', 'dossiers', 'hearings', 'plan'] as const
    const since = { ...params, from: `${Number(today.slice(0, 4)) - supportYears + 1}-01-01` }
    const [cut, { sourced }] = await Promise.all([
      takeCut(kernel, sources, reads, params, today),
      takeCut(kernel, sources, ['sourced'], since, today),
    ])
    return dashboardOf(cut, params, sourced)
  }
  return [
    page({
      path: dashboardPath,
      permission: 'dashboard.read',
      audit: null,
      handler: async (ctx) =>
        show(<DashboardPage ctx={ctx} figures={await figures(ctx)} places={sources.places} />),
    }),
    page({
      path: `${dashboardPath}/:plot.csv`,
      permission: 'dashboard.read',
      audit: null,
      params: z.object({ plot: z.string().max(20) }),
      handler: async (ctx) => {
        const lines = linesOf(await figures(ctx), ctx.params.plot, ctx.lang)
        return lines
          ? file(csvText(lines), 'text/csv; charset=utf-8', { name: `${ctx.params.plot}.csv` })
          : notFound()
      },
    }),
  ]
}

function linesOf(figures: DashboardFigures, plot: string, lang: 'vi' | 'en'): (string | number)[][] | null {
  const w = words(lang)
  switch (plot) {
    case 'chi-tieu':
      return [
        [w.target, w.now, w.met],
        ...(figures.plan?.targets ?? []).map((each) => [each.words[lang], each.now, each.needed]),
      ]
    case 'nam':
      return [
        [w.yearHead, w.stars3, w.stars4, w.stars5],
        ...figures.years.map(({ year, stars }) => [year, ...stars]),
      ]
    case 'xa':
      return [[w.commune, w.products], ...figures.communes.map(({ name, count }) => [name, count])]
    case 'ho-so':
      return [
        [w.state, w.pipelineNew, w.pipelineMid, w.pipelineOld],
        ...figures.pipeline.map(({ status, ages }) => [
          dossierStatusWords[status]?.[lang] ?? status,
          ...ages,
        ]),
      ]
    case 'het-han':
      return [[w.monthHead, w.products], ...figures.expiries.map(({ month, count }) => [month, count])]
    case 'hoi-dong':
      return [[w.spread, w.products], ...figures.spreads.map(({ band, count }) => [w.spreads[band], count])]
    case 'ho-tro':
      return [
        [w.yearHead, w.supportPaid, ...w.supportResults],
        ...figures.support.map(({ year, paid, results }) => [year, paid, ...results]),
      ]
    default:
      return null
  }
}
