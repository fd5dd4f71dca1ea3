import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { callFits } from '../../rules/promotion/index.ts'
import type { Fair } from './change.ts'
import type { PromotionDeps } from './parts.ts'

/** Whom a call is for, by the rule it was published with, else the rule in force. */
export const scopeOf = (fair: Pick<Fair, 'sectors' | 'rule'>, deps: Pick<PromotionDeps, 'law'>) => ({
  sectors: fair.sectors,
  minimumStar: (fair.rule ?? deps.law.allotment).minimumStar,
})

/** Producers of the province a call fits: with a product of its sectors whose star stands on its first day. */
export async function producersItFits(
  db: Db,
  fair: Pick<Fair, 'sectors' | 'rule' | 'starts_on'>,
  deps: PromotionDeps,
): Promise<readonly string[]> {
  const { rows } = await sql<{ producer: string; set: number | null; star: number | null }>`
    select p.producer_id as producer, p.set_no as set, max(r.star) as star from product p
    join producer o on o.id = p.producer_id
    join recognition r on r.product_id = p.id and r.status = 'valid' and r.valid_until >= ${fair.starts_on}
    where o.province_code = ${deps.provinceCode}
    group by p.id order by p.producer_id`.execute(db)
  const products = new Map<string, { sector: string | null; star: number | null }[]>()
  for (const { producer, set, star } of rows) {
    const own = products.get(producer) ?? []
    own.push({ sector: set === null ? null : deps.sectorOf(set), star })
    products.set(producer, own)
  }
  const scope = scopeOf(fair, deps)
  return [...products].flatMap(([producer, own]) => (callFits(scope, own) ? [producer] : []))
}

/** Sets of the sectors a call is for; null: every set. */
export const setsOfCall = (
  { sectors }: Pick<Fair, 'sectors'>,
  deps: PromotionDeps,
): readonly number[] | null =>
  sectors.length === 0
    ? null
    : Array.from({ length: 99 }, (_, at) => at + 1).filter((set) =>
        sectors.includes(deps.sectorOf(set) ?? ''),
      )
