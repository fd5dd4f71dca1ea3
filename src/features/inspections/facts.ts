import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import { type Risk, type RiskFacts, riskOf } from '../../rules/inspections/index.ts'
import type { InspectionDeps } from './parts.ts'

/** A product that may be inspected, with what its rank is made of. */
export interface RankedProduct {
  readonly id: string
  readonly name: string
  readonly producerId: string | null
  readonly producer: string | null
  readonly placeCode: string | null
  readonly placeDay: string | null
  readonly regime: string | null
  readonly setNo: number | null
  readonly star: number | null
  readonly facts: RiskFacts
  readonly risk: Risk
}

interface Row extends Omit<RankedProduct, 'facts' | 'risk'> {
  readonly misuseConfirmed: number
  readonly misuseOpen: number
  readonly papersExpired: number
  readonly papersExpiring: number
  readonly lastVisit: string | null
  readonly openFindings: number
  readonly earlierFindings: number
}

/** Products of the province whose recognition stands today, the riskiest first, each with its reasons. */
export async function rankProducts(db: Db, today: string, deps: InspectionDeps): Promise<RankedProduct[]> {
  const soon = deps.law.risk.expiringWithinDays
  const { rows } = await sql<Row>`
    select p.id, p.name, p.producer_id as "producerId", o.name as producer, p.place_code as "placeCode", p.place_day as "placeDay",
      p.regime, p.set_no as "setNo", r.star,
      (select count(*)::int from misuse_report m where m.product_id = p.id and m.status = 'confirmed') as "misuseConfirmed",
      (select count(*)::int from misuse_report m where m.product_id = p.id and m.closed_at is null) as "misuseOpen",
      (select count(*)::int from paper n where n.producer_id = p.producer_id and n.removed_at is null
        and n.valid_until < ${today}) as "papersExpired",
      (select count(*)::int from paper n where n.producer_id = p.producer_id and n.removed_at is null
        and n.valid_until between ${today} and ${today}::date + ${soon}::int) as "papersExpiring",
      (select max(i.signed_on) from inspection i where i.product_id = p.id and i.status = 'signed') as "lastVisit",
      (select count(*)::int from finding f join inspection i on i.id = f.inspection_id
        where i.product_id = p.id and f.status in ('open', 'answered', 'proposed')) as "openFindings",
      (select count(*)::int from finding f join inspection i on i.id = f.inspection_id
        where i.product_id = p.id and f.status = 'closed') as "earlierFindings"
    from product p left join producer o on o.id = p.producer_id
    join lateral (select star from recognition r where r.product_id = p.id and r.status in ('valid', 'suspended')
      and r.valid_until >= ${today} order by r.issued_on desc nulls last limit 1) r on true
    where p.province_code = ${deps.provinceCode}`.execute(db)
  const growth = await deps.salesGrowth(
    db,
    rows.map((row) => row.id),
  )
  return rows
    .map(({ misuseConfirmed, misuseOpen, papersExpired, papersExpiring, lastVisit, ...row }) => {
      const { openFindings, earlierFindings, ...rest } = row
      const facts: RiskFacts = {
        misuseConfirmed,
        misuseOpen,
        papersExpired,
        papersExpiring,
        monthsSinceVisit: lastVisit === null ? null : monthsBetween(lastVisit, today),
        salesGrowth: growth.get(row.id) ?? null,
        openFindings,
        earlierFindings,
      }
      return { ...rest, facts, risk: riskOf(facts, deps.law.risk) }
    })
    .sort(
      (a, b) => b.risk.score - a.risk.score || a.name.localeCompare(b.name, 'vi') || (a.id < b.id ? -1 : 1),
    )
}

/** Whole months from one day to a later one. */
export function monthsBetween(from: string, to: string): number {
  const [fy, fm, fd] = from.split('-').map(Number) as [number, number, number]
  const [ty, tm, td] = to.split('-').map(Number) as [number, number, number]
  return (ty - fy) * 12 + (tm - fm) - (td < fd ? 1 : 0)
}
