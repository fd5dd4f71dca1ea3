import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import {
  api,
  DayText,
  file,
  json,
  movedTo,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay, readDays } from '../../platform/i18n/index.ts'
import { categories } from './commands.ts'
import { deskRoutes } from './desk-routes.tsx'
import { ArticlePage, type NamedPaper } from './pages/article-page.tsx'
import { NewsListPage } from './pages/news-list.tsx'
import { pictureRoutes } from './picture-routes.tsx'
import { findArticle, listNews, newsByDay, otherNews } from './queries.ts'
import { versionRoutes } from './version-routes.tsx'

const perPage = 20
const byId = z.object({ id: z.uuid() })
const listQuery = z.object({
  q: z.string().max(10_000).optional().catch(undefined),
  ngay: z.string().max(40).optional().catch(undefined),
  muc: z.enum(categories).optional().catch(undefined),
  tu: z.string().max(40).catch('').default(''),
  den: z.string().max(40).catch('').default(''),
  thang: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .refine((month) => parseDay(`${month}-01`) !== null)
    .optional()
    .catch(undefined),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1),
})
/** What the editor's desk needs beyond the kernel. */
export interface NewsSurroundings {
  /** Place in whose name this person writes. */
  placeOf(ctx: RequestContext): string
  /** Documents and plans that a text names: readers go from the news to the paper it tells of. */
  namedIn(text: string): Promise<readonly NamedPaper[]>
}

export function newsRoutes(kernel: Kernel, surroundings: NewsSurroundings): readonly Route[] {
  return [
    ...publicRoutes(kernel, surroundings),
    ...pictureRoutes(kernel, surroundings),
    ...versionRoutes(kernel, surroundings),
    ...deskRoutes(kernel, surroundings),
  ]
}

function publicRoutes(kernel: Kernel, { namedIn }: NewsSurroundings): readonly Route[] {
  /** The calendar's figures change only with the news. */
  const countsOf = (month: string, ctx: RequestContext) =>
    kernel.cache.keep(`news by day ${month}`, ctx.today, ['articles'], () =>
      newsByDay(kernel.db, month, ctx.now),
    )
  return [
    page({
      path: '/tin-tuc',
      permission: 'portal.read',
      audit: null,
      query: listQuery,
      handler: async (ctx) => {
        const { q, ngay, thang, trang, muc, tu, den } = ctx.query
        const days = readDays(tu, den)
        const day = ngay ? (parseDay(ngay) ?? undefined) : undefined
        const month = thang ?? (day ?? ctx.today).slice(0, 7)
        const query = q?.trim().slice(0, 200) || undefined
        const [list, counts] = await Promise.all([
          listNews(
            kernel.db,
            {
              q: query,
              day,
              category: muc,
              from: days.from,
              to: days.to,
              page: trang,
              perPage,
              now: ctx.now,
            },
            (key, ask) => kernel.cache.keep(key, ctx.today, ['articles'], ask),
          ),
          countsOf(month, ctx),
        ])
        return show(
          <NewsListPage
            ctx={ctx}
            {...list}
            page={trang}
            perPage={perPage}
            q={query}
            day={day}
            category={muc}
            days={days}
            month={month}
            counts={counts}
          />,
          { cache: ['articles'] },
        )
      },
    }),
    page({
      path: '/tin-tuc/:slug',
      permission: 'portal.read',
      audit: null,
      params: z.object({ slug: z.string().min(1).max(200) }),
      handler: async (ctx) => {
        const article = await findArticle(kernel.db, ctx.params.slug, ctx.now)
        if (!article) return notFound()
        if ('movedTo' in article) return movedTo(localPath(ctx.lang, `/tin-tuc/${article.movedTo}`))
        const [others, named, counts] = await Promise.all([
          kernel.cache.keep(`news beside ${article.id}`, ctx.today, ['articles'], () =>
            otherNews(kernel.db, article, ctx.now),
          ),
          kernel.cache.keep(`news names ${article.id}`, ctx.today, ['articles', 'documents', 'plans'], () =>
            namedIn(`${article.title}\n${article.lead}\n${article.body}`),
          ),
          countsOf(article.updatedOn.slice(0, 7), ctx),
        ])
        const view = <ArticlePage ctx={ctx} article={article} others={others} named={named} counts={counts} />
        return show(view, { cache: ['articles', 'documents', 'plans'] })
      },
    }),
    api({
      method: 'GET',
      path: '/tin-tuc/tap-tin/:id',
      permission: 'portal.read',
      audit: null,
      params: byId,
      summary: 'An attachment of published news',
      handler: async (ctx) => {
        const found = await kernel.db
          .selectFrom('article_attachment as f')
          .innerJoin('article as a', 'a.id', 'f.article_id')
          .select([
            'f.file_hash as hash',
            'f.name',
            'f.media_type as mediaType',
            'f.size',
            'a.status',
            'a.published_at as publishedAt',
          ])
          .where('f.id', '=', ctx.params.id)
          .where('f.removed_at', 'is', null)
          .executeTakeFirst()
        if (found?.status !== 'published' || !found.publishedAt || found.publishedAt > ctx.now)
          return notFound()
        const content = await kernel.files.open(found.hash)
        return content ? file(content, found.mediaType, { name: found.name, size: found.size }) : notFound()
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/articles',
      permission: 'portal.read',
      audit: null,
      query: z.object({
        q: z.string().max(200).optional(),
        date: DayText.optional(),
        category: z.enum(categories).optional(),
        from: DayText.optional(),
        to: DayText.optional(),
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        per_page: z.coerce.number().int().min(1).max(100).default(20),
      }),
      summary: 'News, newest first; by words (accents optional) and by day',
      handler: async (ctx) => {
        const { q, date, category, from, to, page: number, per_page } = ctx.query
        const { items, total } = await listNews(kernel.db, {
          q,
          day: date,
          category,
          from,
          to,
          page: number,
          perPage: per_page,
          now: ctx.now,
        })
        return json(
          {
            items: items.map((item) => ({ ...item, url: `${kernel.config.baseUrl}/tin-tuc/${item.slug}` })),
            total,
            page: number,
          },
          { cache: ['articles'] },
        )
      },
    }),
  ]
}
