import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { foldedWords } from '../../rules/vietnamese/index.ts'
import type { ArticleStatus } from './tables.ts'

export interface ArticleLine {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly lead: string
  readonly category: string
  readonly updatedOn: string
  readonly unitName: string
  readonly isDemo: boolean
  readonly lang: 'vi' | 'en'
}

export interface ArticleView extends ArticleLine {
  readonly body: string
  readonly authorName: string
  readonly publishedAt: Date | null
  readonly source: { url?: string; note?: string } | null
  readonly attachments: readonly { id: string; name: string; mediaType: string; size: number }[]
}

export interface NewsFilter {
  readonly q?: string | undefined
  readonly day?: string | undefined
  /** Days of the pieces, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly category?: string | undefined
  readonly page: number
  readonly perPage: number
  readonly now: Date
}

/** Published news, newest first; `q` without accents, every word must be found. */
export async function listNews(
  db: Db,
  filter: NewsFilter,
  /** Keeps the count of a list that is not searched. */
  keep: (key: string, ask: () => Promise<number>) => Promise<number> = (_, ask) => ask(),
): Promise<{ items: ArticleLine[]; total: number }> {
  let query = db
    .selectFrom('article')
    .where('status', '=', 'published')
    .where('published_at', '<=', filter.now)
  if (filter.day) query = query.where('updated_on', '=', filter.day)
  if (filter.from) query = query.where('updated_on', '>=', filter.from)
  if (filter.to) query = query.where('updated_on', '<=', filter.to)
  if (filter.category) query = query.where('category', '=', filter.category)
  for (const word of foldedWords(filter.q ?? '').slice(0, 12))
    query = query.where('folded', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const countAll = async () =>
    Number((await query.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)
  const [items, count] = await Promise.all([
    query
      .select([
        'id',
        'slug',
        'title',
        'lead',
        'category',
        'updated_on as updatedOn',
        'unit_name as unitName',
        'is_demo as isDemo',
        'lang',
      ])
      .orderBy('updated_on', 'desc')
      .orderBy('published_at', 'desc')
      .limit(filter.perPage)
      .offset((filter.page - 1) * filter.perPage)
      .execute(),
    filter.q || filter.from || filter.to
      ? countAll()
      : keep(`news count ${filter.day ?? ''} ${filter.category ?? ''}`, countAll),
  ])
  return { items, total: count }
}

/** A published article by its present or a former address. */
export async function findArticle(
  db: Db,
  slug: string,
  now: Date,
): Promise<ArticleView | { movedTo: string } | null> {
  const article = await db
    .selectFrom('article')
    .selectAll()
    .where('slug', '=', slug)
    .where('status', '=', 'published')
    .where('published_at', '<=', now)
    .executeTakeFirst()
  if (!article) {
    const former = await db
      .selectFrom('article_address as f')
      .innerJoin('article as a', 'a.id', 'f.article_id')
      .select('a.slug')
      .where('f.slug', '=', slug)
      .where('a.status', '=', 'published')
      .where('a.published_at', '<=', now)
      .executeTakeFirst()
    return former ? { movedTo: former.slug } : null
  }
  const attachments = await attachmentsOf(db, article.id)
  return {
    id: article.id,
    slug: article.slug,
    title: article.title,
    lead: article.lead,
    body: article.body,
    lang: article.lang,
    category: article.category,
    updatedOn: article.updated_on,
    publishedAt: article.published_at,
    authorName: article.author_name,
    unitName: article.unit_name,
    isDemo: article.is_demo,
    source: article.source as ArticleView['source'],
    attachments,
  }
}

export function attachmentsOf(db: Db, articleId: string) {
  return db
    .selectFrom('article_attachment')
    .select(['id', 'name', 'media_type as mediaType', 'size'])
    .where('article_id', '=', articleId)
    .where('removed_at', 'is', null)
    .orderBy('ordinal')
    .execute()
}

/** “Các tin khác”: the newest beside this one, of the same category first. */
export function otherNews(
  db: Db,
  article: { id: string; category: string },
  now: Date,
): Promise<ArticleLine[]> {
  return db
    .selectFrom('article')
    .select([
      'id',
      'slug',
      'title',
      'lead',
      'category',
      'updated_on as updatedOn',
      'unit_name as unitName',
      'is_demo as isDemo',
      'lang',
    ])
    .where('status', '=', 'published')
    .where('published_at', '<=', now)
    .where('id', '<>', article.id)
    .orderBy(sql`(category = ${article.category})`, 'desc')
    .orderBy('updated_on', 'desc')
    .limit(6)
    .execute()
}

/** “Xem tin theo ngày”: how many pieces of news each day of a month has. */
export async function newsByDay(db: Db, month: string, now: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('article')
    .select((eb) => ['updated_on as day', eb.fn.countAll<number>().as('n')])
    .where('status', '=', 'published')
    .where('published_at', '<=', now)
    .where(
      sql<boolean>`updated_on >= ${`${month}-01`}::date AND updated_on < ${`${month}-01`}::date + interval '1 month'`,
    )
    .groupBy('updated_on')
    .execute()
  return new Map(rows.map((row) => [row.day, Number(row.n)]))
}

export interface DeskArticle {
  readonly id: string
  readonly title: string
  readonly status: ArticleStatus
  readonly publishedAt: Date | null
  readonly updatedOn: string
  readonly category: string
  readonly version: number
  readonly publicVersion: number | null
}

/** How the desk parts its pieces; `unpublished` are published ones with a later edit that waits. */
export const deskStandings = [
  'draft',
  'submitted',
  'scheduled',
  'published',
  'unpublished',
  'withdrawn',
] as const
export type DeskStanding = (typeof deskStandings)[number]

export interface DeskFilter {
  readonly q?: string | undefined
  readonly standing?: DeskStanding | undefined
  readonly page: number
  readonly perPage: number
  readonly now: Date
}

/** What an editor may touch, the newest first; one more than a page is asked for, so that nothing need be counted. */
export async function deskArticles(
  db: Db,
  places: readonly string[] | null,
  filter: DeskFilter,
): Promise<{ items: DeskArticle[]; more: boolean }> {
  const { standing, now, page, perPage } = filter
  let query = db
    .selectFrom('article')
    .select([
      'id',
      'title',
      'status',
      'published_at as publishedAt',
      'updated_on as updatedOn',
      'category',
      'version',
      'public_version as publicVersion',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(perPage + 1)
    .offset((page - 1) * perPage)
  if (places !== null) query = query.where('place_code', 'in', places.length > 0 ? [...places] : [''])
  for (const word of foldedWords(filter.q ?? '').slice(0, 12))
    query = query.where('folded', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  if (standing === 'draft' || standing === 'submitted' || standing === 'withdrawn')
    query = query.where('status', '=', standing)
  else if (standing) query = query.where('status', '=', 'published')
  if (standing === 'scheduled') query = query.where('published_at', '>', now)
  if (standing === 'published') query = query.where('published_at', '<=', now)
  if (standing === 'unpublished') query = query.whereRef('version', '<>', 'public_version')
  const rows = await query.execute()
  return { items: rows.slice(0, perPage), more: rows.length > perPage }
}

/** Drafts that were given back to their writer and wait to be mended. */
export async function returnedTo(
  db: Db,
  accountId: string | null,
): Promise<{ id: string; title: string; place_code: string }[]> {
  if (accountId === null) return []
  const { rows } = await sql<{ id: string; title: string; place_code: string }>`
    SELECT a.id, a.title, a.place_code FROM article a JOIN LATERAL (
      SELECT deed FROM article_action s WHERE s.article_id = a.id ORDER BY seq DESC LIMIT 1
    ) AS step ON step.deed = 'return'
    WHERE a.status = 'draft' AND a.created_by = ${accountId} ORDER BY a.created_at DESC LIMIT 50`.execute(db)
  return rows
}

/** Drafts that the house proposes (results of a decision), not touched by anybody yet, the newest first. */
export function proposedDrafts(
  db: Db,
  count: number,
): Promise<{ id: string; title: string; place_code: string }[]> {
  return db
    .selectFrom('article')
    .select(['id', 'title', 'place_code'])
    .where('status', '=', 'draft')
    .where('created_by', 'is', null)
    .where('version', '=', 1)
    .where((eb) => eb('source', 'is', null).or(sql<boolean>`source = 'null'::jsonb`))
    .orderBy('created_at', 'desc')
    .limit(count)
    .execute()
}
