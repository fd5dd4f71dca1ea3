import type { CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { may } from '../../rules/permissions/index.ts'
import { matchKey, slug, tidy } from '../../rules/vietnamese/index.ts'
import { bodyText, cleanBody } from './body.ts'
import './tables.ts'

/** Kinds of news; the words of each stand in the messages. */
export const categories = ['tin-hoat-dong', 'thong-bao', 'san-pham', 'xuc-tien', 'huong-dan'] as const
export type Category = (typeof categories)[number]

export interface ArticleInput {
  readonly lang: 'vi' | 'en'
  readonly category: Category
  readonly title: string
  readonly lead: string
  readonly body: string
  readonly authorName: string
  readonly unitName: string
  readonly updatedOn: string
  readonly placeCode: string
}

export interface NewsDeps {
  purge(tags: readonly string[]): Promise<void>
}

/** A new draft; its address is made from its title, with a number behind it when that is taken. */
export async function createArticle(
  ctx: CommandContext,
  input: ArticleInput,
  extra: { isDemo?: boolean; source?: unknown } = {},
): Promise<Result<{ id: string; slug: string }>> {
  if (
    !may(ctx.actor, 'article.edit', { places: [input.placeCode] }, ctx.today) &&
    ctx.actor.accountId !== null
  )
    return refuse('forbidden')
  const id = uuidv7()
  const address = await freeSlug(ctx, input.title, input.updatedOn)
  const content = contentOf(input)
  await ctx.db
    .insertInto('article')
    .values({
      id,
      slug: address,
      ...content,
      place_code: input.placeCode,
      published_at: null,
      source: jsonb(extra.source ?? null) as never,
      is_demo: extra.isDemo ?? false,
      created_by: ctx.actor.accountId,
    })
    .execute()
  await keepVersion(ctx, id, 1, content)
  ctx.audit({
    action: 'article.created',
    subjectKind: 'article',
    subjectId: id,
    place: input.placeCode,
    detail: { title: input.title },
  })
  return ok({ id, slug: address })
}

/** Saves a new version; refused when someone else saved one meanwhile, so that no unpublished edit is lost. */
export async function saveArticle(
  ctx: CommandContext,
  id: string,
  input: ArticleInput,
  version: number,
  deps: NewsDeps,
): Promise<Result<{ version: number }>> {
  const article = await lock(ctx, id)
  if (!article) return refuse('not-found')
  if (!may(ctx.actor, 'article.edit', { places: [article.place_code] }, ctx.today)) return refuse('forbidden')
  if (article.version !== version) return refuse('changed-meanwhile')
  const content = contentOf(input)
  const next = version + 1
  await ctx.db
    .updateTable('article')
    .set({ ...content, version: next })
    .where('id', '=', id)
    .execute()
  await keepVersion(ctx, id, next, content)
  ctx.audit({
    action: 'article.saved',
    subjectKind: 'article',
    subjectId: id,
    place: article.place_code,
    detail: { version: next },
  })
  ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok({ version: next })
}

/** Publishes now or at a later time (Điều kiện duyệt: the editor's permission), or withdraws from the portal. */
export async function publishArticle(
  ctx: CommandContext,
  id: string,
  at: Date,
  deps: NewsDeps,
): Promise<Result<void>> {
  const article = await lock(ctx, id)
  if (!article) return refuse('not-found')
  const system = ctx.actor.accountId === null
  if (!system && !may(ctx.actor, 'article.publish', { places: [article.place_code] }, ctx.today))
    return refuse('forbidden')
  await ctx.db
    .updateTable('article')
    .set({ status: 'published', published_at: at })
    .where('id', '=', id)
    .execute()
  ctx.audit({
    action: 'article.published',
    subjectKind: 'article',
    subjectId: id,
    place: article.place_code,
    detail: { at: at.toISOString() },
  })
  ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok()
}

export async function moveArticle(
  ctx: CommandContext,
  id: string,
  to: 'submitted' | 'withdrawn' | 'draft',
  deps: NewsDeps,
): Promise<Result<void>> {
  const article = await lock(ctx, id)
  if (!article) return refuse('not-found')
  const permission = to === 'withdrawn' ? 'article.publish' : 'article.edit'
  if (!may(ctx.actor, permission, { places: [article.place_code] }, ctx.today)) return refuse('forbidden')
  if (to === 'submitted' && article.status !== 'draft') return refuse('article-not-a-draft')
  if (to === 'withdrawn' && article.status !== 'published') return refuse('article-not-published')
  await ctx.db.updateTable('article').set({ status: to }).where('id', '=', id).execute()
  ctx.audit({
    action: `article.${to}`,
    subjectKind: 'article',
    subjectId: id,
    place: article.place_code,
    detail: {},
  })
  ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok()
}

/** Attaches a stored file, or takes one off again (the file stays for older versions). */
export async function attachFile(
  ctx: CommandContext,
  articleId: string,
  file: { hash: string; name: string; mediaType: string; size: number },
  deps: NewsDeps,
): Promise<Result<{ id: string }>> {
  const article = await lock(ctx, articleId)
  if (!article) return refuse('not-found')
  if (
    ctx.actor.accountId !== null &&
    !may(ctx.actor, 'article.edit', { places: [article.place_code] }, ctx.today)
  )
    return refuse('forbidden')
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

export async function detachFile(
  ctx: CommandContext,
  attachmentId: string,
  deps: NewsDeps,
): Promise<Result<{ articleId: string }>> {
  const found = await ctx.db
    .selectFrom('article_attachment as f')
    .innerJoin('article as a', 'a.id', 'f.article_id')
    .select(['f.id', 'f.article_id', 'a.place_code'])
    .where('f.id', '=', attachmentId)
    .where('f.removed_at', 'is', null)
    .executeTakeFirst()
  if (!found) return refuse('not-found')
  if (!may(ctx.actor, 'article.edit', { places: [found.place_code] }, ctx.today)) return refuse('forbidden')
  await ctx.db
    .updateTable('article_attachment')
    .set({ removed_at: ctx.now })
    .where('id', '=', attachmentId)
    .execute()
  ctx.audit({
    action: 'article.detached',
    subjectKind: 'article',
    subjectId: found.article_id,
    place: found.place_code,
    detail: { attachmentId },
  })
  ctx.after(() => deps.purge(['articles', `article:${found.article_id}`]))
  return ok({ articleId: found.article_id })
}

function lock(ctx: CommandContext, id: string) {
  return ctx.db.selectFrom('article').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

function contentOf(input: ArticleInput) {
  const body = cleanBody(input.body)
  return {
    lang: input.lang,
    category: input.category,
    title: input.title,
    lead: input.lead,
    body,
    folded: matchKey(`${input.title} ${input.lead} ${bodyText(body)}`),
    title_folded: matchKey(input.title),
    title_spelled: tidy(input.title).toLowerCase(),
    author_name: input.authorName,
    unit_name: input.unitName,
    updated_on: input.updatedOn,
  }
}

async function keepVersion(
  ctx: CommandContext,
  id: string,
  version: number,
  content: unknown,
): Promise<void> {
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
}

async function freeSlug(ctx: CommandContext, title: string, day: string): Promise<string> {
  const wished = slug(title).slice(0, 90) || 'tin'
  for (const candidate of [wished, `${wished}-${day}`, `${wished}-${uuidv7().slice(-6)}`]) {
    const taken = await ctx.db
      .selectFrom('article')
      .select('id')
      .where('slug', '=', candidate)
      .executeTakeFirst()
    if (!taken) return candidate
  }
  return `${wished}-${uuidv7()}`
}
