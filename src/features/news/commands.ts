import type { CommandContext, Result } from '../../platform/command/index.ts'
import { ok, refuse } from '../../platform/command/index.ts'
import { jsonb, uuidv7 } from '../../platform/db/index.ts'
import { allowed, may } from '../../rules/permissions/index.ts'
import { matchKey, slug, tidy } from '../../rules/vietnamese/index.ts'
import { bodyText, cleanBody } from './body.ts'
import type { ArticleStatus } from './tables.ts'
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

/** What a version holds; the columns of the article hold the same of the version that is shown. */
export type ArticleContent = ReturnType<typeof contentOf>

export interface NewsDeps {
  purge(tags: readonly string[]): Promise<void>
}

/** A new draft; its address is made from its title, with a number behind it when that is taken. */
export async function createArticle(
  ctx: CommandContext,
  input: ArticleInput,
  extra: { isDemo?: boolean; source?: unknown } = {},
): Promise<Result<{ id: string; slug: string }>> {
  if (!allowed(ctx, 'article.edit', { places: [input.placeCode] })) return refuse('forbidden')
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
  const article = await lockArticle(ctx, id)
  if (!article) return refuse('not-found')
  if (!may(ctx.actor, 'article.edit', { places: [article.place_code] }, ctx.today)) return refuse('forbidden')
  if (article.version !== version) return refuse('changed-meanwhile')
  const content = contentOf(input)
  const next = version + 1
  // What is published stays as it was published; the new version waits beside it.
  await ctx.db
    .updateTable('article')
    .set({ ...(article.status !== 'published' && content), version: next })
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
  if (article.status !== 'published') ctx.after(() => deps.purge(['articles', `article:${id}`]))
  return ok({ version: next })
}

/**
 * Files and the address have no version that waits: of a published piece they change before everybody's eyes, so they are for who
 * may publish.
 */
export function mayChangeBeside(
  ctx: CommandContext,
  article: { readonly status: ArticleStatus; readonly place_code: string },
): boolean {
  const permission = article.status === 'published' ? 'article.publish' : 'article.edit'
  return allowed(ctx, permission, { places: [article.place_code] })
}

/** The article, held until the command ends: of two who change it, one waits. */
export function lockArticle(ctx: CommandContext, id: string) {
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
