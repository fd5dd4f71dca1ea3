import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { currentOf, type Held } from '../../rules/validity/index.ts'
import { expandAbbreviations, matchKey } from '../../rules/vietnamese/index.ts'
import type { SpokenPlace } from '../places/index.ts'
import type { Source } from '../producers/index.ts'
import { asRuleEvent } from '../recognition/index.ts'
import { rememberedWords, wordsAndPairs, wordsOf } from './filter.ts'
import type { RegisterSurroundings } from './surroundings.ts'
import './tables.ts'

/** So many entries are made anew in one statement. */
const portion = 1000

/**
 * Makes the catalogue entries of these products anew from product, producer and recognition, and takes away the entries of
 * those that are not public (any more). Runs in the transaction of what changed them.
 */
export async function refreshEntries(
  db: Db,
  around: RegisterSurroundings,
  productIds: readonly string[],
  today: string,
): Promise<void> {
  const ids = [...new Set(productIds)].sort()
  for (let from = 0; from < ids.length; from += portion)
    await refreshPortion(db, around, ids.slice(from, from + portion), today)
}

async function refreshPortion(
  db: Db,
  around: RegisterSurroundings,
  ids: readonly string[],
  today: string,
): Promise<void> {
  // Whoever changes the same product meanwhile is waited for before anything is read: an entry made of what stood before a
  // revocation would take the revocation's place.
  await sql`SELECT 1 FROM product WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`.execute(db)
  const entries = await entriesOf(db, around, ids, today)
  const kept = entries.map((entry) => entry.product_id)
  await db
    .deleteFrom('catalogue_entry')
    .where(sql<boolean>`product_id = ANY(${ids}::uuid[])`)
    .where(sql<boolean>`product_id <> ALL(${kept}::uuid[])`)
    .execute()
  if (entries.length === 0) return
  await sql`
    INSERT INTO catalogue_entry (product_id, slug, name, name_en, name_folded, producer_id, producer_slug, producer_name, province_code,
      commune_code, place_name, set_no, sector, star, standing, issued_on, valid_until, recognition_id, picture_hash, drawing, is_demo,
      newest_on, next_change_on, words)
    SELECT product_id, slug, name, name_en, name_folded, producer_id, producer_slug, producer_name, province_code, commune_code,
      place_name, set_no, sector, star, standing, issued_on, valid_until, recognition_id, picture_hash, drawing, is_demo, newest_on,
      next_change_on, array_to_tsvector(spoken)
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS e(product_id uuid, slug text, name text, name_en text, name_folded text,
      producer_id uuid, producer_slug text, producer_name text, province_code text, commune_code text, place_name text,
      set_no integer, sector text, star integer, standing text, issued_on date, valid_until date, recognition_id uuid,
      picture_hash text, drawing text, is_demo boolean, newest_on date, next_change_on date, spoken text[])
    ON CONFLICT (product_id) DO UPDATE SET slug = excluded.slug, name = excluded.name, name_en = excluded.name_en,
      name_folded = excluded.name_folded,
      producer_id = excluded.producer_id, producer_slug = excluded.producer_slug, producer_name = excluded.producer_name,
      province_code = excluded.province_code, commune_code = excluded.commune_code, place_name = excluded.place_name,
      set_no = excluded.set_no, sector = excluded.sector, star = excluded.star, standing = excluded.standing,
      issued_on = excluded.issued_on, valid_until = excluded.valid_until, recognition_id = excluded.recognition_id,
      picture_hash = excluded.picture_hash, drawing = excluded.drawing, is_demo = excluded.is_demo, newest_on = excluded.newest_on,
      next_change_on = excluded.next_change_on, words = excluded.words`.execute(db)
}

