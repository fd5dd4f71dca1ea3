import { sql } from 'kysely'
import type { Invariant } from '../../platform/feature.ts'
import './tables.ts'

/** The digital figures' part of `saolang check`. */
export const digitalInvariants: readonly Invariant[] = [
  {
    name: 'A shop link that answers answered when it was last checked',
    run: async (db) => {
      const { rows } = await sql<{ product_id: string; url: string }>`
        select product_id, url from shop_link_check where outcome = 'answers' and answered_at <> checked_at`.execute(
        db,
      )
      return rows.map(({ product_id, url }) => ({
        subject: `product ${product_id}`,
        message: `${url} answers, but not now`,
      }))
    },
  },
]
