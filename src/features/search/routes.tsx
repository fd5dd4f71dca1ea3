import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import { api, DayText, json, page, type Route, show } from '../../platform/http/index.ts'
import { localPath, readDays } from '../../platform/i18n/index.ts'
import type { Abbreviations } from '../../rules/vietnamese/index.ts'
import { countOf, searcher } from './ask.ts'
import type { Vocabulary } from './correct.ts'
import { searchKinds } from './find.ts'
import { newestMisses } from './misses.ts'
import { MissPage } from './pages/miss-page.tsx'
import { SearchPage } from './pages/search-page.tsx'
import { suggestions } from './suggest.ts'
import { words } from './words.ts'

/** Hits of each kind beside each other, and of one kind alone. */
const besides = 6
const alone = 40
const longest = 200
const typedDay = z.string().max(40).catch('')

export function searchRoutes(
  kernel: Kernel,
  abbreviations: Abbreviations,
  vocabulary: () => Promise<Vocabulary>,
): readonly Route[] {
  const search = searcher(kernel, abbreviations, vocabulary)
  return [
    page({
      path: '/tim-kiem',
      permission: 'portal.read',
      audit: null,
      query: z.object({
        q: z.string().catch(''),
        loai: z.enum(searchKinds).optional().catch(undefined),
        tu: typedDay.default(''),
        den: typedDay.default(''),
      }),
      handler: async (ctx) => {
        const { loai: kind, tu, den } = ctx.query
        const typed = ctx.query.q.slice(0, longest).trim()
        const days = readDays(tu, den)
        const { from, to } = days
        const { lang, now } = ctx
        const answer = await search(typed, { kind, from, to, now, lang, limit: kind ? alone : besides })
        return show(<SearchPage ctx={ctx} answer={answer} typed={typed} kind={kind} days={days} />)
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/search',
      permission: 'portal.read',
      audit: null,
      query: z.object({
        q: z.string().max(10_000).default(''),
        kind: z.enum(searchKinds).optional(),
        from: DayText.optional(),
        to: DayText.optional(),
        lang: z.enum(['vi', 'en']).default('vi'),
      }),
      summary:
        'One search over everything; accents optional, exact accents first; names in the language asked for',
      handler: async (ctx) => {
        const { q, kind, from, to, lang } = ctx.query
        const { found, corrected, partly } = await search(q.slice(0, longest), {
          kind,
          from,
          to,
          now: ctx.now,
          lang,
          limit: kind ? alone : besides,
        })
        const items = [...found.values()]
          .flatMap(({ hits }) => hits)
          .sort((a, b) => a.near - b.near)
          .map((hit) => ({
            kind: hit.kind,
            title: hit.title,
            url: `${kernel.config.baseUrl}${hit.path}`,
            snippet: hit.snippet,
          }))
        return json({
          items,
          total: countOf(found),
          ...(corrected && { corrected }),
          ...(partly && { partly }),
        })
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/search/suggestions',
      permission: 'portal.read',
      audit: null,
      query: z.object({ q: z.string().max(longest).default(''), lang: z.enum(['vi', 'en']).default('vi') }),
      summary: 'Names and titles for what is typed so far',
      handler: async (ctx) => {
        const { q, lang } = ctx.query
        const hits = await suggestions(kernel, abbreviations, q, { now: ctx.now, lang })
        const items = hits.map(({ kind, title, path }) => ({
          kind,
          label: words(lang).kind[kind] ?? kind,
          title,
          path: localPath(lang, path),
        }))
        return json({ items })
      },
    }),
    page({
      path: '/lam-viec/tim-khong-thay',
      permission: 'article.read-draft',
      audit: null,
      handler: async (ctx) =>
        show(<MissPage ctx={ctx} misses={await newestMisses(kernel, ctx.today, 200)} />),
    }),
  ]
}
