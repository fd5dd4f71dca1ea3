import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { type Match, matchOf } from '../../rules/promotion/index.ts'
import type { PromotionDeps } from './parts.ts'
import type { BuyerRequestTable } from './tables.ts'

export type BuyerRequest = Selectable<BuyerRequestTable>

export interface MatchedProduct {
  readonly id: string
  readonly name: string
  readonly producerId: string
  readonly producer: string
  readonly star: number
  readonly match: Match
}

/** Recognised products that answer a buyer, the best first; capacity and season as their producers tell them. */
export async function matchesFor(
  db: Db,
  request: BuyerRequest,
  today: string,
  deps: PromotionDeps,
): Promise<MatchedProduct[]> {
  const { rows } = await sql<{
    id: string
    name: string
    set_no: number | null
    producerId: string
    producer: string
    star: number
    perMonth: number | null
    unit: string | null
    months: number[] | null
    evidence: string[]
  }>`
    select p.id, p.name, p.set_no, o.id as "producerId", o.name as producer, r.star, s.per_month as "perMonth", s.unit, s.months,
      array(select distinct n.kind from paper n where n.producer_id = o.id and n.removed_at is null
        and (n.valid_until is null or n.valid_until >= ${today})) as evidence
    from product p join producer o on o.id = p.producer_id left join product_supply s on s.product_id = p.id
    join lateral (select max(star) as star from recognition r where r.product_id = p.id and r.status = 'valid'
      and r.valid_until >= ${today}) r on r.star is not null
    where p.province_code = ${deps.provinceCode}`.execute(db)
  const wanted = {
    sector: request.sector,
    minimumStar: request.minimum_star,
    perMonth: request.per_month,
    unit: request.unit,
    months: request.months,
    certificates: request.certificates,
  }
  return rows
    .flatMap(({ id, name, producerId, producer, star, ...row }) => {
      const match = matchOf(deps.law.matching, wanted, {
        sector: row.set_no === null ? null : deps.sectorOf(row.set_no),
        star,
        perMonth: row.perMonth,
        unit: row.unit ?? '',
        months: row.months ?? [],
        certificates: deps.law.certificates
          .filter(({ evidence }) => evidence.some((kind) => row.evidence.includes(kind)))
          .map((each) => each.id),
      })
      return match ? [{ id, name, producerId, producer, star, match }] : []
    })
    .sort((a, b) => b.match.score - a.match.score || (a.name < b.name ? -1 : 1))
}
