import type { CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { type Db, jsonb } from '../../platform/db/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { slug } from '../../rules/vietnamese/index.ts'
import { type ArticleContent, lockArticle, mayChangeBeside, type NewsDeps } from './commands.ts'
import './tables.ts'

export async function contentOfVersion(db: Db, id: string, version: number): Promise<ArticleContent | null> {
  const row = await db
    .selectFrom('article_version')
    .select('content')
    .where('article_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return (row?.content as ArticleContent | undefined) ?? null
}

/** Takes an earlier version up again as the newest one; nothing between is lost. */
export async function restoreVersion(
  ctx: CommandContext,
  id: string,
  earlier: number,
  deps: NewsDeps,
): Promise<Result<{ version: number }>> {
  const article = await lockArticle(ctx, id)
  if (!article) return refuse('not-found')
  if (!may(ctx.actor, 'article.edit', { places: [article.place_code] }, ctx.today)) return refuse('forbidden')
  const content = await contentOfVersion(ctx.db, id, earlier)
  if (!content) return refuse('not-found')
  const version = article.version + 1
  await ctx.db
    .updateTable('article')
    .set({ ...(article.status !== 'published' && content), version })
    .where('id', '=', id)
    .execute()
  await ctx.db
    .insertInto('article_version')
    .values({
      article_id: id,
      version,
      content: jsonb(content) as never,
      saved_at: ctx.now,
      saved_by: ctx.actor.name,
    })
    .execute()
  ctx.audit({
    action: 'article.version-restored',
    subjectKind: 'article',
    subjectId: id,
    place: article.place_code,
    detail: { from: earlier, version },
  })
  if (article.status !== 'published') ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok({ version })
}

/** Gives an article another address; the former one goes on leading to it. */
export async function moveAddress(
  ctx: CommandContext,
  id: string,
  wished: string,
  deps: NewsDeps,
): Promise<Result<{ slug: string }>> {
  const article = await lockArticle(ctx, id)
  if (!article) return refuse('not-found')
  if (!mayChangeBeside(ctx, article)) return refuse('forbidden')
  const address = slug(wished, 90)
  if (address === '') return refuse('address-empty', { field: 'slug' })
  if (address === article.slug) return ok({ slug: address })
  const taken =
    (await ctx.db.selectFrom('article').select('id').where('slug', '=', address).executeTakeFirst()) ??
    (await ctx.db
      .selectFrom('article_address')
      .select('article_id as id')
      .where('slug', '=', address)
      .where('article_id', '<>', id)
      .executeTakeFirst())
  if (taken) return refuse('address-taken', { field: 'slug', data: { slug: address } })
  await ctx.db.deleteFrom('article_address').where('slug', '=', address).execute()
  await ctx.db
    .insertInto('article_address')
    .values({ slug: article.slug, article_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await ctx.db.updateTable('article').set({ slug: address }).where('id', '=', id).execute()
  ctx.audit({
    action: 'article.address-moved',
    subjectKind: 'article',
    subjectId: id,
    place: article.place_code,
    detail: { from: article.slug, to: address },
  })
  ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok({ slug: address })
}
