import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { regulationDir } from '../../src/compose.ts'
import { uuidv7 } from '../../src/platform/db/index.ts'
import {
  type Abbreviations,
  AbbreviationTable,
  abbreviationsOf,
  canonical,
  expandAbbreviations,
  foldedWords,
  matchKey,
  slug,
  tidy,
} from '../../src/rules/vietnamese/index.ts'
import { placeFiles } from './place-book.ts'

/** A question of the gold set and the title that must stand on the first page of its answer. */
export interface GoldQuery {
  readonly q: string
  readonly way: string
  readonly kind: 'product' | 'article' | 'document' | 'producer'
  readonly finds: string
}

interface Corpus {
  readonly products: readonly { name: string; place: string }[]
  readonly producers: readonly string[]
  readonly news: readonly string[]
  readonly texts: readonly { title: string; body: string }[]
  readonly documents: readonly (readonly [number: string, title: string, issuer: string, day: string])[]
}

const read = <T>(file: string) =>
  JSON.parse(readFileSync(new URL(`../golden/search/${file}.json`, import.meta.url), 'utf8')) as T
export const goldQueries = read<GoldQuery[]>('queries')
const corpus = read<Corpus>('corpus')
const law = readFileSync(`${regulationDir}/qd26-2026/LAW.md`, 'utf8').normalize('NFC')

export const searchAbbreviations: Abbreviations = abbreviationsOf(
  AbbreviationTable.parse(JSON.parse(readFileSync(`${regulationDir}/vietnam/abbreviations.json`, 'utf8'))),
)

/** Same numbers at every run. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** The texts the gold set asks about, and beside them as many invented products and articles as are wished. */
export async function fillSearchWorld(
  pool: pg.Pool,
  size: { products: number; articles: number } = { products: 0, articles: 0 },
): Promise<void> {
  await pool.query('ALTER TABLE catalogue_entry DROP CONSTRAINT IF EXISTS catalogue_entry_product_id_fkey')
  await insertProducts(pool, corpus.products)
  await insertProducers(pool, corpus.producers)
  await insertArticles(pool, [...corpus.news.map((title) => ({ title, body: '' })), ...corpus.texts])
  await insertDocuments(pool)
  const random = randomOf(135)
  const syllables = vocabularyOf()
  // A few syllables are very common, most are rare, as in the language.
  const syllable = () => syllables[Math.floor(syllables.length * random() ** 2.5)]!
  const chunk = (length: number) => {
    const from = Math.floor(random() * (lawWords.length - length))
    return lawWords.slice(from, from + length)
  }
  const name = () => {
    const like = corpus.products[Math.floor(random() * corpus.products.length)]!.name.split(' ').slice(0, 2)
    return [...like, ...Array.from({ length: 1 + Math.floor(random() * 4) }, syllable)].join(' ')
  }
  await inPortions(size.products, (count) =>
    insertProducts(
      pool,
      Array.from({ length: count }, () => ({ name: name(), place: `Xã ${syllable()} ${syllable()}` })),
    ),
  )
  await inPortions(Math.floor(size.products / 10), (count) =>
    insertProducers(
      pool,
      Array.from({ length: count }, () => `HTX nông nghiệp ${syllable()} ${syllable()} ${syllable()}`),
    ),
  )
  await inPortions(size.articles, (count) =>
    insertArticles(
      pool,
      Array.from({ length: count }, () => ({
        title: [...chunk(4), ...Array.from({ length: 6 }, syllable)].join(' '),
        body: Array.from({ length: 9 }, () =>
          [...chunk(12), ...Array.from({ length: 13 }, syllable)].join(' '),
        ).join('. '),
      })),
    ),
  )
  // Only a producer who has something in the catalogue is found.
  await pool.query(`
    UPDATE catalogue_entry SET producer_id = owner.id
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM producer) AS owner
      JOIN (SELECT product_id, row_number() OVER (ORDER BY product_id) AS n FROM catalogue_entry) AS own USING (n)
    WHERE catalogue_entry.product_id = own.product_id`)
  await pool.query('VACUUM ANALYZE')
}

const lawWords = law.split(/[^\p{L}]+/u).filter((word) => word.length > 1)

