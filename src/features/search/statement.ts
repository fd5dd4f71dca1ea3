import type { SearchFilter, SearchKind } from './find.ts'
import { mostCounted } from './find.ts'
import { openArticles, openProducers } from './open.ts'
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
  const onceIfAny = (name: string, query: string | null) => query && once(name, query, 'tsquery')
  const open = reach !== 'near'
  const brief = question.words.length < 3
  const { pairs, phrase, accented, number } = question
  const termsOn = (day: string): Terms => ({
    get inName() {
      return open
        ? once('begun', question.begun, 'tsquery')
        : once('inName', brief ? question.all : question.close, 'tsquery')
    },
    get inText() {
      if (reach === 'names') return null
      return open ? once('begun', question.begun, 'tsquery') : onceIfAny('inText', question.closeInText)
    },
    get phrase() {
      return reach === 'names' ? null : onceIfAny('phrase', phrase)
    },
    withHead: (table, column) => {
      const head = open && onceIfAny('head', question.head)
      return head ? ` AND EXISTS (SELECT FROM ${table} AND ${column} @@ ${head})` : ''
    },
    get unlessNamed() {
      return reach === 'near' && phrase
        ? ` AND NOT (${isNamed(once('phrase', phrase, 'tsquery'), once('now', filter.now, 'timestamptz'))})`
        : ''
    },
    get pairs() {
      return onceIfAny('pairs', pairs)
    },
    get accented() {
      return onceIfAny('accented', accented)
    },
    get key() {
      return once('key', question.key, 'text')
    },
    get number() {
      return number && number.length > 2 ? once('number', number, 'text') : null
    },
    get lang() {
      return once('lang', filter.lang ?? 'vi', 'text')
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
  /** The words in their order, in a text. */
  readonly phrase: string | null
  /**
   * Nothing that begins as typed is gathered where not even the words before the last stand together: the beginning of a common
   * word alone gathers every text that has it.
   */
  withHead(table: string, column: string): string
  /** Where the whole question stands in a name or a title, texts that have its words here and there are not asked. */
  readonly unlessNamed: string
  readonly accented: string | null
  readonly key: string
  readonly number: string | null
  /** Of the reader. */
  readonly lang: string
  readonly now: string
  readonly limit: string
  readonly day: string
}

/** The column of a kind's day: of its candidates, where these carry it. */
const dayOf: Record<SearchKind, string> = {
  product: 'by1',
  producer: 'by1',
  article: 'by0',
  document: 'd.issued_on',
  // A unit has no day of its own: narrowed by days, none is found.
  unit: 'NULL::date',
  attachment: 'o.day',
}

/** Nothing where the question has no such form. */
type Branch = readonly [near: number, sql: string] | null | '' | false

/** Each branch of the candidates carries how near it is; a thing found by several counts by its nearest. */
function candidates(key: string, branchesOf: readonly Branch[], sorts: readonly string[] = []): string {
  const carried = sorts.map((sql, place) => `, ${sql} AS by${place}`).join('')
  const parts = branchesOf.flatMap((branch) => {
    if (!branch) return []
    const [near, sql] = branch
    return [`(SELECT ${key} AS id, ${near} AS near${carried} FROM ${sql})`]
  })
  const kept = sorts.map((_, place) => `, min(by${place}) AS by${place}`).join('')
  return `(SELECT id, min(near) AS near${kept} FROM (${parts.join(' UNION ALL ')}) AS each GROUP BY id)`
}

/** The nearest of the candidates and how many there are; only these few are opened for what is shown of them. */
function nearest(from: string, { day, limit }: Pick<Terms, 'day' | 'limit'>, order: string): string {
  return `(SELECT c.*, (count(*) OVER ())::int AS n FROM ${from} AS c WHERE true${day} ORDER BY ${order} LIMIT ${limit})`
}

const isNamed = (phrase: string, now: string) =>
  [
    `SELECT FROM catalogue_entry WHERE words @@ ${phrase}`,
    `SELECT FROM ${openProducers} AND words @@ ${phrase}`,
    `SELECT FROM legal_document WHERE words @@ ${phrase}`,
    `SELECT FROM ${openArticles(now)} AND title_words @@ ${phrase}`,
  ]
    .map((sql) => `EXISTS (${sql})`)
    .join(' OR ')

const branches: Record<SearchKind, (t: Terms) => string> = {
  product: (t) => {
    const order = `near,${t.accented ? ' by2,' : ''} by0 DESC`
    return `
    SELECT 'product' AS kind, coalesce(own.name, e.name) AS title, '/san-pham/' || e.slug AS path,
      concat_ws(' · ', CASE WHEN own.name IS NOT NULL THEN e.name END, e.producer_name, e.place_name) AS about, NULL::text AS body,
      e.issued_on::text AS day, e.is_demo, c.near, c.n, CASE WHEN own.name IS NULL THEN 'vi' ELSE 'en' END AS lang
    FROM ${nearest(
      candidates(
        'product_id',
        [
          [1, `catalogue_entry WHERE name_folded = ${t.key} LIMIT ${fewer}`],
          t.pairs && [3, `catalogue_entry WHERE words @@ ${t.pairs} LIMIT ${fewer}`],
          !t.pairs && t.accented && [4, `catalogue_entry WHERE words @@ ${t.accented} LIMIT ${fewer}`],
          [
            5,
            `catalogue_entry WHERE words @@ ${t.inName}${t.withHead('catalogue_entry WHERE true', 'words')} LIMIT ${mostCounted}`,
          ],
        ],
        [
          'newest_on',
          'issued_on',
          ...(t.accented ? [`CASE WHEN words @@ ${t.accented} THEN 0 ELSE 1 END`] : []),
        ],
      ),
      t,
      `${order}, id`,
    )} AS c JOIN catalogue_entry e ON e.product_id = c.id
      CROSS JOIN LATERAL (SELECT CASE WHEN ${t.lang} = 'en' THEN e.name_en END AS name) AS own
    ORDER BY c.near,${t.accented ? ' c.by2,' : ''} c.by0 DESC, c.id`
  },

  producer: (t) => {
    const open = openProducers
    return `
    SELECT 'producer' AS kind, p.name AS title, '/chu-the/' || p.slug AS path, coalesce(p.intro ->> 'vi', '') AS about,
      NULL::text AS body, NULL::text AS day, p.is_demo, c.near, c.n, 'vi' AS lang
    FROM ${nearest(
      candidates(
        'id',
        [
          t.pairs && [3, `${open} AND words @@ ${t.pairs} LIMIT ${fewer}`],
          [5, `${open} AND words @@ ${t.inName}${t.withHead(open, 'words')} LIMIT ${mostCounted}`],
        ],
        [`CASE WHEN name_folded = ${t.key} THEN 0 ELSE length(name) END`, 'registered_on'],
      ),
      t,
      'near, by0, id',
    )} AS c JOIN producer p ON p.id = c.id ORDER BY c.near, c.by0, c.id`
  },

  article: (t) => {
    const open = openArticles(t.now)
    return `
    SELECT 'article' AS kind, a.title, '/tin-tuc/' || a.slug AS path, a.lead AS about, a.body, a.updated_on::text AS day,
      a.is_demo, least(c.near, c.by1) AS near, c.n, a.lang
    FROM ${nearest(
      candidates(
        'id',
        [
          t.accented && [2, `${open} AND title_words @@ ${t.accented} LIMIT ${fewer}`],
          t.pairs && [3, `${open} AND title_words @@ ${t.pairs} LIMIT ${fewer}`],
          [
            5,
            `${open} AND title_words @@ ${t.inName}${t.withHead(open, 'title_words')} LIMIT ${mostCounted}`,
          ],
          t.phrase && [6, `${open} AND words @@ ${t.phrase} LIMIT ${mostCounted}`],
          t.inText && [
            8,
            `${open} AND words @@ ${t.inText}${t.unlessNamed}${t.withHead(open, 'words')} LIMIT ${mostCounted}`,
          ],
        ],
        ['updated_on', `CASE WHEN title_folded = ${t.key} THEN 1 ELSE 9 END`],
      ),
      t,
      'least(near, by1), by0 DESC, id',
    )} AS c JOIN article a ON a.id = c.id ORDER BY least(c.near, c.by1), c.by0 DESC, c.id`
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
    SELECT 'unit' AS kind, u.name ->> own.lang AS title, '/don-vi-ho-tro#' || u.slug AS path,
      coalesce(u.services ->> own.lang, u.services ->> 'vi', '') AS about, NULL::text AS body, NULL::text AS day, u.is_demo, c.near,
      (count(*) OVER ())::int AS n, own.lang
    FROM ${candidates('id', [
      t.pairs && [3, `support_unit WHERE removed_at IS NULL AND words @@ ${t.pairs} LIMIT ${fewer}`],
      [5, `support_unit WHERE removed_at IS NULL AND words @@ ${t.inName} LIMIT ${mostCounted}`],
    ])} AS c JOIN support_unit u ON u.id = c.id
      CROSS JOIN LATERAL (SELECT CASE WHEN u.name ? ${t.lang} THEN ${t.lang} ELSE 'vi' END AS lang) AS own
    WHERE true${t.day} ORDER BY c.near, u.ordinal, u.id LIMIT ${t.limit}`,

  attachment: (t) => `
    SELECT 'attachment' AS kind, o.name AS title, o.path, o.about, left(f.plain, 60000) AS body, o.day::text AS day, o.is_demo,
      c.near, (count(*) OVER ())::int AS n, 'vi' AS lang
    FROM ${candidates('file_hash', [
      t.phrase && [6, `file_text WHERE state = 'read' AND words @@ ${t.phrase} LIMIT ${mostCounted}`],
      t.inText && [
        8,
        `file_text WHERE state = 'read' AND words @@ ${t.inText}${t.unlessNamed} LIMIT ${mostCounted}`,
      ],
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
