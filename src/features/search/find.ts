import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { nearness, type Question } from './question.ts'

export const searchKinds = ['product', 'producer', 'article', 'document', 'attachment'] as const
export type SearchKind = (typeof searchKinds)[number]

export interface Hit {
  readonly kind: SearchKind
  readonly title: string
  /** Path of the page, without language. */
  readonly path: string
  /** Plain words around the hit; highlighting is the page's. */
  readonly snippet: string
  readonly day: string | null
  readonly isDemo: boolean
}

/** Hits of one kind: how many there are (bounded), and the nearest. */
export interface Found {
  readonly hits: readonly Hit[]
  readonly count: number
}

/** A kind's own way of finding; the catalogue brings the one for products. */
export type Finder = (question: Question, limit: number, now: Date) => Promise<Found>

/** Beyond this a count only says “many”. */
export const mostCounted = 1000

export function findersOf(db: Db, products: Finder): Readonly<Record<SearchKind, Finder>> {
  return {
    product: products,
    producer: (question, limit) => producers(db, question, limit),
    article: (question, limit, now) => articles(db, question, limit, now),
    document: (question, limit) => documents(db, question, limit),
    attachment: (question, limit) => attachments(db, question, limit),
  }
}

async function producers(db: Db, question: Question, limit: number): Promise<Found> {
  const { rows } = await sql<{ name: string; slug: string; intro: { vi?: string }; is_demo: boolean }>`
    SELECT name, slug, intro, is_demo FROM producer
    WHERE merged_into IS NULL AND to_tsvector('simple', name_folded) @@ to_tsquery('simple', ${question.tsquery})
    LIMIT ${mostCounted}`.execute(db)
  return nearest(
    question,
    limit,
    rows.map((row) => ({
      kind: 'producer',
      title: row.name,
      path: `/chu-the/${row.slug}`,
      snippet: row.intro.vi ?? '',
      day: null,
      isDemo: row.is_demo,
    })),
  )
}

/** Titles first, then the newest whose text has the words: never all of them are ranked. */
async function articles(db: Db, question: Question, limit: number, now: Date): Promise<Found> {
  type Row = {
    id: string
    title: string
    slug: string
    lead: string
    updated_on: string
    is_demo: boolean
    in_title: boolean
    text: string
  }
  const { rows } = await sql<Row>`
    WITH q AS (SELECT to_tsquery('simple', ${question.tsquery}) AS words),
    titles AS (
      SELECT id FROM article, q WHERE status = 'published' AND published_at <= ${now} AND title_words @@ q.words
      ORDER BY updated_on DESC LIMIT 60),
    texts AS (
      SELECT id FROM article, q WHERE status = 'published' AND published_at <= ${now} AND article.words @@ q.words
      ORDER BY updated_on DESC LIMIT ${limit + 60})
    SELECT a.id, a.title, a.slug, a.lead, a.updated_on::text, a.is_demo, a.title_words @@ q.words AS in_title, left(regexp_replace(a.body, '<[^>]+>', ' ', 'g'), 4000) AS text
    FROM article a, q WHERE a.id IN (SELECT id FROM titles UNION SELECT id FROM texts)`.execute(db)
  const counted = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM article WHERE status = 'published' AND published_at <= ${now}
      AND words @@ to_tsquery('simple', ${question.tsquery}) LIMIT ${mostCounted}) AS matched`.execute(db)
  const hits = rows
    .map((row) => ({
      hit: {
        kind: 'article' as const,
        title: row.title,
        path: `/tin-tuc/${row.slug}`,
        snippet: row.lead || around(row.text, question),
        day: row.updated_on,
        isDemo: row.is_demo,
      },
      near: row.in_title ? nearness(question, row.title) : 7,
    }))
    .sort((a, b) => a.near - b.near || (b.hit.day ?? '').localeCompare(a.hit.day ?? ''))
  return {
    hits: hits.slice(0, limit).map((each) => each.hit),
    count: Math.max(counted.rows[0]?.n ?? 0, hits.length),
  }
}

/** A number typed in any way stands first. */
async function documents(db: Db, question: Question, limit: number): Promise<Found> {
  const { rows } = await sql<{
    number: string
    title: string
    slug: string
    issuer: string
    issued_on: string
    is_demo: boolean
    exact: boolean
  }>`
    SELECT number, title, slug, issuer, issued_on::text, is_demo, number_key = ${question.number} AS exact FROM legal_document
    WHERE (length(${question.number}) >= 3 AND number_key LIKE ${`${question.number}%`}) OR to_tsvector('simple', folded) @@ to_tsquery('simple', ${question.tsquery})
    ORDER BY exact DESC, issued_on DESC LIMIT ${mostCounted}`.execute(db)
  const hits = rows.map(
    (row): Hit => ({
      kind: 'document',
      title: `${row.number} – ${row.title}`,
      path: `/van-ban/${row.slug}`,
      snippet: row.issuer,
      day: row.issued_on,
      isDemo: row.is_demo,
    }),
  )
  return { hits: hits.slice(0, limit), count: hits.length }
}

async function attachments(db: Db, question: Question, limit: number): Promise<Found> {
  const { rows } = await sql<{ name: string; slug: string; number: string }>`
    SELECT f.name, d.slug, d.number FROM document_file f JOIN legal_document d ON d.id = f.document_id
    WHERE f.removed_at IS NULL AND to_tsvector('simple', f.folded) @@ to_tsquery('simple', ${question.tsquery}) LIMIT ${mostCounted}`.execute(
    db,
  )
  return nearest(
    question,
    limit,
    rows.map((row) => ({
      kind: 'attachment',
      title: row.name,
      path: `/van-ban/${row.slug}`,
      snippet: row.number,
      day: null,
      isDemo: false,
    })),
  )
}

function nearest(question: Question, limit: number, hits: readonly Hit[]): Found {
  const sorted = hits
    .map((hit) => ({ hit, near: nearness(question, hit.title) }))
    .sort((a, b) => a.near - b.near || a.hit.title.localeCompare(b.hit.title, 'vi'))
  return { hits: sorted.slice(0, limit).map((each) => each.hit), count: hits.length }
}

/** Some words around the first place where the question stands in a text. */
function around(text: string, question: Question): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  const at = plain.toLowerCase().indexOf(question.exact)
  const from = Math.max(0, at < 0 ? 0 : at - 60)
  return `${from > 0 ? '… ' : ''}${plain.slice(from, from + 180).trim()}${plain.length > from + 180 ? ' …' : ''}`
}
