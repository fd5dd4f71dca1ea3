import type { SearchFilter, SearchKind } from './find.ts'
import { mostCounted } from './find.ts'
import type { Question } from './question.ts'

/** Candidates a branch brings at most: the stricter, the fewer it needs. */
const fewer = 300

/**
 * How much is asked for. `near`: names with all words, texts in which they stand close. `far`: all words anywhere, the last as a
 * beginning; asked only when nothing is near, because it costs with the number of texts. `names`: while typing, names alone.
 */
export type Reach = 'near' | 'far' | 'names'

/** The text depends on the kinds and on which forms the question has, never on what was typed: statements stay prepared. */
export function findStatement(
  kinds: readonly SearchKind[],
  question: Question,
  filter: SearchFilter,
  reach: Reach,
): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const value = (given: unknown, type: string) => `$${values.push(given)}::${type}`
  // Numbered when a branch first names it: PostgreSQL refuses a parameter that stands nowhere in the text.
  const named = new Map<string, string>()
  const once = (name: string, given: unknown, type: string) => {
    const known = named.get(name) ?? value(given, type)
    named.set(name, known)
    return known
  }
  const open = reach !== 'near'
  const brief = question.words.length < 3
  const { pairs, accented, number } = question
  const termsOn = (day: string): Terms => ({
    get inName() {
      return once('inName', open ? question.begun : brief ? question.all : question.close, 'tsquery')
    },
    get inText() {
      return reach === 'names' ? null : once('inText', open ? question.begun : question.close, 'tsquery')
    },
    get pairs() {
      return pairs && once('pairs', pairs, 'tsquery')
    },
    get accented() {
      return accented && once('accented', accented, 'tsquery')
    },
    get key() {
      return once('key', question.key, 'text')
    },
    get number() {
      return number && number.length > 2 ? once('number', number, 'text') : null
    },
    get now() {
      return once('now', filter.now, 'timestamptz')
    },
    get limit() {
      return once('limit', filter.limit, 'int')
    },
    day,
  })
  const day = (column: string) =>
    [
      ...(filter.from ? [`${column} >= ${value(filter.from, 'date')}`] : []),
      ...(filter.to ? [`${column} <= ${value(filter.to, 'date')}`] : []),
    ]
      .map((part) => ` AND ${part}`)
      .join('')
  const parts = kinds
    .filter((kind) => reach !== 'names' || kind !== 'attachment')
    .map((kind) => `(${branches[kind](termsOn(day(dayOf[kind])))})`)
  return { text: parts.join('\nUNION ALL\n'), values }
}

interface Terms {
  readonly inName: string
  /** Absent where texts are not asked. */
  readonly inText: string | null
  readonly pairs: string | null
  readonly accented: string | null
  readonly key: string
  readonly number: string | null
  readonly now: string
  readonly limit: string
  readonly day: string
}

const dayOf: Record<SearchKind, string> = {
  product: 'e.issued_on',
  producer: 'p.registered_on',
  article: 'a.updated_on',
  document: 'd.issued_on',
  // A unit has no day of its own: narrowed by days, none is found.
  unit: 'NULL::date',
  attachment: 'o.day',
}

/** Nothing where the question has no such form. */
type Branch = readonly [near: number, sql: string] | null | '' | false

/** Each branch of the candidates carries how near it is; a thing found by several counts by its nearest. */
function candidates(key: string, branchesOf: readonly Branch[]): string {
  const parts = branchesOf.flatMap((branch) => {
    if (!branch) return []
    const [near, sql] = branch
    return [`(SELECT ${key} AS id, ${near} AS near FROM ${sql})`]
  })
  return `(SELECT id, min(near) AS near FROM (${parts.join(' UNION ALL ')}) AS each GROUP BY id)`
}

