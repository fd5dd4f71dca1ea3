import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Day } from '../../rules/calendar/index.ts'
import { currentOf, type Held, statusOn } from '../../rules/validity/index.ts'
import { asRuleEvent } from '../recognition/index.ts'

/** Public products alike in place, sector and all that was ever decided on them: what figures of any day are counted from. */
export interface ProductFacts {
  /** So many products are alike. */
  readonly times: number
  readonly code: string | null
  readonly day: Day | null
  readonly province: string | null
  readonly sector: string | null
  readonly isDemo: boolean
  readonly held: readonly Held[]
}

/** Products that are alike, as they stood on a day. */
export interface Counted {
  readonly product: ProductFacts
  readonly star: number | null
  readonly standing: string
}

/** The programme began on 7/5/2018 (Quyết định 490/QĐ-TTg): no figure is older, and what has no year at all counts from there. */
export const firstDay = '2018-05-07'

/** Grouped by the database: what the program keeps and folds grows with how many kinds of products there are, not with how many. */
export async function productFacts(db: Db): Promise<ProductFacts[]> {
  const { rows } = await sql<{
    times: number
    code: string | null
    day: string | null
    province: string | null
    sector: string | null
    isDemo: boolean
    held: { star: number | null; issuedOn: string | null; year: string | null; events: never[] }[]
  }>`
    SELECT code, day::text AS day, province, sector, "isDemo", held, count(*)::int AS times FROM (
      SELECT p.place_code AS code, p.place_day AS day, p.province_code AS province, e.sector, e.is_demo AS "isDemo",
        coalesce((SELECT jsonb_agg(jsonb_build_object('star', r.star, 'issuedOn', r.issued_on, 'year', r.source ->> 'year',
          'events', coalesce((SELECT jsonb_agg(jsonb_build_object('kind', v.kind, 'day', v.day, 'detail', v.detail) ORDER BY v.seq)
            FROM recognition_event v WHERE v.recognition_id = r.id), '[]'::jsonb)) ORDER BY r.id)
          FROM recognition r WHERE r.product_id = p.id), '[]'::jsonb) AS held
      FROM catalogue_entry e JOIN product p ON p.id = e.product_id) AS each
    GROUP BY code, each.day, province, sector, "isDemo", held`.execute(db)
  return rows.map((row) => ({
    ...row,
    held: row.held.map((each, place) => ({
      ...each,
      id: String(place).padStart(4, '0'),
      events: each.events.map(asRuleEvent),
    })),
  }))
}

/**
 * The products of the register as they stood on a day: those recognised by then; today also those that nothing is decided on yet. A
 * recognition known by its year alone counts from the end of that year, in the running year at once.
 */
export function countedOn(facts: readonly ProductFacts[], day: Day, today: Day): Counted[] {
  const counted: Counted[] = []
  for (const product of facts) {
    const held = day === today ? product.held : product.held.filter((each) => begunOn(each) <= day)
    const current = currentOf(held, day)
    if (current.held === null && day !== today) continue
    const standing = current.standing === 'none' ? 'none' : statusOn(current, day)
    counted.push({ product, star: current.held?.star ?? null, standing })
  }
  return counted
}

function begunOn({ events, issuedOn, year }: Held): Day {
  return events[0]?.day ?? issuedOn ?? (year ? `${year}-12-31` : firstDay)
}
