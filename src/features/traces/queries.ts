import type { Db } from '../../platform/db/index.ts'
import './tables.ts'

export interface TracedLot {
  readonly lot: string
  readonly madeOn: string | null
  readonly bestBefore: string | null
  readonly origin: string
  readonly withdrawnAt: Date | null
  readonly withdrawReason: string | null
}

/** A product as its trace page shows it. */
export interface Traced {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly producer: string | null
  readonly producerSlug: string | null
  readonly producerId: string | null
  readonly placeCode: string | null
  readonly placeDay: string | null
  readonly provinceCode: string | null
  readonly pictureHash: string | null
  readonly isPublic: boolean
  readonly isDemo: boolean
  readonly gtin: string | null
  readonly certificate: string | null
}

/** Finds a product by its GTIN, its address or its id. */
export async function tracedBy(
  db: Db,
  by: { gtin: string } | { slug: string } | { id: string },
): Promise<Traced | null> {
  let query = db
    .selectFrom('product as p')
    .leftJoin('producer as o', 'o.id', 'p.producer_id')
    .leftJoin('product_gtin as g', 'g.product_id', 'p.id')
    .select((eb) => [
      'p.id',
      'p.slug',
      'p.name',
      'o.name as producer',
      'o.slug as producerSlug',
      'o.id as producerId',
      'p.place_code as placeCode',
      'p.place_day as placeDay',
      'p.province_code as provinceCode',
      'p.picture_hash as pictureHash',
      'p.is_public as isPublic',
      'p.is_demo as isDemo',
      'g.gtin',
      eb
        .selectFrom('certificate as c')
        .innerJoin('recognition as r', 'r.id', 'c.recognition_id')
        .select('c.number')
        .whereRef('r.product_id', '=', 'p.id')
        .where('c.voided_at', 'is', null)
        .orderBy('c.issued_on', 'desc')
        .limit(1)
        .as('certificate'),
    ])
  if ('gtin' in by) query = query.where('g.gtin', '=', by.gtin)
  else if ('slug' in by) query = query.where('p.slug', '=', by.slug)
  else query = query.where('p.id', '=', by.id)
  return (await query.executeTakeFirst()) ?? null
}

export const lotsPerPage = 200

/** Lots of a product, newest first: a page of them, and whether more follow; or the one lot that is asked for. */
export async function lotsOf(
  db: Db,
  productId: string,
  { page = 1, lot }: { readonly page?: number; readonly lot?: string } = {},
): Promise<{ lots: TracedLot[]; more: boolean }> {
  const rows = await db
    .selectFrom('product_lot')
    .select([
      'lot',
      'made_on as madeOn',
      'best_before as bestBefore',
      'origin',
      'withdrawn_at as withdrawnAt',
      'withdraw_reason as withdrawReason',
    ])
    .where('product_id', '=', productId)
    .$if(lot !== undefined, (query) => query.where('lot', '=', lot!))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(lotsPerPage + 1)
    .offset((page - 1) * lotsPerPage)
    .execute()
  return { lots: rows.slice(0, lotsPerPage), more: rows.length > lotsPerPage }
}
