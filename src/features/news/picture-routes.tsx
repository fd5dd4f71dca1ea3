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
  type Reply,
  type RequestContext,
  type Route,
  show,
} from '../../platform/http/index.ts'
import { localPath } from '../../platform/i18n/index.ts'
import { cleanBody } from './body.ts'
import { errorsOf } from './edit-view.tsx'
import { LibraryPage } from './pages/library.tsx'
import { PicturePage } from './pages/picture-page.tsx'
import {
  addPicture,
  describePicture,
  largestPicture,
  markPicture,
  newestPictures,
  picturedIn,
  pictureTypes,
  shownPicture,
} from './pictures.ts'
import type { NewsSurroundings } from './routes.tsx'

export const library = '/lam-viec/tin-bai/anh'
const byId = z.object({ id: z.uuid() })

/** Pictures of the portal, and what the editor's page asks while one pastes. */
export function pictureRoutes(kernel: Kernel, surroundings: NewsSurroundings): readonly Route[] {
  const asked = (ctx: RequestContext) => ctx.url.searchParams.get('q')?.trim().slice(0, 200) || undefined
  const removedId = (ctx: RequestContext) => {
    const id = z.uuid().safeParse(ctx.url.searchParams.get('bo'))
    return id.success ? id.data : undefined
  }
  async function one(ctx: RequestContext, id: string, failed: readonly Problem[] = []): Promise<Reply> {
    const [picture, uses] = await Promise.all([
      kernel.db
        .selectFrom('portal_picture')
        .selectAll()
        .where('id', '=', id)
        .where('removed_at', 'is', null)
        .executeTakeFirst(),
      picturedIn(kernel.db, id),
    ])
    if (!picture) return notFound()
    return show(
      <PicturePage
        ctx={ctx}
        picture={picture}
        addedBy={picture.added_by}
        addedAt={picture.added_at}
        uses={uses}
        values={
          failed.length > 0 && ctx.form.fields.alternative !== undefined
            ? ctx.form.fields
            : { alternative: picture.alternative, caption: picture.caption }
        }
        errors={errorsOf(failed, ctx)}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
  const shelf = async (ctx: RequestContext, failed: readonly Problem[] = []) =>
    show(
      <LibraryPage
        ctx={ctx}
        pictures={await newestPictures(kernel.db, { count: 120, q: asked(ctx) })}
        q={asked(ctx)}
        removed={removedId(ctx)}
        values={failed.length > 0 ? ctx.form.fields : {}}
        errors={errorsOf(failed, ctx)}
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
        const words = wordsOf(ctx)
        if (words.alternative === '')
          return shelf(ctx, [{ code: 'alternative-missing', field: 'alternative' }])
        const shown = await shownPicture(kernel.files, sent.stored.hash)
        if (!shown.ok) return shelf(ctx, shown.problems)
        const done = await ctx.run((inner) =>
          addPicture(inner, {
            originalHash: sent.stored!.hash,
            shown: shown.value,
            ...words,
            placeCode: surroundings.placeOf(ctx),
          }),
        )
        return done.ok ? goTo(localPath(ctx.lang, library)) : shelf(ctx, done.problems)
      },
    }),
    page({
      path: `${library}/:id`,
      permission: 'article.edit',
      audit: null,
      params: byId,
      handler: (ctx) => one(ctx, ctx.params.id),
    }),
    form({
      path: `${library}/:id`,
      permission: 'article.edit',
      audit: 'picture.described',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => describePicture(inner, ctx.params.id, wordsOf(ctx)))
        return done.ok ? goTo(localPath(ctx.lang, library)) : one(ctx, ctx.params.id, done.problems)
      },
    }),
    form({
      path: `${library}/:id/bo`,
      permission: 'article.edit',
      audit: 'picture.removed',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => markPicture(inner, ctx.params.id, 'removed'))
        return done.ok
          ? goTo(localPath(ctx.lang, `${library}?bo=${ctx.params.id}`))
          : one(ctx, ctx.params.id, done.problems)
      },
    }),
    form({
      path: `${library}/:id/lai`,
      permission: 'article.edit',
      audit: 'picture.put-back',
      params: byId,
      handler: async (ctx) => {
        const done = await ctx.run((inner) => markPicture(inner, ctx.params.id, 'present'))
        return done.ok ? goTo(localPath(ctx.lang, library)) : notFound()
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

function wordsOf(ctx: RequestContext): { alternative: string; caption: string } {
  return {
    alternative: fieldText(ctx.form, 'alternative').trim().slice(0, 300),
    caption: fieldText(ctx.form, 'caption').trim().slice(0, 500),
  }
}
