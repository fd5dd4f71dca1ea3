import type { Problem } from '../../platform/command/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import { forbidden, notFound, type Reply, type RequestContext, show } from '../../platform/http/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { problemText } from '../frame/index.ts'
import { actionsOf } from './actions.ts'
import { removedAttachment } from './attachments.ts'
import { faultyOutsideLinks } from './outside-links.ts'
import { ArticleEditPage } from './pages/article-edit.tsx'
import { newestPictures } from './pictures.ts'
import { attachmentsOf } from './queries.ts'
import { contentOfVersion } from './versions.ts'

export const desk = '/lam-viec/tin-bai'

/** Problems of a form of the desk, at their fields. */
export function errorsOf(problems: readonly Problem[], ctx: RequestContext) {
  return problems.map((each) => ({ field: each.field, text: problemText(each, ctx.lang) }))
}

/** Draws the page on which one piece is written; after a refusal with what was typed. */
export type EditView = (
  ctx: RequestContext,
  id: string,
  failed?: readonly Problem[],
  keepTyped?: boolean,
) => Promise<Reply>

export function editView(kernel: Kernel): EditView {
  return async function edit(ctx, id, failed = [], keepTyped = true) {
    const article = await kernel.db.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst()
    if (!article) return notFound()
    if (!may(ctx.actor, 'article.read-draft', { places: [article.place_code] }, ctx.today)) return forbidden()
    const wanted = ctx.url.searchParams
    const [attachments, versions, content, pictures, actions, removed, faultyLinks] = await Promise.all([
      attachmentsOf(kernel.db, id),
      kernel.db
        .selectFrom('article_version')
        .select(['version', 'saved_by', 'saved_at'])
        .where('article_id', '=', id)
        .orderBy('version', 'desc')
        .limit(30)
        .execute(),
      contentOfVersion(kernel.db, id, article.version),
      newestPictures(kernel.db, { count: 12 }),
      actionsOf(kernel.db, id, 20),
      removedAttachment(kernel.db, id, wanted.get('go') ?? ''),
      faultyOutsideLinks(kernel.db, id),
    ])
    const step = Number(wanted.get('buoc'))
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
    const saved = Number(wanted.get('luu'))
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
        overtaken={overtaken && keepTyped ? { theirs: stored, by: versions[0]?.saved_by ?? '' } : undefined}
        attachments={attachments}
        versions={versions}
        actions={actions}
        undo={actions[0]?.seq === step && actions[0].version === article.version ? actions[0] : undefined}
        removed={removed}
        faultyLinks={faultyLinks.filter(({ ignoredBy }) => ignoredBy === null)}
        pictures={pictures}
        mayPublish={may(ctx.actor, 'article.publish', { places: [article.place_code] }, ctx.today)}
        savedVersion={saved > 0 && failed.length === 0 ? saved : undefined}
      />,
      { status: failed.length > 0 ? 422 : 200 },
    )
  }
}
