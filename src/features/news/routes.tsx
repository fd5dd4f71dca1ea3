import { z } from 'zod'
import { type Problem, refuse } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  api,
  fieldText,
  file,
  forbidden,
  form,
  goTo,
  json,
  movedTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath, parseDay } from '../../platform/i18n/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import {
  type ArticleInput,
  attachFile,
  categories,
  createArticle,
  detachFile,
  moveArticle,
  publishArticle,
  saveArticle,
} from './commands.ts'
import { ArticlePage } from './pages/article-page.tsx'
import { ArticleEditPage, NewsDeskPage } from './pages/desk.tsx'
import { NewsListPage } from './pages/news-list.tsx'
import { attachmentsOf, deskArticles, findArticle, listNews, newsByDay, otherNews } from './queries.ts'

const perPage = 20
const largestAttachment = 20 * 1024 * 1024
const byId = z.object({ id: z.uuid() })
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const listQuery = z.object({
  q: z.string().max(10_000).optional().catch(undefined),
  ngay: z.string().max(40).optional().catch(undefined),
  thang: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1),
})
const articleForm = z.object({
  title: z.string().min(1, 'title-missing').max(300),
  lead: z.string().max(600),
  body: z.string().min(1, 'body-missing').max(200_000),
  category: z.enum(categories),
  lang: z.enum(['vi', 'en']),
  authorName: z.string().max(200),
  unitName: z.string().max(200),
  updatedOn: z.string().transform((typed, issue) => {
    const day = parseDay(typed)
    if (day === null) issue.addIssue({ code: 'custom', message: 'news-day-invalid' })
    return day ?? ''
  }),
  version: z.coerce.number().int().min(0),
})

/** What the editor's desk needs beyond the kernel. */
export interface NewsSurroundings {
  /** Place in whose name this person writes. */
  placeOf(ctx: RequestContext): string
}

export function newsRoutes(kernel: Kernel, surroundings: NewsSurroundings): readonly Route[] {
  return [...publicRoutes(kernel), ...deskRoutes(kernel, surroundings)]
}

