import { z } from 'zod'
import type { Kernel } from '../../platform/feature.ts'
import { allMediaTypes } from '../../platform/files/index.ts'
import {
  api,
  file,
  forbidden,
  form,
  goTo,
  notFound,
  type RequestContext,
  type Route,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { attachFile, markAttachment } from './attachments.ts'
import { desk, type EditView } from './edit-view.tsx'

export const largestAttachment = 20 * 1024 * 1024
const byId = z.object({ id: z.uuid() })
const accepted = [...allMediaTypes, 'audio/mpeg', 'audio/mp4'] as const

/** Files laid to a piece; one that is taken off can be laid back. A sound is its reading, heard at the head of the page. */
export function attachmentRoutes(kernel: Kernel, edit: EditView): readonly Route[] {
  const deps = { purge: kernel.purge }
  const back = (ctx: RequestContext, id: string, query = '') =>
    goTo(localPath(ctx.lang, `${desk}/${id}${query}`))
  return [
    api({
      method: 'GET',
      path: `${desk}/tap-tin/:id`,
      permission: 'article.read-draft',
      audit: null,
      params: byId,
      summary: 'A file of a piece that need not be published',
      handler: async (ctx) => {
        const found = await kernel.db
          .selectFrom('article_attachment as f')
          .innerJoin('article as a', 'a.id', 'f.article_id')
          .select(['f.file_hash', 'f.name', 'f.media_type', 'f.size', 'a.place_code'])
          .where('f.id', '=', ctx.params.id)
          .executeTakeFirst()
        if (!found) return notFound()
        if (!may(ctx.actor, 'article.read-draft', { places: [found.place_code] }, ctx.today))
          return forbidden()
        const content = await kernel.files.open(found.file_hash)
        return content ? file(content, found.media_type, { name: found.name, size: found.size }) : notFound()
      },
    }),
    form({
      path: `${desk}/:id/tap-tin`,
      permission: 'article.edit',
      audit: 'article.attached',
      params: byId,
      files: { fields: ['file'], maxBytes: largestAttachment, maxFiles: 1, accept: accepted },
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
        const done = await ctx.run((inner) => markAttachment(inner, ctx.params.id, 'removed', deps))
        return done.ok ? back(ctx, done.value.articleId, `?go=${ctx.params.id}`) : notFound()
      },
    }),
    form({
      path: `${desk}/tap-tin/:id/lai`,
      permission: 'article.edit',
      audit: 'article.file-restored',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => markAttachment(inner, ctx.params.id, 'present', deps))
        return done.ok ? back(ctx, done.value.articleId) : notFound()
      },
    }),
  ]
}
