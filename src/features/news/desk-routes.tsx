import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldText,
  form,
  goTo,
  page,
  type Reply,
  type RequestContext,
  type Route,
  readForm,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { articleForm } from './article-form.ts'
import { attachmentRoutes } from './attachment-routes.tsx'
import { type ArticleInput, categories, createArticle, saveArticle } from './commands.ts'
import { desk, editView, errorsOf } from './edit-view.tsx'
import { ArticleEditPage } from './pages/article-edit.tsx'
import { type DeskOutcome, NewsDeskPage } from './pages/desk.tsx'
import { newestPictures } from './pictures.ts'
import { deskArticles, deskStandings } from './queries.ts'
import type { NewsSurroundings } from './routes.tsx'
import { standingRoutes } from './standing-routes.tsx'
import { moveAddress } from './versions.ts'

const perPage = 50
const byId = z.object({ id: z.uuid() })
const deskQuery = z.object({
  q: z.string().max(10_000).optional().catch(undefined),
  trangthai: z.enum(deskStandings).optional().catch(undefined),
  trang: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export function deskRoutes(kernel: Kernel, surroundings: NewsSurroundings): readonly Route[] {
  const deps = { purge: kernel.purge }
  const edit = editView(kernel)
  const inputOf = (value: z.output<typeof articleForm>, placeCode: string): ArticleInput => ({
    ...value,
    placeCode,
  })

  async function list(ctx: RequestContext, outcome?: DeskOutcome): Promise<Reply> {
    const asked = deskQuery.parse(Object.fromEntries(ctx.url.searchParams))
    const reach = reachOf(ctx.actor, 'article.read-draft', ctx.today)
    const filter = { q: asked.q?.trim().slice(0, 200) || undefined, standing: asked.trangthai }
    const { items, more } = await deskArticles(kernel.db, reach.everything ? null : reach.places, {
      ...filter,
      page: asked.trang,
      perPage,
      now: ctx.now,
    })
    return show(
      <NewsDeskPage
        ctx={ctx}
        articles={items}
        filter={filter}
        page={asked.trang}
        hasMore={more}
        outcome={outcome}
      />,
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
        actions={[]}
        pictures={await newestPictures(kernel.db, { count: 12 })}
        mayPublish={false}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )

  return [
    page({ path: desk, permission: 'article.read-draft', audit: null, handler: (ctx) => list(ctx) }),
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
      path: `${desk}/:id/dia-chi`,
      permission: 'article.edit',
      audit: 'article.address-moved',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) =>
          moveAddress(inner, ctx.params.id, fieldText(ctx.form, 'slug'), deps),
        )
        return done.ok
          ? goTo(localPath(ctx.lang, `${desk}/${ctx.params.id}`))
          : edit(ctx, ctx.params.id, done.problems, false)
      },
    }),
    ...standingRoutes(kernel, edit, list),
    ...attachmentRoutes(kernel, edit),
  ]
}