/** What the entries of these products are today: pure reading, also asked by the invariant that compares. */
export async function entriesOf(db: Db, around: RegisterSurroundings, ids: readonly string[], today: string) {
  const products = await db
    .selectFrom('product as p')
    .leftJoin('producer as o', 'o.id', 'p.producer_id')
    .select([
      'p.id',
      'p.slug',
      'p.name',
      sql<string | null>`nullif(p.details ->> 'nameEn', '')`.as('nameEn'),
      'p.regime',
      'p.set_no',
      'p.place_code',
      'p.place_day',
      'p.province_code',
      'p.picture_hash',
      'p.is_demo',
      'p.source',
      'o.id as producerId',
      'o.slug as producerSlug',
      'o.name as producerName',
    ])
    .where(sql<boolean>`p.id = ANY(${ids}::uuid[])`)
    .where('p.is_public', '=', true)
    .execute()
  const held = await heldBy(
    db,
    products.map((row) => row.id),
  )
  const inText = rememberedWords()
  return products.map((row) => {
    const current = currentOf(held.get(row.id) ?? [], today)
    const place = around.places.spoken(row, today)
    const words = [
      row.name,
      row.nameEn ?? '',
      expandAbbreviations(row.name, around.abbreviations),
      row.producerName ?? '',
      expandAbbreviations(row.producerName ?? '', around.abbreviations),
      place.today ?? '',
      place.formerly ?? '',
      row.source?.printedPlace ?? '',
      row.source?.printedProvince ?? '',
    ]
    return {
      product_id: row.id,
      slug: row.slug,
      name: row.name,
      name_en: row.nameEn,
      name_folded: matchKey(row.name),
      producer_id: row.producerId,
      producer_slug: row.producerSlug,
      producer_name: row.producerName,
      province_code: row.province_code,
      commune_code: place.commune?.code ?? null,
      place_name: shownPlace(place, row.source),
      set_no: row.set_no,
      sector: row.set_no === null ? null : around.sectorOf(row.set_no),
      star: current.held?.star ?? null,
      standing: current.standing,
      issued_on: current.held?.issuedOn ?? null,
      valid_until: current.validUntil,
      recognition_id: current.held?.id ?? null,
      picture_hash: row.picture_hash,
      drawing: around.drawingOf(row.name, row.set_no),
      is_demo: row.is_demo,
      newest_on: current.held?.issuedOn ?? yearEnd(current.held, today),
      next_change_on: current.nextChangeOn,
      spoken: [...wordsOf(words, inText), ...wordsAndPairs(matchKey(row.name))],
    }
  })
}

/**
 * Today's name; where the communes of a province are not on file, what the source prints, and today's province behind an arrow
 * where it bore another name: “Xã An Hòa Hải, Huyện Tuy An, Phú Yên → Tỉnh Đắk Lắk”.
 */
export function shownPlace(place: SpokenPlace, source: Source | null): string | null {
  if (place.commune) return place.today
  const printed = [source?.printedPlace, source?.printedProvince].filter(Boolean).join(', ')
  if (printed === '' || place.today === null) return printed || place.today
  return source?.printedProvince ? `${printed} → ${place.today}` : `${printed}, ${place.today}`
}

/** The programme began on 7/5/2018 (Quyết định 490/QĐ-TTg): what has no year at all sorts there. */
const oldest = '2018-05-07'

/** What is known by its year alone sorts at the year's end; never into the future. */
function yearEnd(held: Held | null, today: string): string {
  if (!held?.year) return oldest
  const day = `${held.year}-12-31`
  return day < today ? day : today
}

async function heldBy(db: Db, ids: readonly string[]): Promise<Map<string, Held[]>> {
  const byProduct = new Map<string, Held[]>()
  if (ids.length === 0) return byProduct
  const recognitions = await db
    .selectFrom('recognition as r')
    .select((eb) => [
      'r.id',
      'r.product_id',
      'r.star',
      'r.issued_on',
      sql<string | null>`r.source ->> 'year'`.as('year'),
      sql<{ kind: string; day: string; detail: Record<string, unknown> }[]>`coalesce(${eb
        .selectFrom('recognition_event as e')
        .select(
          sql`jsonb_agg(jsonb_build_object('kind', e.kind, 'day', e.day, 'detail', e.detail) ORDER BY e.seq)`.as(
            'all',
          ),
        )
        .whereRef('e.recognition_id', '=', 'r.id')}, '[]'::jsonb)`.as('events'),
    ])
    .where(sql<boolean>`r.product_id = ANY(${ids}::uuid[])`)
    .execute()
  for (const row of recognitions) {
    const held: Held = {
      id: row.id,
      star: row.star,
      issuedOn: row.issued_on,
      year: row.year,
      events: row.events.map(asRuleEvent),
    }
    byProduct.set(row.product_id, [...(byProduct.get(row.product_id) ?? []), held])
  }
  return byProduct
}
