import { z } from 'zod'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { page, show } from '../../platform/http/index.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Day } from '../../rules/calendar/index.ts'
import type { Places } from '../places/index.ts'
import { figuresAddress, readDays } from './asked.ts'
import { countedOn, productFacts } from './facts.ts'
import { figuresOf } from './figures.ts'
import { messages as en, problems as enProblems } from './messages.en.ts'
import { messages as vi, problems as viProblems } from './messages.vi.ts'
import { openDataRoutes, publishNow } from './open-data.tsx'
import { FiguresPage } from './pages/figures-page.tsx'
import './tables.ts'

const tags = ['register', 'products']

/** `/thong-ke`: the register in figures, of any day; `/du-lieu-mo`: what may be downloaded and used again. */
export function createStatistics(
  kernel: Kernel,
  about: { places: Places; sectorName(code: string, lang: 'vi' | 'en'): string },
): Feature {
  const { book, home: province } = about.places
  const figures = async (asOf: Day, unitsOn: Day, today: Day) => {
    const facts = await kernel.cache.keep('statistics.facts', today, tags, () => productFacts(kernel.db))
    return figuresOf(countedOn(facts, asOf, today), { book, province, unitsOn })
  }
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
        order: 450,
      },
    ],
    sitemap: async () => [{ path: '/thong-ke' }, { path: '/du-lieu-mo' }],
    routes: [
      page({
        path: '/thong-ke',
        permission: 'register.read',
        audit: null,
        query: figuresAddress,
        handler: async (ctx) => {
          const asked = readDays(ctx.query, ctx.today, ctx.lang === 'en' ? en : vi)
          const shown = await figures(asked.asOf, asked.unitsOn, ctx.today)
          return show(
            <FiguresPage
              ctx={ctx}
              figures={shown}
              asked={asked}
              around={{ book, province, sectorName: about.sectorName }}
            />,
            asked.errors.length > 0 ? { status: 422 } : { cache: tags },
          )
        },
      }),
      ...openDataRoutes(kernel, province),
    ],
  }
}
