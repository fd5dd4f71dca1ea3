import { sql } from 'kysely'
import type { Actor } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { matchKey } from '../../rules/vietnamese/index.ts'
import { governedByOne, type Places, withinReach } from '../places/index.ts'
import { type Known, type Likely, likeness, worthShowing } from './matching.ts'
import './tables.ts'

export const pageSize = 30

export interface ProducerListing {
  readonly id: string
  readonly name: string
  readonly legalType: string | null
  readonly placeCode: string | null
  readonly placeDay: string | null
  readonly provinceCode: string | null
  readonly products: number
  readonly isDemo: boolean
}

/** Producers within the actor's reach, newest first, or those whose name has every word of `q`. One page and one more. */
export async function listProducers(
  db: Db,
  actor: Actor,
  today: string,
  filter: { readonly q: string; readonly place: string; readonly page: number },
  places: Places,
): Promise<{ rows: readonly ProducerListing[]; more: boolean }> {
  const words = matchKey(filter.q).split(' ').filter(Boolean).slice(0, 8)
  const rows = await db
    .selectFrom('producer as p')
    .select((eb) => [
      'p.id',
      'p.name',
      'p.legal_type as legalType',
      'p.place_code as placeCode',
      'p.place_day as placeDay',
      'p.province_code as provinceCode',
      'p.is_demo as isDemo',
      eb
        .selectFrom('product')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('product.producer_id', '=', 'p.id')
        .as('products'),
    ])
    .where('p.merged_into', 'is', null)
    .where(
      withinReach(reachOf(actor, 'producer.read', today), places, today, { alias: 'p', producer: 'p.id' }),
    )
    .$if(filter.place !== '', (query) => query.where(governedByOne([filter.place], places, today, 'p')))
    .$call((query) => words.reduce((all, word) => all.where('p.name_key', 'like', `%${word}%`), query))
    .orderBy('p.created_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(pageSize + 1)
    .offset((filter.page - 1) * pageSize)
    .execute()
  return {
    rows: rows.slice(0, pageSize).map((row) => ({ ...row, products: Number(row.products) })),
    more: rows.length > pageSize,
  }
}

export async function producerById(db: Db, id: string) {
  return db.selectFrom('producer').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Merges in which a producer stands, newest first, with the other's name. */
export async function mergesOf(db: Db, id: string) {
  return db
    .selectFrom('producer_merge as m')
    .innerJoin('producer as merged', 'merged.id', 'm.merged_id')
    .innerJoin('producer as kept', 'kept.id', 'm.kept_id')
    .select([
      'm.id',
      'm.kept_id as keptId',
      'm.merged_id as mergedId',
      'merged.name as mergedName',
      'kept.name as keptName',
      'm.reason',
      'm.merged_at as mergedAt',
      'm.merged_by_name as mergedByName',
      'm.undone_at as undoneAt',
    ])
    .where((eb) => eb.or([eb('m.kept_id', '=', id), eb('m.merged_id', '=', id)]))
    .orderBy('m.merged_at', 'desc')
    .execute()
}

export interface Duplicate extends Likely {
  readonly name: string
  readonly placeCode: string | null
  readonly placeDay: string | null
  readonly provinceCode: string | null
}

/** Records that may be this producer's, likeliest first: same tax code, phone or name, or a similar name in the province. */
export async function likelyDuplicates(db: Db, id: string, limit = 5): Promise<readonly Duplicate[]> {
  const self = await producerById(db, id)
  if (!self || self.merged_into) return []
  const candidates = await sql<CandidateRow>`
    SELECT id, name, name_key, tax_code, phone, place_code, place_day, province_code FROM producer p
    WHERE p.id <> ${id} AND p.merged_into IS NULL AND p.id IN (
      (SELECT id FROM producer WHERE tax_code = ${self.tax_code} LIMIT 20)
      UNION (SELECT id FROM producer WHERE phone = ${self.phone} LIMIT 20)
      UNION (SELECT id FROM producer WHERE name_key = ${self.name_key} AND province_code IS NOT DISTINCT FROM ${self.province_code} LIMIT 20)
      UNION (SELECT id FROM producer WHERE province_code = ${self.province_code} AND name_key % ${self.name_key}
             ORDER BY similarity(name_key, ${self.name_key}) DESC LIMIT 20))
    AND NOT EXISTS (SELECT 1 FROM producer_pair_apart a
      WHERE a.one_id = least(p.id, ${id}::uuid) AND a.other_id = greatest(p.id, ${id}::uuid))`.execute(db)
  const known = knownOf({ ...self, id })
  return candidates.rows
    .map((row) => ({
      ...likeness(known, knownOf(row)),
      name: row.name,
      placeCode: row.place_code,
      placeDay: row.place_day,
      provinceCode: row.province_code,
    }))
    .filter((each) => each.weight >= worthShowing)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit)
}

interface CandidateRow {
  readonly id: string
  readonly name: string
  readonly name_key: string
  readonly tax_code: string | null
  readonly phone: string | null
  readonly place_code: string | null
  readonly place_day: string | null
  readonly province_code: string | null
}

function knownOf(row: CandidateRow): Known {
  return {
    id: row.id,
    name: row.name,
    nameKey: row.name_key,
    taxCode: row.tax_code,
    phone: row.phone,
    placeCode: row.place_code,
    provinceCode: row.province_code,
  }
}

export interface DuplicatePair {
  readonly oneId: string
  readonly oneName: string
  readonly otherId: string
  readonly otherName: string
  readonly because: 'same-tax-code' | 'same-phone' | 'same-name'
}

/** Pairs in a province that share a tax code, a phone or a name, for the page of possible duplicates. At most `limit`. */
export async function duplicatePairs(
  db: Db,
  provinceCode: string | null,
  limit = 100,
): Promise<readonly DuplicatePair[]> {
  const { rows } = await sql<DuplicatePair>`
    SELECT DISTINCT ON (a.id, b.id) a.id AS "oneId", a.name AS "oneName", b.id AS "otherId", b.name AS "otherName",
      CASE WHEN a.tax_code = b.tax_code THEN 'same-tax-code' WHEN a.phone = b.phone THEN 'same-phone' ELSE 'same-name' END AS because
    FROM producer a JOIN producer b ON a.id < b.id AND b.merged_into IS NULL AND (
      a.tax_code = b.tax_code OR a.phone = b.phone
      OR (a.name_key = b.name_key AND a.province_code = b.province_code))
    WHERE a.merged_into IS NULL AND (${provinceCode}::text IS NULL OR a.province_code = ${provinceCode})
      AND NOT EXISTS (SELECT 1 FROM producer_pair_apart p WHERE p.one_id = a.id AND p.other_id = b.id)
    ORDER BY a.id, b.id LIMIT ${limit}`.execute(db)
  return rows
}

/** The products of a producer, by name, for its page. */
export async function productsOf(db: Db, producerId: string) {
  return db
    .selectFrom('product')
    .select(['id', 'name', 'slug', 'is_public as isPublic'])
    .where('producer_id', '=', producerId)
    .orderBy('name_folded')
    .limit(500)
    .execute()
}
