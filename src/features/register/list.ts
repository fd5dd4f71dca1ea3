import type pg from 'pg'
import { prepared } from '../../platform/db/index.ts'
import { parseDay } from '../../platform/i18n/index.ts'
import type { DrawingName } from '../../web/index.ts'
import { type CatalogueFilter, facetCondition, readSought, type Sort } from './filter.ts'
import { type ProductStatus, statusOn } from './status.ts'
import type { EntryStanding } from './tables.ts'

/** A product as a list shows it. */
export interface ListedProduct {
  readonly id: string
  readonly slug: string
  readonly name: string
  /** Its producer's own English name. */
  readonly nameEn: string | null
  readonly producerName: string | null
  readonly producerSlug: string | null
  readonly place: string | null
  readonly communeCode: string | null
  readonly sector: string | null
  readonly star: number | null
  readonly status: ProductStatus
  readonly validUntil: string | null
  readonly pictureHash: string | null
  readonly drawing: DrawingName
  readonly isDemo: boolean
  readonly certificateNumber: string | null
  /** Where the next portion begins, for a reader who takes the whole list. */
  readonly cursor: string
}

export interface Listing {
  readonly items: readonly ListedProduct[]
  readonly total: number
  /** The total is a lower bound: more match than are weighed. */
  readonly more: boolean
  /** Nothing matched as typed; these are near it. */
  readonly near: boolean
}

interface Row {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly name_en: string | null
  readonly producer_name: string | null
  readonly producer_slug: string | null
  readonly place_name: string | null
  readonly commune_code: string | null
  readonly sector: string | null
  readonly star: number | null
  readonly standing: EntryStanding
  readonly valid_until: string | null
  readonly picture_hash: string | null
  readonly drawing: DrawingName
  readonly is_demo: boolean
  readonly newest_on: string
  readonly number: string | null
  readonly total?: number
}

export interface ListQuery {
  readonly filter: CatalogueFilter
  readonly today: string
  readonly page: number
  readonly perPage: number
  /** Answers certificate numbers too: the API names them, the page does not. */
  readonly certificates?: boolean
  /** Continue after this cursor instead of counting pages (sort `newest`, no search). */
  readonly after?: string | undefined
}

/** Beyond so many rows a reader narrows the list or follows the cursor: counting pages would grow with the list. */
export const deepest = 10_000

/** Of a search so many candidates are weighed. */
const weighed = { phrase: 300, words: 1000 }

const columns = `e.product_id AS id, e.slug, e.name, e.name_en, e.producer_name, e.producer_slug, e.place_name, e.commune_code, e.sector,
  e.star, e.standing, e.valid_until, e.picture_hash, e.drawing, e.is_demo, e.newest_on`
const number = `(SELECT c.number FROM certificate c WHERE c.recognition_id = e.recognition_id AND c.voided_at IS NULL
  ORDER BY c.copy DESC LIMIT 1) AS number`
const noNumber = 'NULL::text AS number'

const orders: Record<Sort, string> = {
  newest: 'e.newest_on DESC, e.product_id DESC',
  name: 'e.name_folded, e.product_id',
  star: 'e.star DESC NULLS LAST, e.newest_on DESC, e.product_id DESC',
  // What has no term comes last, as ascending order has it.
  ending: 'e.valid_until, e.product_id',
}

/** Statements by their text: one for each combination of facets, prepared once a connection. */
const statements = new Map<string, ReturnType<typeof prepared<Row, readonly unknown[]>>>()

function ask(pool: pg.Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
  const statement = statements.get(text) ?? prepared<Row, readonly unknown[]>(text)
  statements.set(text, statement)
  return statement(pool, ...values)
}

/** A page of the catalogue. Only indexed reads: its cost does not grow with the catalogue. */
export async function listProducts(
  pool: pg.Pool,
  query: ListQuery,
  count: (key: string, ask: () => Promise<number>) => Promise<number>,
): Promise<Listing> {
  const q = query.filter.q?.trim() ?? ''
  if (q !== '') return searchProducts(pool, query, q)
  const { filter, today, perPage } = query
  const condition = facetCondition(filter, today)
  const sort = filter.sort ?? 'newest'
  const total = await count(JSON.stringify([condition.text, condition.values]), async () => {
    const rows = await ask(
      pool,
      `SELECT count(*)::int AS total FROM catalogue_entry e WHERE ${condition.text}`,
      condition.values,
    )
    return Number(rows[0]?.total ?? 0)
  })
  const values = [...condition.values]
  const chosen = query.certificates ? number : noNumber
  let text: string
  const cursor = readCursor(query.after)
  if (cursor) {
    const [day, id] = [`$${values.push(cursor.day)}::date`, `$${values.push(cursor.id)}::uuid`]
    text = `SELECT ${columns}, ${chosen} FROM catalogue_entry e WHERE ${condition.text}
      AND (e.newest_on, e.product_id) < (${day}, ${id}) ORDER BY ${orders.newest} LIMIT $${values.push(perPage)}`
  } else {
    const inner = `SELECT e.product_id FROM catalogue_entry e WHERE ${condition.text} ORDER BY ${orders[sort]}
      LIMIT $${values.push(perPage)} OFFSET $${values.push(offsetOf(query))}`
    text = `SELECT ${columns}, ${chosen} FROM catalogue_entry e WHERE e.product_id IN (${inner}) ORDER BY ${orders[sort]}`
  }
  const rows = await ask(pool, text, values)
  return { items: rows.map((row) => listed(row, today)), total, more: false, near: false }
}

