import type pg from 'pg'
import { type PreparedStatement, prepared } from '../../platform/db/index.ts'
import type { Lang } from '../../platform/i18n/index.ts'
import { excerpt, htmlText } from './excerpt.ts'
import type { Question } from './question.ts'
import { findStatement, type Reach } from './statement.ts'

export const searchKinds = ['product', 'producer', 'article', 'document', 'unit', 'attachment'] as const
export type SearchKind = (typeof searchKinds)[number]

export interface Hit {
  readonly kind: SearchKind
  readonly title: string
  /** Language of the title and of what is told. */
  readonly lang: Lang
  /** Path of the page, without language. */
  readonly path: string
  /** Plain words around the hit; highlighting is the page's. */
  readonly snippet: string
  readonly day: string | null
  readonly isDemo: boolean
  /** 0 is the very thing by its name; the higher, the farther. */
  readonly near: number
}

/** Hits of one kind: how many there are (bounded), and the nearest. */
export interface Found {
  readonly hits: readonly Hit[]
  readonly count: number
}

export interface SearchFilter {
  readonly kind?: SearchKind | undefined
  /** Days of the thing itself, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly now: Date
  readonly limit: number
  /** Names are told in the reader's language where the thing has one in it; Vietnamese when not said. */
  readonly lang?: Lang | undefined
}

interface Row {
  readonly kind: SearchKind
  readonly title: string
  readonly path: string
  readonly about: string
  readonly body: string | null
  readonly day: string | null
  readonly is_demo: boolean
  readonly lang: Lang
  readonly near: number
  readonly n: number
}

/** Beyond this a count only says “many”. */
export const mostCounted = 1000

/**
 * Planned once a connection and through the inverted indexes: the planner knows nothing of how the words of a language stand
 * together, reads whole tables for common ones, and takes longer to plan anew than the search itself (decisions/050).
 */
const settings =
  'BEGIN READ ONLY; SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL jit = off'
const statements = new Map<string, PreparedStatement<Row>>()

async function ask(pool: pg.Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
  const statement = statements.get(text) ?? prepared<Row, readonly unknown[]>(text)
  statements.set(text, statement)
  const client = await pool.connect()
  try {
    await client.query(settings)
    const rows = await statement(client, ...values)
    await client.query('COMMIT')
    client.release()
    return rows
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** One statement over all kinds (or one): candidates from inverted indexes only, each kind bounded, nothing ranked whole. */
export async function find(
  pool: pg.Pool,
  question: Question,
  filter: SearchFilter,
  reach: Reach = 'near',
): Promise<ReadonlyMap<SearchKind, Found>> {
  const { text, values } = findStatement(filter.kind ? [filter.kind] : searchKinds, question, filter, reach)
  const rows = await ask(pool, text, values)
  const found = new Map<SearchKind, { hits: Hit[]; count: number }>()
  for (const row of rows) {
    const list = found.get(row.kind) ?? { hits: [], count: row.n }
    list.hits.push(hitOf(row, question))
    found.set(row.kind, list)
  }
  return found
}

function hitOf(row: Row, question: Question): Hit {
  const text = row.kind === 'article' ? htmlText(row.body ?? '') : (row.body ?? '')
  const around = text === '' ? '' : excerpt(text, question)
  return {
    kind: row.kind,
    title: row.title,
    lang: row.lang,
    path: row.path,
    snippet:
      row.kind === 'attachment' ? [row.about, around].filter(Boolean).join(' — ') : around || row.about,
    day: row.day,
    isDemo: row.is_demo,
    near: row.near,
  }
}
