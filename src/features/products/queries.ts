import { sql } from 'kysely'
import type { Actor } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { Example } from '../../rules/classification/index.ts'
import { reachOf } from '../../rules/permissions/index.ts'
import { fold, matchKey } from '../../rules/vietnamese/index.ts'
import { governedByOne, type Places, withinReach } from '../places/index.ts'
import './tables.ts'

export const pageSize = 30

export interface ProductListing {
  readonly id: string
  readonly name: string
  readonly producerId: string | null
  readonly producerName: string | null
  readonly setNo: number | null
  readonly placeCode: string | null
  readonly placeDay: string | null
  readonly provinceCode: string | null
  readonly isPublic: boolean
  readonly isDemo: boolean
}

/** Products within the actor's reach, newest first, or those whose name or producer has every word of `q`. */
export async function listOwnProducts(
  db: Db,
  actor: Actor,
  today: string,
  filter: { readonly q: string; readonly place: string; readonly page: number },
  places: Places,
): Promise<{ rows: readonly ProductListing[]; more: boolean }> {
  const words = matchKey(filter.q).split(' ').filter(Boolean).slice(0, 8)
  const rows = await db
    .selectFrom('product as x')
    .leftJoin('producer as o', 'o.id', 'x.producer_id')
    .select([
      'x.id',
      'x.name',
      'x.producer_id as producerId',
      'o.name as producerName',
      'x.set_no as setNo',
      'x.place_code as placeCode',
      'x.place_day as placeDay',
      'x.province_code as provinceCode',
      'x.is_public as isPublic',
      'x.is_demo as isDemo',
    ])
    .where(
      withinReach(reachOf(actor, 'product.read', today), places, today, {
        alias: 'x',
        producer: 'x.producer_id',
      }),
    )
    .$if(filter.place !== '', (query) => query.where(governedByOne([filter.place], places, today, 'x')))
    .$call((query) =>
      words.reduce(
        (all, word) =>
          all.where((eb) =>
            eb.or([eb('x.name_folded', 'like', `%${word}%`), eb('o.name_key', 'like', `%${word}%`)]),
          ),
        query,
      ),
    )
    .orderBy('x.created_at', 'desc')
    .orderBy('x.id', 'desc')
    .limit(pageSize + 1)
    .offset((filter.page - 1) * pageSize)
    .execute()
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize }
}

/** Producers of the actor's own for which they may add a product: those a person signs in for, never a whole commune. */
export async function ownersToAddFor(
  db: Db,
  actor: Actor,
  today: string,
): Promise<{ id: string; name: string }[]> {
  const { producerIds } = reachOf(actor, 'product.edit', today)
  if (producerIds.length === 0) return []
  return db
    .selectFrom('producer')
    .select(['id', 'name'])
    .where('id', 'in', producerIds)
    .where('merged_into', 'is', null)
    .orderBy('name')
    .limit(10)
    .execute()
}

/** A product with its owner's name, labels and statements, for its work page. */
export async function productById(db: Db, id: string) {
  const product = await db
    .selectFrom('product as x')
    .leftJoin('producer as o', 'o.id', 'x.producer_id')
    .selectAll('x')
    .select(['o.name as producerName', 'o.merged_into as ownerMergedInto'])
    .where('x.id', '=', id)
    .executeTakeFirst()
  if (!product) return null
  const labels = await db
    .selectFrom('product_label')
    .selectAll()
    .where('product_id', '=', id)
    .orderBy('ordinal', 'desc')
    .execute()
  const statements = await db
    .selectFrom('product_statement')
    .selectAll()
    .where('product_id', '=', id)
    .orderBy('year', 'desc')
    .orderBy('row_key')
    .execute()
  return { product, labels, statements }
}

/** Classified products whose names are like this one: examples for the helper. */
export async function examplesLike(db: Db, name: string): Promise<readonly Example[]> {
  const { rows } = await sql<Example>`
    SELECT name, set_no AS set FROM product WHERE set_no IS NOT NULL AND name_folded % ${fold(name)}
    ORDER BY similarity(name_folded, ${fold(name)}) DESC LIMIT 10`.execute(db)
  return rows
}

/** Whether a picture is shown to the public, and on which products it stands (for those it is not). */
export async function picturedOn(db: Db, hash: string) {
  return db
    .selectFrom('product as x')
    .select(['x.id', 'x.is_public', 'x.producer_id', 'x.place_code', 'x.place_day', 'x.province_code'])
    .where((eb) =>
      eb.or([
        eb('x.picture_hash', '=', hash),
        eb.exists(
          eb
            .selectFrom('product_label as l')
            .select('l.id')
            .whereRef('l.product_id', '=', 'x.id')
            .where('l.picture_hash', '=', hash),
        ),
      ]),
    )
    .orderBy('x.is_public', 'desc')
    .limit(5)
    .execute()
}

export async function pictureFile(db: Db, hash: string, width: number) {
  return db
    .selectFrom('picture_size')
    .select(['file_hash', 'size'])
    .where('picture_hash', '=', hash)
    .where('width', '=', width)
    .executeTakeFirst()
}