function publicRoutes(kernel: Kernel): readonly Route[] {
  return [
    page({
      path: '/tin-tuc',
      permission: 'portal.read',
      audit: null,
      query: listQuery,
      handler: async (ctx) => {
        const { q, ngay, thang, trang } = ctx.query
        const day = ngay ? (parseDay(ngay) ?? undefined) : undefined
        const month = thang ?? (day ?? ctx.today).slice(0, 7)
        const query = q?.trim().slice(0, 200) || undefined
        const [list, counts] = await Promise.all([
          listNews(kernel.db, { q: query, day, page: trang, perPage, now: ctx.now }),
          newsByDay(kernel.db, month, ctx.now),
        ])
        return show(
          <NewsListPage
            ctx={ctx}
            {...list}
            page={trang}
            perPage={perPage}
            q={query}
            day={day}
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
        const [others, counts] = await Promise.all([
          otherNews(kernel.db, article, ctx.now),
          newsByDay(kernel.db, article.updatedOn.slice(0, 7), ctx.now),
        ])
        return show(<ArticlePage ctx={ctx} article={article} others={others} counts={counts} />, {
          cache: ['articles'],
        })
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
            'a.status',
            'a.published_at as publishedAt',
          ])
          .where('f.id', '=', ctx.params.id)
          .where('f.removed_at', 'is', null)
          .executeTakeFirst()
        if (found?.status !== 'published' || !found.publishedAt || found.publishedAt > ctx.now)
          return notFound()
        const content = await kernel.files.open(found.hash)
        return content ? file(content, found.mediaType, { name: found.name }) : notFound()
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/articles',
      permission: 'portal.read',
      audit: null,
      query: z.object({
        q: z.string().max(200).optional(),
        date: dayText.optional(),
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        per_page: z.coerce.number().int().min(1).max(100).default(20),
      }),
      summary: 'News, newest first; by words (accents optional) and by day',
      handler: async (ctx) => {
        const { q, date, page: number, per_page } = ctx.query
        const { items, total } = await listNews(kernel.db, {
          q,
          day: date,
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

function deskRoutes(kernel: Kernel, surroundings: NewsSurroundings): readonly Route[] {
  const base = '/lam-viec/tin-bai'
  const deps = { purge: kernel.purge }
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const inputOf = (value: z.output<typeof articleForm>, placeCode: string): ArticleInput => ({
    ...value,
    placeCode,
  })

  async function edit(
    ctx: RequestContext,
    id: string,
    failed: readonly Problem[] = [],
    keepTyped = true,
  ): Promise<Reply> {
    const article = await kernel.db.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst()
    if (!article) return notFound()
    if (!may(ctx.actor, 'article.read-draft', { places: [article.place_code] }, ctx.today)) return forbidden()
    const [attachments, versions] = await Promise.all([
      attachmentsOf(kernel.db, id),
      kernel.db
        .selectFrom('article_version')
        .select(['version', 'saved_by', 'saved_at'])
        .where('article_id', '=', id)
        .orderBy('version', 'desc')
        .limit(20)
        .execute(),
    ])
    const stored = {
      title: article.title,
      lead: article.lead,
      body: article.body,
      category: article.category,
      lang: article.lang,
      authorName: article.author_name,
      unitName: article.unit_name,
      updatedOn: article.updated_on,
    }
    const values = failed.length > 0 && keepTyped ? { ...stored, ...ctx.form.fields } : stored
    const saved = Number(ctx.url.searchParams.get('luu'))
    return show(
      <ArticleEditPage
        ctx={ctx}
        article={{
          id,
          slug: article.slug,
          status: article.status,
          publishedAt: article.published_at,
          version: article.version,
        }}
        values={values}
        errors={errorsOf(failed, ctx)}
        attachments={attachments}
        versions={versions}
        mayPublish={may(ctx.actor, 'article.publish', { places: [article.place_code] }, ctx.today)}
        savedVersion={saved > 0 && failed.length === 0 ? saved : undefined}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const back = (ctx: RequestContext, id: string) => goTo(localPath(ctx.lang, `${base}/${id}`))
  const blank = (ctx: RequestContext, failed: readonly Problem[] = []) =>
    show(
      <ArticleEditPage
        ctx={ctx}
        article={null}
        values={{
          updatedOn: ctx.today,
          category: categories[0],
          lang: ctx.lang,
          authorName: ctx.actor.name,
          ...ctx.form.fields,
        }}
        errors={errorsOf(failed, ctx)}
        attachments={[]}
        versions={[]}
        mayPublish={false}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )

  return [
    page({
      path: base,
      permission: 'article.read-draft',
      audit: null,
      handler: async (ctx) => {
        const reach = reachOf(ctx.actor, 'article.read-draft', ctx.today)
        return show(
          <NewsDeskPage
            ctx={ctx}
            articles={await deskArticles(kernel.db, reach.everything ? null : reach.places)}
          />,
        )
      },
    }),
    page({ path: `${base}/moi`, permission: 'article.edit', audit: null, handler: (ctx) => blank(ctx) }),
    form({
      path: `${base}/moi`,
      permission: 'article.edit',
      audit: 'article.created',
      handler: async (ctx) => {
        const read = readForm(articleForm, ctx.form)
        if (!read.ok) return blank(ctx, read.problems)
        const made = await ctx.run((inner) =>
          createArticle(inner, inputOf(read.value, surroundings.placeOf(ctx))),
        )
        return made.ok
          ? goTo(localPath(ctx.lang, `${base}/${made.value.id}?luu=1`))
          : blank(ctx, made.problems)
      },
    }),
    page({
      path: `${base}/:id`,
      permission: 'article.read-draft',
      audit: null,
      params: byId,
      handler: (ctx) => edit(ctx, ctx.params.id),
    }),
    form({
      path: `${base}/:id`,
      permission: 'article.edit',
      audit: 'article.saved',
      params: byId,
      handler: async (ctx) => {
        const read = readForm(articleForm, ctx.form)
        if (!read.ok) return edit(ctx, ctx.params.id, read.problems)
        const done = await ctx.run((inner) =>
          saveArticle(inner, ctx.params.id, inputOf(read.value, ''), read.value.version, deps),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, `${base}/${ctx.params.id}?luu=${done.value.version}`))
          : edit(ctx, ctx.params.id, done.problems)
      },
    }),
    form({
      path: `${base}/:id/gui-duyet`,
      permission: 'article.edit',
      audit: 'article.submitted',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => moveArticle(inner, ctx.params.id, 'submitted', deps))
        return done.ok ? back(ctx, ctx.params.id) : edit(ctx, ctx.params.id, done.problems, false)
      },
    }),
    form({
      path: `${base}/:id/dang`,
      permission: 'article.publish',
      audit: 'article.published',
      params: byId,
      handler: async (ctx) => {
        const at = readTime(fieldText(ctx.form, 'at'), ctx.now)
        const done = at
          ? await ctx.run((inner) => publishArticle(inner, ctx.params.id, at, deps))
          : refuse('time-invalid', { field: 'at' })
        return done.ok ? back(ctx, ctx.params.id) : edit(ctx, ctx.params.id, done.problems)
      },
    }),
    form({
      path: `${base}/:id/go`,
      permission: 'article.publish',
      audit: 'article.withdrawn',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => moveArticle(inner, ctx.params.id, 'withdrawn', deps))
        return done.ok ? back(ctx, ctx.params.id) : edit(ctx, ctx.params.id, done.problems, false)
      },
    }),
    form({
      path: `${base}/:id/tap-tin`,
      permission: 'article.edit',
      audit: 'article.attached',
      params: byId,
      files: { fields: ['file'], maxBytes: largestAttachment, maxFiles: 1 },
      handler: async (ctx) => {
        const sent = ctx.form.files[0]
        if (!sent) return edit(ctx, ctx.params.id, [{ code: 'file-missing', field: 'file' }], false)
        const { stored } = sent
        if (!stored) return edit(ctx, ctx.params.id, sent.problem ? [sent.problem] : [], false)
        const done = await ctx.run((inner) =>
          attachFile(inner, ctx.params.id, { ...stored, name: sent.name }, deps),
        )
        return done.ok ? back(ctx, ctx.params.id) : edit(ctx, ctx.params.id, done.problems, false)
      },
    }),
    form({
      path: `${base}/tap-tin/:id/go`,
      permission: 'article.edit',
      audit: 'article.detached',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => detachFile(inner, ctx.params.id, deps))
        return done.ok ? back(ctx, done.value.articleId) : notFound()
      },
    }),
  ]
}

/** `''` is now; `30/04/2026 07:30` is that moment in Vietnam (UTC+7); null when it is no moment. */
function readTime(typed: string, now: Date): Date | null {
  if (typed === '') return now
  const [day, clock = '00:00'] = typed.split(/\s+/)
  const date = parseDay(day ?? '')
  if (date === null || !/^([01]?\d|2[0-3]):[0-5]\d$/.test(clock)) return null
  return new Date(`${date}T${clock.padStart(5, '0')}:00+07:00`)
}
