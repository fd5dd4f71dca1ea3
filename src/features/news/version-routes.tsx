import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import {
  fieldText,
  forbidden,
  form,
  goTo,
  notFound,
  page,
  problems,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { may, mayAnywhere } from '../../rules/permissions/index.ts'
import { desk } from './edit-view.tsx'
import { brokenLinks } from './links.ts'
import { faultyOutsideLinks, markOutsideLink, outsideLinkCount } from './outside-links.ts'
import { ArticlePage } from './pages/article-page.tsx'
import { LinksPage } from './pages/links-page.tsx'
import { PreviewPage } from './pages/preview-page.tsx'
import { VersionPage } from './pages/version-page.tsx'
import { attachmentsOf, newsByDay, otherNews } from './queries.ts'
import type { NewsSurroundings } from './routes.tsx'
import { contentOfVersion, restoreVersion } from './versions.ts'

const byId = z.object({ id: z.uuid() })
const byVersion = z.object({ id: z.uuid(), version: z.coerce.number().int().min(2).max(1_000_000) })

/** This page alone may stand in a frame of our own pages. */
const framed =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"

/** Looking before publishing: versions against each other, the page as a visitor sees it, links that lead nowhere. */
export function versionRoutes(kernel: Kernel, { namedIn }: NewsSurroundings): readonly Route[] {
  async function open(ctx: RequestContext, id: string) {
    const article = await kernel.db.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst()
    if (!article) return null
    return may(ctx.actor, 'article.read-draft', { places: [article.place_code] }, ctx.today) ? article : null
  }
  return [
    page({
      path: `${desk}/lien-ket`,
      permission: 'article.read-draft',
      audit: null,
      handler: async (ctx) => {
        const [broken, outside, count] = await Promise.all([
          brokenLinks(kernel),
          faultyOutsideLinks(kernel.db),
          outsideLinkCount(kernel.db),
        ])
        const ignored = ctx.url.searchParams.get('bo') ?? undefined
        return show(
          <LinksPage
            ctx={ctx}
            broken={broken}
            outside={outside}
            count={count}
            ignored={
              outside.some((each) => each.url === ignored && each.ignoredBy !== null) ? ignored : undefined
            }
            mayEdit={mayAnywhere(ctx.actor, 'article.edit', ctx.today)}
          />,
        )
      },
    }),
    ...(['ignored', 'watched'] as const).map((to) =>
      form({
        path: `${desk}/lien-ket/${to === 'ignored' ? 'bo-qua' : 'theo-doi'}`,
        permission: 'article.edit',
        audit: to === 'ignored' ? 'article.link-ignored' : 'article.link-watched',
        handler: async (ctx) => {
          const url = fieldText(ctx.form, 'url')
          const done = await ctx.run((inner) => markOutsideLink(inner, url, to))
          if (!done.ok) return problems(done.problems)
          const back = `${desk}/lien-ket${to === 'ignored' ? `?${new URLSearchParams({ bo: url })}` : ''}`
          return goTo(localPath(ctx.lang, back))
        },
      }),
    ),
    page({
      path: `${desk}/:id/phien-ban/:version`,
      permission: 'article.read-draft',
      audit: null,
      params: byVersion,
      handler: async (ctx) => {
        const { id, version } = ctx.params
        const article = await open(ctx, id)
        if (!article) return notFound()
        const [before, content] = await Promise.all([
          contentOfVersion(kernel.db, id, version - 1),
          contentOfVersion(kernel.db, id, version),
        ])
        if (!before || !content) return notFound()
        return show(
          <VersionPage
            ctx={ctx}
            id={id}
            version={version}
            newest={article.version}
            before={before}
            content={content}
          />,
        )
      },
    }),
    form({
      path: `${desk}/:id/phien-ban/:version`,
      permission: 'article.edit',
      audit: 'article.version-restored',
      params: byVersion,
      handler: async (ctx) => {
        const { id, version } = ctx.params
        const done = await ctx.run((inner) => restoreVersion(inner, id, version, { purge: kernel.purge }))
        return done.ok
          ? goTo(localPath(ctx.lang, `${desk}/${id}?luu=${done.value.version}`))
          : problems(done.problems)
      },
    }),
    page({
      path: `${desk}/:id/xem-truoc`,
      permission: 'article.read-draft',
      audit: null,
      params: byId,
      handler: async (ctx) => {
        const article = await open(ctx, ctx.params.id)
        return article ? show(<PreviewPage ctx={ctx} id={article.id} title={article.title} />) : notFound()
      },
    }),
    page({
      path: `${desk}/:id/xem-truoc/trang`,
      permission: 'article.read-draft',
      audit: null,
      params: byId,
      handler: async (ctx) => {
        const article = await open(ctx, ctx.params.id)
        if (!article) return forbidden()
        const content = (await contentOfVersion(kernel.db, article.id, article.version)) ?? article
        const [attachments, others, named, counts] = await Promise.all([
          attachmentsOf(kernel.db, article.id),
          otherNews(kernel.db, article, ctx.now),
          namedIn(`${content.title}\n${content.lead}\n${content.body}`),
          newsByDay(kernel.db, content.updated_on.slice(0, 7), ctx.now),
        ])
        ctx.setHeader('content-security-policy', framed)
        ctx.setHeader('x-frame-options', 'SAMEORIGIN')
        return show(
          <ArticlePage
            ctx={ctx}
            article={{
              id: article.id,
              slug: article.slug,
              title: content.title,
              lead: content.lead,
              body: content.body,
              category: content.category,
              updatedOn: content.updated_on,
              publishedAt: article.published_at,
              authorName: content.author_name,
              unitName: content.unit_name,
              isDemo: article.is_demo,
              lang: content.lang,
              source: null,
              attachments,
            }}
            others={others}
            named={named}
            counts={counts}
            filesAt={localPath(ctx.lang, `${desk}/tap-tin`)}
          />,
        )
      },
    }),
  ]
}
