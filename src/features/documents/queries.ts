import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { foldedWords } from '../../rules/vietnamese/index.ts'
import { documentKey } from './commands.ts'
import type { RelationWord } from './relations.ts'

export interface DocumentLine {
  readonly id: string
  readonly slug: string
  readonly number: string
  readonly kind: string
  readonly issuer: string
  readonly issuedOn: string
  readonly effectiveFrom: string | null
  readonly effectiveTo: string | null
  readonly title: string
  readonly isDemo: boolean
}

/** How a document stands on a day: from its own days in force, nothing guessed where they are not on file. */
export function documentStanding(
  document: Pick<DocumentLine, 'effectiveFrom' | 'effectiveTo'>,
  today: string,
): DocumentStanding {
  if (document.effectiveTo !== null && document.effectiveTo < today) return 'ended'
  if (document.effectiveFrom === null) return 'not-stated'
  return document.effectiveFrom > today ? 'not-yet' : 'in-force'
}

const lineColumns = [
  'id',
  'slug',
  'number',
  'kind',
  'issuer',
  'issued_on as issuedOn',
  'effective_from as effectiveFrom',
  'effective_to as effectiveTo',
  'title',
  'is_demo as isDemo',
] as const

/** How a document may stand on a day, as readers narrow the register by it. */
export const documentStandings = ['in-force', 'not-yet', 'ended', 'not-stated'] as const
export type DocumentStanding = (typeof documentStandings)[number]

export interface DocumentFilter {
  readonly q?: string | undefined
  readonly kind?: string | undefined
  /** Days of issue, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Standing on a day. */
  readonly standing?: { readonly is: DocumentStanding; readonly on: string } | undefined
  readonly page: number
  readonly perPage: number
}

/** The register, newest first; a number typed in any way stands first. */
export async function listDocuments(
  db: Db,
  filter: DocumentFilter,
  /** Keeps the count of a list that is not searched. */
  keep: (key: string, ask: () => Promise<number>) => Promise<number> = (_, ask) => ask(),
): Promise<{ items: DocumentLine[]; total: number }> {
  let query = db.selectFrom('legal_document')
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.from) query = query.where('issued_on', '>=', filter.from)
  if (filter.to) query = query.where('issued_on', '<=', filter.to)
  const { standing } = filter
  if (standing) query = query.where(sql<boolean>`${standings[standing.is](standing.on)}`)
  const words = foldedWords(filter.q ?? '').slice(0, 12)
  const key = documentKey(filter.q ?? '')
  if (words.length > 0) {
    query = query.where((eb) =>
      eb.or([
        ...(key.length >= 3 ? [eb('number_key', 'like', `${key}%`)] : []),
        eb.and(words.map((word) => eb('folded', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`))),
      ]),
    )
  }
  const countAll = async () =>
    Number((await query.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)
  const [items, count] = await Promise.all([
    query
      .select(lineColumns)
      .orderBy((eb) => eb('number_key', '=', key), 'desc')
      .orderBy('issued_on', 'desc')
      .limit(filter.perPage)
      .offset((filter.page - 1) * filter.perPage)
      .execute(),
    words.length > 0 || filter.from || filter.to || standing
      ? countAll()
      : keep(`documents count ${filter.kind ?? ''}`, countAll),
  ])
  return { items, total: count }
}

/** The same as `documentStanding`, asked of the register. */
const standings: Readonly<Record<DocumentStanding, (day: string) => RawBuilder<unknown>>> = {
  ended: (day) => sql`effective_to < ${day}::date`,
  'not-stated': (day) =>
    sql`(effective_to IS NULL OR effective_to >= ${day}::date) AND effective_from IS NULL`,
  'not-yet': (day) =>
    sql`(effective_to IS NULL OR effective_to >= ${day}::date) AND effective_from > ${day}::date`,
  'in-force': (day) =>
    sql`(effective_to IS NULL OR effective_to >= ${day}::date) AND effective_from <= ${day}::date`,
}

export interface DocumentView extends DocumentLine {
  readonly field: string
  readonly signer: string
  readonly note: string
  readonly regime: string | null
  readonly version: number
  readonly placeCode: string
  readonly files: readonly { id: string; name: string; size: number }[]
  readonly relations: readonly {
    relation: RelationWord
    id: string
    number: string
    slug: string
    title: string
  }[]
}

export async function findDocument(
  db: Db,
  by: { slug: string } | { id: string },
): Promise<DocumentView | null> {
  const query = db
    .selectFrom('legal_document')
    .select([...lineColumns, 'field', 'signer', 'note', 'regime', 'version', 'place_code as placeCode'])
  const document = await ('slug' in by
    ? query.where('slug', '=', by.slug)
    : query.where('id', '=', by.id)
  ).executeTakeFirst()
  if (!document) return null
  const [files, forward, backward] = await Promise.all([
    db
      .selectFrom('document_file')
      .select(['id', 'name', 'size'])
      .where('document_id', '=', document.id)
      .where('removed_at', 'is', null)
      .orderBy('ordinal')
      .execute(),
    db
      .selectFrom('document_relation as r')
      .innerJoin('legal_document as d', 'd.id', 'r.other_id')
      .select(['r.relation', 'd.id', 'd.number', 'd.slug', 'd.title'])
      .orderBy('d.issued_on', 'desc')
      .where('r.document_id', '=', document.id)
      .execute(),
    db
      .selectFrom('document_relation as r')
      .innerJoin('legal_document as d', 'd.id', 'r.document_id')
      .select(['r.relation', 'd.id', 'd.number', 'd.slug', 'd.title'])
      .orderBy('d.issued_on', 'desc')
      .where('r.other_id', '=', document.id)
      .execute(),
  ])
  const reversed = { supersedes: 'superseded-by', amends: 'amended-by' } as const
  return {
    ...document,
    files,
    relations: [...forward, ...backward.map((each) => ({ ...each, relation: reversed[each.relation] }))],
  }
}

/** A file that was just taken off, for the way back. */
export async function removedFile(
  db: Db,
  documentId: string,
  fileId: string,
): Promise<{ id: string; name: string } | null> {
  const found = await db
    .selectFrom('document_file')
    .select(['id', 'name'])
    .where('id', '=', fileId)
    .where('document_id', '=', documentId)
    .where('removed_at', 'is not', null)
    .executeTakeFirst()
  return found ?? null
}

/** “135/KH-UBND”, “26/2026/QĐ-TTg”: a number with its year, where there is one, and its symbol. */
const numbersInText = /(?<![\p{L}\d/])\d{1,6}(?:\/\d{4})?\/\p{Lu}[\p{L}\d]*(?:-\p{L}[\p{L}\d]*)*/gu
const mostNamed = 8

/** Documents of the register that a text names by their number. */
export async function documentsNamedIn(
  db: Db,
  text: string,
): Promise<readonly { number: string; title: string; path: string }[]> {
  const keys = [...new Set((text.match(numbersInText) ?? []).map(documentKey))]
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('legal_document')
    .select(['number', 'title', 'slug'])
    .where('number_key', 'in', keys)
    .orderBy('issued_on', 'desc')
    .limit(mostNamed)
    .execute()
  return rows.map(({ number, title, slug }) => ({ number, title, path: `/van-ban/${slug}` }))
}
