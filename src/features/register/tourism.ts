import type pg from 'pg'
import { prepared } from '../../platform/db/index.ts'
import type { ProductDetails } from '../products/index.ts'
import { type ProductDetail, shopChecks } from './detail.ts'
import { type ListedProduct, listProducts } from './list.ts'
import type { RegisterReading } from './reading.ts'

/** A place one visits, with what a guest needs beside what every list says. */
export interface Destination extends ListedProduct {
  readonly details: ProductDetails
  readonly description: { vi?: string; en?: string }
  readonly shopChecks: ProductDetail['shopChecks']
}

const mostShown = 100

const told = prepared<
  Pick<Destination, 'id' | 'details' | 'description' | 'shopChecks'> & pg.QueryResultRow,
  readonly [ids: readonly string[]]
>(
  `SELECT p.id, p.details, p.description, ${shopChecks} AS "shopChecks" FROM product p WHERE p.id = ANY($1::uuid[])`,
)

/** Tourism products whose recognition is in force, newest first. */
export async function destinations(
  pool: pg.Pool,
  reading: RegisterReading,
  today: string,
): Promise<readonly Destination[]> {
  const sector = reading.around.visitedSector
  if (sector === null) return []
  const filter = { sector, statuses: ['valid', 'expiring'] as const }
  const { items } = await listProducts(pool, { filter, today, page: 1, perPage: mostShown }, reading.count)
  const about = new Map(
    (
      await told(
        pool,
        items.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  return items.map((item) => ({
    ...item,
    details: about.get(item.id)?.details ?? {},
    description: about.get(item.id)?.description ?? {},
    shopChecks: about.get(item.id)?.shopChecks ?? {},
  }))
}