async function searchProducts(pool: pg.Pool, query: ListQuery, q: string): Promise<Listing> {
  const { filter, today, perPage } = query
  const sought = readSought(q)
  if (!sought) return { items: [], total: 0, more: false, near: false }
  const condition = facetCondition(filter, today)
  const values = [...condition.values]
  const words = `$${values.push(sought.words)}::tsquery`
  const phrase = sought.phrase ? `$${values.push(sought.phrase)}::tsquery` : null
  const accented = sought.accented ? `$${values.push(sought.accented)}::tsquery` : null
  const byWords = `SELECT e.product_id FROM catalogue_entry e WHERE e.words @@ ${words} AND ${condition.text} LIMIT ${weighed.words}`
  const byPhrase = phrase
    ? `(SELECT e.product_id FROM catalogue_entry e WHERE e.words @@ ${phrase} AND ${condition.text} LIMIT ${weighed.phrase}) UNION `
    : ''
  const ranks = [
    ...(filter.sort && filter.sort !== 'newest' ? [orders[filter.sort]] : []),
    ...(accented ? [`(e.words @@ ${accented}) DESC`] : []),
    ...(phrase ? [`(e.words @@ ${phrase}) DESC`] : []),
    orders.newest,
  ]
  const chosen = query.certificates ? number : noNumber
  const rows = await ask(
    pool,
    `WITH found AS MATERIALIZED (${byPhrase}(${byWords}))
     SELECT ${columns}, ${chosen}, count(*) OVER ()::int AS total FROM found JOIN catalogue_entry e USING (product_id)
     ORDER BY ${ranks.join(', ')} LIMIT $${values.push(perPage)} OFFSET $${values.push(offsetOf(query))}`,
    values,
  )
  const total = rows[0]?.total ?? 0
  if (total === 0 && query.page === 1) return nearProducts(pool, query, sought.folded)
  return {
    items: rows.map((row) => listed(row, today)),
    total,
    more: total >= weighed.words,
    near: false,
  }
}

/** Names that are like what was typed, when nothing has its words: a slip of the finger, a letter missing. */
async function nearProducts(pool: pg.Pool, query: ListQuery, folded: string): Promise<Listing> {
  const condition = facetCondition(query.filter, query.today)
  const values = [...condition.values]
  const sought = `$${values.push(folded)}`
  const rows =
    folded.length < 4
      ? []
      : await ask(
          pool,
          `SELECT ${columns}, ${query.certificates ? number : noNumber} FROM catalogue_entry e
           WHERE ${sought} <% e.name_folded AND ${condition.text}
           ORDER BY word_similarity(${sought}, e.name_folded) DESC, e.product_id LIMIT $${values.push(query.perPage)}`,
          values,
        )
  return {
    items: rows.map((row) => listed(row, query.today)),
    total: rows.length,
    more: false,
    near: rows.length > 0,
  }
}

function offsetOf({ page, perPage }: ListQuery): number {
  return Math.min((page - 1) * perPage, deepest)
}

function listed(row: Row, today: string): ListedProduct {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    nameEn: row.name_en,
    producerName: row.producer_name,
    producerSlug: row.producer_slug,
    place: row.place_name,
    communeCode: row.commune_code,
    sector: row.sector,
    star: row.star,
    status: statusOn({ standing: row.standing, validUntil: row.valid_until }, today),
    validUntil: row.standing === 'not-stated' || row.standing === 'none' ? null : row.valid_until,
    pictureHash: row.picture_hash,
    drawing: row.drawing,
    isDemo: row.is_demo,
    certificateNumber: row.number,
    cursor: `${row.newest_on}_${row.id}`,
  }
}

function readCursor(text: string | undefined): { day: string; id: string } | null {
  const match = /^(\d{4}-\d\d-\d\d)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '')
  return match && parseDay(match[1]!) ? { day: match[1]!, id: match[2]! } : null
}