function vocabularyOf(): string[] {
  const times = new Map<string, number>()
  const texts = [law, ...corpus.products.map((each) => each.name), ...corpus.news]
  for (const word of texts
    .join(' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u))
    if (word) times.set(word, (times.get(word) ?? 0) + 1)
  return [...times].sort((a, b) => b[1] - a[1]).map(([word]) => word)
}

async function inPortions(
  total: number,
  insert: (count: number) => Promise<unknown>,
  portion = 4000,
): Promise<void> {
  for (let done = 0; done < total; done += portion) await insert(Math.min(portion, total - done))
}

const spoken = (text: string) => {
  const spelled = canonical(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  return [...new Set([...foldedWords(text), ...spelled])]
}

const sectors = ['I', 'II', 'III', 'IV', 'V', 'VI']
const communes = placeFiles[0]!.places
  .filter(({ level, validTo }) => level === 'commune' && !validTo)
  .map(({ code }) => code)

async function insertProducts(pool: pg.Pool, list: Corpus['products']): Promise<void> {
  const rows = list.map(({ name, place }, index) => {
    const id = uuidv7()
    const atHome = index % 5 > 0
    return {
      product_id: id,
      slug: `${slug(name)}-${id.slice(-6)}`,
      name,
      name_folded: matchKey(name),
      place_name: place,
      star: 3 + (index % 2),
      newest_on: `20${20 + (index % 6)}-0${1 + (index % 9)}-1${index % 10}`,
      valid_until: `20${23 + (index % 6)}-0${1 + (index % 9)}-1${index % 10}`,
      sector: sectors[Math.floor(index / 2) % sectors.length],
      province_code: atHome ? '46' : '48',
      commune_code: atHome ? communes[index % communes.length] : null,
      spoken: spoken(`${name} ${expandAbbreviations(name, searchAbbreviations)} ${place}`),
    }
  })
  await pool.query(
    `INSERT INTO catalogue_entry (product_id, slug, name, name_folded, place_name, star, standing, drawing, is_demo, newest_on, words,
       issued_on, valid_until, sector, set_no, province_code, commune_code, recognition_id)
     SELECT product_id, slug, name, name_folded, place_name, star, 'in-force', 'food', false, newest_on,
       array_to_tsvector(spoken) || words_and_pairs(name_folded), newest_on, valid_until, sector, 1, province_code, commune_code, product_id
     FROM jsonb_to_recordset($1::jsonb) AS e(product_id uuid, slug text, name text, name_folded text, place_name text, star int,
       newest_on date, spoken text[], valid_until date, sector text, province_code text, commune_code text)`,
    [JSON.stringify(rows)],
  )
}

async function insertProducers(pool: pg.Pool, names: readonly string[]): Promise<void> {
  const rows = names.map((name) => {
    const id = uuidv7()
    const key = matchKey(expandAbbreviations(name, searchAbbreviations)).slice(0, 300)
    return { id, slug: `${slug(name)}-${id.slice(-6)}`, name, name_folded: matchKey(name), name_key: key }
  })
  await pool.query(
    `INSERT INTO producer (id, slug, name, name_folded, name_key)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, slug text, name text, name_folded text, name_key text)`,
    [JSON.stringify(rows)],
  )
}

async function insertArticles(
  pool: pg.Pool,
  list: readonly { title: string; body: string }[],
): Promise<void> {
  const rows = list.map(({ title, body }, index) => {
    const id = uuidv7()
    return {
      id,
      slug: `${slug(title, 60)}-${id.slice(-6)}`,
      title,
      body: `<p>${body}</p>`,
      folded: matchKey(`${title} ${body}`),
      title_folded: matchKey(title),
      title_spelled: tidy(title).toLowerCase(),
      updated_on: `20${20 + (index % 6)}-0${1 + (index % 9)}-1${index % 10}`,
    }
  })
  await pool.query(
    `INSERT INTO article (id, slug, title, body, folded, title_folded, title_spelled, updated_on, category, status, published_at,
       public_version, place_code)
     SELECT id, slug, title, body, folded, title_folded, title_spelled, updated_on, 'tin-hoat-dong', 'published', updated_on, 1, '46'
     FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, slug text, title text, body text, folded text, title_folded text,
       title_spelled text, updated_on date)`,
    [JSON.stringify(rows)],
  )
}

async function insertDocuments(pool: pg.Pool): Promise<void> {
  const rows = corpus.documents.map(([number, title, issuer, day]) => ({
    id: uuidv7(),
    slug: slug(`${number} ${day.slice(0, 4)}`),
    number,
    number_key: matchKey(number).replaceAll(' ', ''),
    issuer,
    issued_on: day,
    title,
    folded: matchKey(`${number} ${title} ${issuer}`),
  }))
  await pool.query(
    `INSERT INTO legal_document (id, slug, number, number_key, kind, issuer, issued_on, title, folded, place_code)
     SELECT id, slug, number, number_key, 'quyet-dinh', issuer, issued_on, title, folded, '46'
     FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, slug text, number text, number_key text, issuer text, issued_on date,
       title text, folded text)`,
    [JSON.stringify(rows)],
  )
}
