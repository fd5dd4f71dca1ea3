import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import {
  api,
  fieldText,
  file,
  form,
  goTo,
  json,
  notFound,
  page,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { problemText } from '../frame/index.ts'
import { cleanBody } from './body.ts'
import { LibraryPage } from './pages/library.tsx'
import { addPicture, largestPicture, newestPictures, pictureTypes, shownPicture } from './pictures.ts'
import type { NewsSurroundings } from './routes.tsx'

export const library = '/lam-viec/tin-bai/anh'
const byId = z.object({ id: z.uuid() })

/** Pictures of the portal, and what the editor's page asks while one pastes. */
export function pictureRoutes(kernel: Kernel, surroundings: NewsSurroundings): readonly Route[] {
  const shelf = async (ctx: RequestContext, failed: readonly Problem[] = []) =>
    show(
      <LibraryPage
        ctx={ctx}
        pictures={await newestPictures(kernel.db, 120)}
        values={failed.length > 0 ? ctx.form.fields : {}}
        errors={failed.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  return [
    page({ path: library, permission: 'article.edit', audit: null, handler: (ctx) => shelf(ctx) }),
    form({
      path: library,
      permission: 'article.edit',
      audit: 'picture.added',
      files: { fields: ['file'], maxBytes: largestPicture, maxFiles: 1, accept: pictureTypes },
      handler: async (ctx) => {
        const sent = ctx.form.files[0]
        if (!sent?.stored) return shelf(ctx, [sent?.problem ?? { code: 'file-missing', field: 'file' }])
        const alternative = fieldText(ctx.form, 'alternative').slice(0, 300)
        if (alternative === '') return shelf(ctx, [{ code: 'alternative-missing', field: 'alternative' }])
        const shown = await shownPicture(kernel.files, sent.stored.hash)
        if (!shown.ok) return shelf(ctx, shown.problems)
        const done = await ctx.run((inner) =>
          addPicture(inner, {
            originalHash: sent.stored!.hash,
            shown: shown.value,
            alternative,
            caption: fieldText(ctx.form, 'caption').slice(0, 500),
            placeCode: surroundings.placeOf(ctx),
          }),
        )
        return done.ok ? goTo(localPath(ctx.lang, library)) : shelf(ctx, done.problems)
      },
    }),
    api({
      method: 'GET',
      path: '/tin-tuc/anh/:id',
      permission: 'portal.read',
      audit: null,
      params: byId,
      summary: 'A picture of the portal',
      handler: async (ctx) => {
        const found = await kernel.db
          .selectFrom('portal_picture')
          .select('shown_hash')
          .where('id', '=', ctx.params.id)
          .where('removed_at', 'is', null)
          .executeTakeFirst()
        const content = found && (await kernel.files.open(found.shown_hash))
        return content ? file(content, 'image/webp', { maxAge: 31_536_000 }) : notFound()
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/articles/clean',
      permission: 'article.edit',
      audit: null,
      body: z.object({ html: z.string().max(1_500_000) }),
      answer: z.object({ html: z.string() }),
      summary: 'What an article would keep of a text pasted from a word processor',
      handler: (ctx) => json({ html: cleanBody(ctx.body.html) }),
    }),
  ]
}
