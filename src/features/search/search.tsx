import { sql } from 'kysely'
import { z } from 'zod'
import { today } from '../../platform/clock/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import { api, json, page, show } from '../../platform/http/index.ts'
import type { Abbreviations } from '../../rules/vietnamese/index.ts'
import { type Finder, type Found, findersOf, type SearchKind, searchKinds } from './find.ts'
import { readQuestion } from './question.ts'
import { SearchPage } from './search-page.tsx'
import './tables.ts'

/** Hits of each kind beside each other, and of one kind alone. */
const besides = 6
const alone = 40

/** One search over products, producers, news, documents and files. */
export function createSearch(
  kernel: Kernel,
  about: { abbreviations: Abbreviations; products: Finder },
): Feature {
  const finders = findersOf(kernel.db, about.products)
  async function find(typed: string, kind: SearchKind | undefined, now: Date) {
    const question = readQuestion(typed, about.abbreviations)
    if (!question) return { question, found: new Map<SearchKind, Found>() }
    const found = await Promise.all(
      searchKinds.map(
        async (each) => [each, await finders[each](question, kind === each ? alone : besides, now)] as const,
      ),
    )
    if (found.every(([, { count }]) => count === 0)) await noteMiss(kernel, question.key)
    return { question, found: new Map<SearchKind, Found>(found) }
  }
  return {
    name: 'search',
    routes: [
      page({
        path: '/tim-kiem',
        permission: 'portal.read',
        audit: null,
        query: z.object({ q: z.string().catch(''), loai: z.enum(searchKinds).optional().catch(undefined) }),
        handler: async (ctx) => {
          const typed = ctx.query.q.slice(0, 200).trim()
          const { question, found } = await find(typed, ctx.query.loai, ctx.now)
          return show(
            <SearchPage ctx={ctx} question={question} typed={typed} kind={ctx.query.loai} found={found} />,
          )
        },
      }),
      api({
        method: 'GET',
        path: '/api/v1/search',
        permission: 'portal.read',
        audit: null,
        query: z.object({ q: z.string().max(10_000).default(''), kind: z.enum(searchKinds).optional() }),
        summary: 'One search over everything; accents optional, exact accents first',
        handler: async (ctx) => {
          const { found } = await find(ctx.query.q.slice(0, 200), ctx.query.kind, ctx.now)
          const kinds: readonly SearchKind[] = ctx.query.kind ? [ctx.query.kind] : searchKinds
          const items = kinds
            .flatMap((kind) => found.get(kind)?.hits ?? [])
            .map((hit) => ({
              kind: hit.kind,
              title: hit.title,
              url: `${kernel.config.baseUrl}${hit.path}`,
              snippet: hit.snippet,
            }))
          return json({ items, total: kinds.reduce((sum, kind) => sum + (found.get(kind)?.count ?? 0), 0) })
        },
      }),
    ],
  }
}

/** Words that found nothing, counted by day: the editor learns what readers miss. */
async function noteMiss(kernel: Kernel, key: string): Promise<void> {
  const words = key.slice(0, 100)
  await sql`INSERT INTO search_miss (day, words, times) VALUES (${today(kernel.clock)}::date, ${words}, 1)
    ON CONFLICT (day, words) DO UPDATE SET times = search_miss.times + 1`.execute(kernel.db)
}
