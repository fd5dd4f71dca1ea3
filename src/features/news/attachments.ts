import type { CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { type Db, uuidv7 } from '../../platform/db/index.ts'
import { lockArticle, mayChangeBeside, type NewsDeps } from './commands.ts'
import './tables.ts'

/** Attaches a stored file. */
export async function attachFile(
  ctx: CommandContext,
  articleId: string,
  file: { hash: string; name: string; mediaType: string; size: number },
  deps: NewsDeps,
): Promise<Result<{ id: string }>> {
  const article = await lockArticle(ctx, articleId)
  if (!article) return refuse('not-found')
  if (!mayChangeBeside(ctx, article)) return refuse('forbidden')
  const last = await ctx.db
    .selectFrom('article_attachment')
    .select((eb) => eb.fn.max('ordinal').as('n'))
    .where('article_id', '=', articleId)
    .executeTakeFirst()
  const id = uuidv7()
  await ctx.db
    .insertInto('article_attachment')
    .values({
      id,
      article_id: articleId,
      ordinal: Number(last?.n ?? 0) + 1,
      name: file.name,
      file_hash: file.hash,
      media_type: file.mediaType,
      size: file.size,
      removed_at: null,
    })
    .execute()
  ctx.audit({
    action: 'article.attached',
    subjectKind: 'article',
    subjectId: articleId,
    place: article.place_code,
    detail: { name: file.name, hash: file.hash },
  })
  await ctx.emit({ type: 'file.attached', hash: file.hash, mediaType: file.mediaType })
  ctx.after(() => deps.purge(['articles', `article:${articleId}`]))
  return ok({ id })
}

/** Takes a file off, or lays it back. */
export async function markAttachment(
  ctx: CommandContext,
  attachmentId: string,
  to: 'removed' | 'present',
  deps: NewsDeps,
): Promise<Result<{ articleId: string }>> {
  const found = await ctx.db
    .selectFrom('article_attachment as f')
    .innerJoin('article as a', 'a.id', 'f.article_id')
    .select(['f.id', 'f.article_id', 'f.file_hash', 'f.media_type', 'a.place_code', 'a.status'])
    .where('f.id', '=', attachmentId)
    .where('f.removed_at', to === 'removed' ? 'is' : 'is not', null)
    .forUpdate('a')
    .executeTakeFirst()
  if (!found) return refuse('not-found')
  if (!mayChangeBeside(ctx, found)) return refuse('forbidden')
  await ctx.db
    .updateTable('article_attachment')
    .set({ removed_at: to === 'removed' ? ctx.now : null })
    .where('id', '=', attachmentId)
    .execute()
  ctx.audit({
    action: to === 'removed' ? 'article.detached' : 'article.file-restored',
    subjectKind: 'article',
    subjectId: found.article_id,
    place: found.place_code,
    detail: { attachmentId },
  })
  ctx.after(() => deps.purge(['articles', `article:${found.article_id}`]))
  return ok({ articleId: found.article_id })
}

/** A file that was just taken off, for the way back. */
export async function removedAttachment(
  db: Db,
  articleId: string,
  attachmentId: string,
): Promise<{ id: string; name: string } | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(attachmentId)) return undefined
  return db
    .selectFrom('article_attachment')
    .select(['id', 'name'])
    .where('id', '=', attachmentId)
    .where('article_id', '=', articleId)
    .where('removed_at', 'is not', null)
    .executeTakeFirst()
}
