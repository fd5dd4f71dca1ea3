import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { addDays } from '../../../rules/calendar/index.ts'
import {
  type ReevaluationWindow,
  type RenewalRisk,
  reevaluationDays,
  renewalRisk,
} from '../../../rules/validity/index.ts'
import { governedByOne, type Places } from '../../places/index.ts'

/** A recognition whose term ends within the radar, with what is known of its owner's coming back. */
export interface Expiring {
  readonly id: string
  readonly product: string
  readonly producerId: string | null
  readonly producer: string
  readonly place_code: string | null
  readonly place_day: string | null
  readonly province_code: string | null
  readonly star: number | null
  readonly issuedOn: string | null
  readonly validUntil: string
  /** A re-evaluation is filed and under way. */
  readonly filed: boolean
  readonly window: { readonly from: string; readonly to: string }
  readonly reachable: boolean
  readonly risk: RenewalRisk
}

interface Row {
  id: string
  product: string
  producerId: string | null
  producer: string | null
  place_code: string | null
  place_day: string | null
  province_code: string | null
  star: number | null
  issuedOn: string | null
  validUntil: string
  dossier: string | null
  reachable: boolean
  lapsedBefore: boolean
}

/** Recognitions in force that end up to `until`, the soonest first. */
export async function expiringUntil(
  db: Db,
  places: Pick<Places, 'within'>,
  /** `within`: codes of today; null: everywhere. */
  about: { within: readonly string[] | null; today: string; until: string; window: ReevaluationWindow },
): Promise<Expiring[]> {
  const { today, until, window } = about
  const reached = about.within === null ? sql`true` : governedByOne(about.within, places, today, 'p')
  const { rows } = await sql<Row>`
    SELECT r.id, p.name AS product, o.id AS "producerId", o.name AS producer, p.place_code, p.place_day, p.province_code, r.star,
      r.issued_on AS "issuedOn", r.valid_until AS "validUntil",
      (SELECT d.status FROM dossier d WHERE d.product_id = p.id AND d.kind = 'reevaluation'
        AND d.status NOT IN ('withdrawn', 'refused', 'not-recognised', 'recognised') ORDER BY d.created_at DESC LIMIT 1) AS dossier,
      (coalesce(o.email, '') <> '' OR EXISTS (SELECT FROM role_grant g WHERE g.producer_id = o.id
        AND g.ended_at IS NULL AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today}))) AS reachable,
      EXISTS (SELECT FROM recognition e WHERE e.producer_id = o.id AND e.id <> r.id AND e.origin <> 'public-source'
        AND e.valid_until < ${today} AND e.status <> 'superseded') AS "lapsedBefore"
    FROM recognition r JOIN product p ON p.id = r.product_id LEFT JOIN producer o ON o.id = r.producer_id
    WHERE r.status IN ('valid', 'suspended') AND r.valid_until BETWEEN ${today}::date AND ${until}::date
      AND ${reached}
    ORDER BY r.valid_until, p.name LIMIT 5000`.execute(db)
  return rows.map(({ dossier, lapsedBefore, ...row }) => ({
    ...row,
    producer: row.producer ?? '',
    filed: dossier !== null && dossier !== 'draft',
    window: reevaluationDays(row.validUntil, window),
    risk: renewalRisk(
      {
        validUntil: row.validUntil,
        dossier: dossier === null ? 'none' : dossier === 'draft' ? 'draft' : 'filed',
        reachable: row.reachable,
        lapsedBefore,
      },
      window,
      today,
    ),
  }))
}

/** Months ahead: what ends, and what a council is likely to hear then. */
export interface RadarMonth {
  /** `yyyy-mm` */
  readonly month: string
  readonly ending: number
  /** Re-evaluations due before the council in that month. */
  readonly hearings: number
  /** Of those that end, how many stand at a high risk of dropping out. */
  readonly atRisk: number
}

/**
 * The radar: a re-evaluation filed on the last day of its window is heard within 45 days (Điều 7 khoản 6 điểm g), so its hearing
 * falls at the latest that long before the end.
 */
export function radarOf(
  expiring: readonly Expiring[],
  months: readonly string[],
  daysToHear: number,
): RadarMonth[] {
  const monthOf = (day: string) => day.slice(0, 7)
  return months.map((month) => ({
    month,
    ending: expiring.filter((each) => monthOf(each.validUntil) === month).length,
    hearings: expiring.filter((each) => monthOf(addDays(each.window.to, daysToHear)) === month).length,
    atRisk: expiring.filter((each) => monthOf(each.validUntil) === month && each.risk.level === 'high')
      .length,
  }))
}
