import { z } from 'zod'
import type { Feature } from '../../platform/feature.ts'
import { api, json, notFound, page, problems, show } from '../../platform/http/index.ts'
import { answerScore, ScoreAnswer, ScoreQuestion, SheetList, sheetList } from './api.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { ListPage } from './pages/list-page.tsx'
import { SheetPage } from './pages/sheet-page.tsx'
import type { Regulation } from './regulation.ts'

/** The law never changes while the process runs, so its pages are kept until the house restarts. */
const tags = ['regulation']

const setParam = z.object({ set: z.coerce.number().int() })
const regimeQuery = z.object({ 'van-ban': z.string().max(60).optional().catch(undefined) })

/** Public reading of the law and trying a score: pages `/bo-tieu-chi`, API `/api/v1/sheets` and `/api/v1/score`. */
export function createRegulation(regulation: Regulation): Feature {
  const inForce = (today: string) => regulation.regimeForDossier({ filedOn: today, kind: 'first' }).regime
  return {
    name: 'regulation',
    problems: { vi, en },
    sitemap: async () => [
      { path: '/bo-tieu-chi' },
      ...regulation
        .sets(regulation.regimes.regimes.at(-1)!.id)
        .map((set) => ({ path: `/bo-tieu-chi/${set}` })),
    ],
    routes: [
      page({
        path: '/bo-tieu-chi',
        permission: 'portal.read',
        audit: null,
        handler: (ctx) => {
          const regime = inForce(ctx.today)
          return regime
            ? show(<ListPage ctx={ctx} regulation={regulation} regime={regime} />, { cache: tags })
            : notFound()
        },
      }),
      page({
        path: '/bo-tieu-chi/:set',
        permission: 'portal.read',
        audit: null,
        params: setParam,
        query: regimeQuery,
        handler: (ctx) => {
          const id = ctx.query['van-ban'] ?? inForce(ctx.today)?.id ?? ''
          const sheet = regulation.sheet(id, ctx.params.set)
          return sheet
            ? show(<SheetPage ctx={ctx} regulation={regulation} sheet={sheet} />, { cache: tags })
            : notFound()
        },
      }),
      api({
        method: 'GET',
        path: '/api/v1/sheets',
        permission: 'open-data.read',
        audit: null,
        summary: 'Score sheets on file, and every evaluation regime with what is missing of it',
        answer: SheetList,
        handler: () => json(sheetList(regulation), { cache: tags }),
      }),
      api({
        method: 'GET',
        path: '/api/v1/sheets/:regime/:set',
        permission: 'open-data.read',
        audit: null,
        summary: 'One score sheet: official wording, points, star minimums, knock-outs, misprints',
        params: z.object({ regime: z.string().max(60), set: z.coerce.number().int() }),
        handler: ({ params }) => {
          const sheet = regulation.sheet(params.regime, params.set)
          return sheet ? json(sheet, { cache: tags }) : notFound()
        },
      }),
      api({
        method: 'POST',
        path: '/api/v1/score',
        permission: 'score.try',
        audit: null,
        summary:
          'Points, star, what blocks a higher one and the cheapest way to the next, for answers on a sheet',
        body: ScoreQuestion,
        answer: ScoreAnswer,
        handler: ({ body }) => {
          const answer = answerScore(regulation, body)
          return answer.ok ? json(answer.value) : problems(answer.problems)
        },
      }),
    ],
  }
}