const branches: Record<SearchKind, (t: Terms) => string> = {
  product: (t) => `
    SELECT 'product' AS kind, e.name AS title, '/san-pham/' || e.slug AS path,
      concat_ws(' · ', e.producer_name, e.place_name) AS about, NULL::text AS body, e.issued_on::text AS day, e.is_demo, c.near,
      (count(*) OVER ())::int AS n, 'vi' AS lang
    FROM ${candidates('product_id', [
      [1, `catalogue_entry WHERE name_folded = ${t.key} LIMIT ${fewer}`],
      t.pairs && [3, `catalogue_entry WHERE words @@ ${t.pairs} LIMIT ${fewer}`],
      !t.pairs && t.accented && [4, `catalogue_entry WHERE words @@ ${t.accented} LIMIT ${fewer}`],
      [5, `catalogue_entry WHERE words @@ ${t.inName} LIMIT ${mostCounted}`],
    ])} AS c JOIN catalogue_entry e ON e.product_id = c.id
    WHERE true${t.day} ORDER BY c.near,${t.accented ? ` (e.words @@ ${t.accented}) DESC,` : ''} e.newest_on DESC, e.product_id
    LIMIT ${t.limit}`,

  producer: (t) => `
    SELECT 'producer' AS kind, p.name AS title, '/chu-the/' || p.slug AS path, coalesce(p.intro ->> 'vi', '') AS about,
      NULL::text AS body, NULL::text AS day, p.is_demo, c.near, (count(*) OVER ())::int AS n, 'vi' AS lang
    FROM ${candidates('id', [
      t.pairs && [3, `producer WHERE merged_into IS NULL AND words @@ ${t.pairs} LIMIT ${fewer}`],
      [5, `producer WHERE merged_into IS NULL AND words @@ ${t.inName} LIMIT ${mostCounted}`],
    ])} AS c JOIN producer p ON p.id = c.id
    WHERE true${t.day} ORDER BY c.near, p.name_folded = ${t.key} DESC, length(p.name), p.id LIMIT ${t.limit}`,

  article: (t) => {
    const open = `article WHERE status = 'published' AND published_at <= ${t.now}`
    return `
    SELECT 'article' AS kind, a.title, '/tin-tuc/' || a.slug AS path, a.lead AS about, a.body, a.updated_on::text AS day,
      a.is_demo, CASE WHEN a.title_folded = ${t.key} THEN 1 ELSE c.near END AS near,
      (count(*) OVER ())::int AS n, a.lang
    FROM ${candidates('id', [
      t.accented && [2, `${open} AND title_words @@ ${t.accented} LIMIT ${fewer}`],
      t.pairs && [3, `${open} AND title_words @@ ${t.pairs} LIMIT ${fewer}`],
      [5, `${open} AND title_words @@ ${t.inName} LIMIT ${mostCounted}`],
      t.inText && t.pairs && [6, `${open} AND words @@ ${t.pairs} LIMIT ${fewer}`],
      t.inText && [8, `${open} AND words @@ ${t.inText} LIMIT ${mostCounted}`],
    ])} AS c JOIN article a ON a.id = c.id
    WHERE true${t.day} ORDER BY 8, a.updated_on DESC, a.id LIMIT ${t.limit}`
  },

  document: (t) => `
    SELECT 'document' AS kind, d.number || ' – ' || d.title AS title, '/van-ban/' || d.slug AS path, d.issuer AS about,
      NULL::text AS body, d.issued_on::text AS day, d.is_demo, c.near, (count(*) OVER ())::int AS n, 'vi' AS lang
    FROM ${candidates('id', [
      t.number && [0, `legal_document WHERE number_key = ${t.number} LIMIT ${fewer}`],
      t.number && [2, `legal_document WHERE number_key LIKE ${t.number} || '%' LIMIT ${fewer}`],
      t.pairs && [3, `legal_document WHERE words @@ ${t.pairs} LIMIT ${fewer}`],
      [5, `legal_document WHERE words @@ ${t.inName} LIMIT ${mostCounted}`],
    ])} AS c JOIN legal_document d ON d.id = c.id
    WHERE true${t.day} ORDER BY c.near, d.issued_on DESC, d.id LIMIT ${t.limit}`,

  unit: (t) => `
    SELECT 'unit' AS kind, u.name ->> 'vi' AS title, '/don-vi-ho-tro#' || u.slug AS path, coalesce(u.services ->> 'vi', '') AS about,
      NULL::text AS body, NULL::text AS day, u.is_demo, c.near, (count(*) OVER ())::int AS n, 'vi' AS lang
    FROM ${candidates('id', [
      t.pairs && [3, `support_unit WHERE removed_at IS NULL AND words @@ ${t.pairs} LIMIT ${fewer}`],
      [5, `support_unit WHERE removed_at IS NULL AND words @@ ${t.inName} LIMIT ${mostCounted}`],
    ])} AS c JOIN support_unit u ON u.id = c.id
    WHERE true${t.day} ORDER BY c.near, u.ordinal, u.id LIMIT ${t.limit}`,

  attachment: (t) => `
    SELECT 'attachment' AS kind, o.name AS title, o.path, o.about, left(f.plain, 60000) AS body, o.day::text AS day, o.is_demo,
      c.near, (count(*) OVER ())::int AS n, 'vi' AS lang
    FROM ${candidates('file_hash', [
      t.pairs && [6, `file_text WHERE state = 'read' AND words @@ ${t.pairs} LIMIT ${fewer}`],
      t.inText && [8, `file_text WHERE state = 'read' AND words @@ ${t.inText} LIMIT ${mostCounted}`],
    ])} AS c JOIN file_text f ON f.file_hash = c.id JOIN LATERAL (
      SELECT w.name, '/van-ban/' || d.slug AS path, d.number AS about, d.issued_on AS day, d.is_demo
      FROM document_file w JOIN legal_document d ON d.id = w.document_id
      WHERE w.file_hash = f.file_hash AND w.removed_at IS NULL
      UNION ALL
      SELECT w.name, '/tin-tuc/' || a.slug, a.title, a.updated_on, a.is_demo
      FROM article_attachment w JOIN article a ON a.id = w.article_id
      WHERE w.file_hash = f.file_hash AND w.removed_at IS NULL AND a.status = 'published' AND a.published_at <= ${t.now}
    ) AS o ON true
    WHERE true${t.day} ORDER BY c.near, o.day DESC, o.name LIMIT ${t.limit}`,
}
