import { z } from 'zod'
import { type Problem, refuse } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldList,
  fieldText,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { may, reachOf } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { articleForm, readTime } from './article-form.ts'
import { attachFile, detachFile } from './attachments.ts'
import { type ArticleInput, categories, createArticle, saveArticle } from './commands.ts'
import { ArticleEditPage } from './pages/article-edit.tsx'
import { NewsDeskPage } from './pages/desk.tsx'
import { newestPictures } from './pictures.ts'
import { attachmentsOf, deskArticles } from './queries.ts'
import type { NewsSurroundings } from './routes.tsx'
import { type BulkOutcome, moveArticle, moveSeveral, publishArticle } from './standing.ts'
import { contentOfVersion, moveAddress } from './versions.ts'

export const desk = '/lam-viec/tin-bai'
const largestAttachment = 20 * 1024 * 1024
const byId = z.object({ id: z.uuid() })
const deeds = { 'gui-duyet': 'submit', dang: 'publish', go: 'withdraw' } as const
const mostChosen = 100

export function deskRoutes(kernel: Kernel, surroundings: NewsSurroundings): readonly Route[] {
  const deps = { purge: kernel.purge }
  const errorsOf = (problems: readonly Problem[], ctx: RequestContext) =>
    problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
  const inputOf = (value: z.output<typeof articleForm>, placeCode: string): ArticleInput => ({
    ...value,
    placeCode,
  })
  const back = (ctx: RequestContext, id: string) => goTo(localPath(ctx.lang, `${desk}/${id}`))

  async function list(ctx: RequestContext, outcome?: BulkOutcome): Promise<Reply> {
    const reach = reachOf(ctx.actor, 'article.read-draft', ctx.today)
    const articles = await deskArticles(kernel.db, reach.everything ? null : reach.places)
    return show(<NewsDeskPage ctx={ctx} articles={articles} outcome={outcome} />)
  }

  async function edit(
    ctx: RequestContext,
    id: string,
    failed: readonly Problem[] = [],
    keepTyped = true,
  ): Promise<Reply> {
    const article = await kernel.db.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst()
    if (!article) return notFound()
    if (!may(ctx.actor, 'article.read-draft', { places: [article.place_code] }, ctx.today)) return forbidden()
    const [attachments, versions, content, pictures] = await Promise.all([
      attachmentsOf(kernel.db, id),
      kernel.db
        .selectFrom('article_version')
        .select(['version', 'saved_by', 'saved_at'])
        .where('article_id', '=', id)
        .orderBy('version', 'desc')
        .limit(30)
        .execute(),
      contentOfVersion(kernel.db, id, article.version),
      newestPictures(kernel.db, 12),
    ])
    const newest = content ?? article
    const stored = {
      title: newest.title,
      lead: newest.lead,
      body: newest.body,
      category: newest.category,
      lang: newest.lang,
      authorName: newest.author_name,
      unitName: newest.unit_name,
      updatedOn: newest.updated_on,
    }
    const kept = failed.length > 0 && keepTyped
    // After a save over someone else's, the form stays based on the version it began from: only a deliberate choice overwrites.
    const overtaken = failed.some(({ code }) => code === 'changed-meanwhile')
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
          publicVersion: article.public_version,
        }}
        values={kept ? { ...stored, ...ctx.form.fields } : stored}
        errors={errorsOf(failed, ctx)}
        overtaken={overtaken ? { theirs: stored, by: versions[0]?.saved_by ?? '' } : undefined}
        attachments={attachments}
        versions={versions}
        pictures={pictures}
        mayPublish={may(ctx.actor, 'article.publish', { places: [article.place_code] }, ctx.today)}
        savedVersion={saved > 0 && failed.length === 0 ? saved : undefined}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const blank = async (ctx: RequestContext, failed: readonly Problem[] = []) =>
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
        pictures={await newestPictures(kernel.db, 12)}
        mayPublish={false}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )

  return [
    page({ path: desk, permission: 'article.read-draft', audit: null, handler: (ctx) => list(ctx) }),
    form({
      path: `${desk}/hang-loat`,
      permission: 'article.edit',
      audit: 'article.moved-several',
      handler: async (ctx) => {
        const deed = deeds[fieldText(ctx.form, 'viec') as keyof typeof deeds]
        const chosen = fieldList(ctx.form, 'chon')
          .slice(0, mostChosen)
          .map((each) => each.split(':'))
          .filter(([id, version]) => z.uuid().safeParse(id).success && Number.isInteger(Number(version)))
          .map(([id, version]) => ({ id: id!, version: Number(version) }))
        if (!deed || chosen.length === 0) return list(ctx)
        const done = await ctx.run((inner) => moveSeveral(inner, chosen, deed, deps))
        return done.ok ? list(ctx, done.value) : { kind: 'problems', status: 422, problems: done.problems }
      },
    }),
    page({ path: `${desk}/moi`, permission: 'article.edit', audit: null, handler: (ctx) => blank(ctx) }),
    form({
      path: `${desk}/moi`,
      permission: 'article.edit',
      audit: 'article.created',
      handler: async (ctx) => {
        const read = readForm(articleForm, ctx.form)
        if (!read.ok) return blank(ctx, read.problems)
        const made = await ctx.run((inner) =>
          createArticle(inner, inputOf(read.value, surroundings.placeOf(ctx))),
        )
        return made.ok
          ? goTo(localPath(ctx.lang, `${desk}/${made.value.id}?luu=1`))
          : blank(ctx, made.problems)
      },
    }),
    page({
      path: `${desk}/:id`,
      permission: 'article.read-draft',
      audit: null,
      params: byId,
      handler: (ctx) => edit(ctx, ctx.params.id),
    }),
    form({
      path: `${desk}/:id`,
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
          ? goTo(localPath(ctx.lang, `${desk}/${ctx.params.id}?luu=${done.value.version}`))
          : edit(ctx, ctx.params.id, done.problems)
      },
    }),
    form({
      path: `${desk}/:id/gui-duyet`,
      permission: 'article.edit',
      audit: 'article.submitted',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => moveArticle(inner, ctx.params.id, 'submitted', deps))
        return done.ok ? back(ctx, ctx.params.id) : edit(ctx, ctx.params.id, done.problems, false)
      },
    }),
    form({
      path: `${desk}/:id/dang`,
      permission: 'article.publish',
      audit: 'article.published',
      params: byId,
      handler: async (ctx) => {
        const at = readTime(fieldText(ctx.form, 'at'), ctx.now)
        const seen = Number(fieldText(ctx.form, 'seen')) || undefined
        const done = at
          ? await ctx.run((inner) => publishArticle(inner, ctx.params.id, { at, version: seen }, deps))
          : refuse('time-invalid', { field: 'at' })
        return done.ok ? back(ctx, ctx.params.id) : edit(ctx, ctx.params.id, done.problems, false)
      },
    }),
    form({
      path: `${desk}/:id/go`,
      permission: 'article.publish',
      audit: 'article.withdrawn',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => moveArticle(inner, ctx.params.id, 'withdrawn', deps))
        return done.ok ? back(ctx, ctx.params.id) : edit(ctx, ctx.params.id, done.problems, false)
      },
    }),
    form({
      path: `${desk}/:id/dia-chi`,
      permission: 'article.edit',
      audit: 'article.address-moved',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) =>
          moveAddress(inner, ctx.params.id, fieldText(ctx.form, 'slug'), deps),
        )
        return done.ok ? back(ctx, ctx.params.id) : edit(ctx, ctx.params.id, done.problems, false)
      },
    }),
    form({
      path: `${desk}/:id/tap-tin`,
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
      path: `${desk}/tap-tin/:id/go`,
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
