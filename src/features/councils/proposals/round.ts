import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { CouncilDeps } from '../deps.ts'
import { groupOf, type ResultGroup } from '../results/read.ts'
import type { Reader } from '../sittings/view.ts'
import '../tables.ts'

/** Where a product of a round stands on its way to a decision. */
export const RESULT_PHASES = ['waiting', 'draft', 'agreed', 'proposed', 'decided'] as const
export type ResultPhase = (typeof RESULT_PHASES)[number]

/** A product of a round with its result, as far as it is. */
export interface RoundLine {
  readonly dossierId: string
  readonly product: string
  readonly producer: string
  readonly placeCode: string
  readonly regime: string
  readonly setNo: number
  readonly isDemo: boolean
  readonly phase: ResultPhase
  readonly resultId: string | null
  readonly star: number | null
  readonly num: number | null
  readonly den: number | null
  readonly group: ResultGroup | null
  readonly sittingId: string | null
  readonly heldOn: string | null
  readonly council: string | null
  readonly minutesHash: string | null
  /** Agreed, the sitting closed, its minutes signed by secretary and presiding member: it can be laid before the Chairman. */
  readonly ready: boolean
}

interface Row extends Omit<RoundLine, 'phase' | 'group' | 'ready'> {
  readonly status: string
  readonly sittingStatus: string | null
  readonly signatures: number
  readonly proposed: boolean
  readonly decided: boolean
}

/**
 * The products of a round that have come before a council (null: those outside any round), best first; what the reader is in
 * conflict with does not exist.
 */
export async function roundLines(
  db: Db,
  reader: Reader,
  about: { readonly provinceCode: string; readonly roundId: string | null },
  deps: Pick<CouncilDeps, 'regulation'>,
): Promise<RoundLine[]> {
  const { rows } = await sql<Row>`
    SELECT d.id AS "dossierId", t.name AS product, p.name AS producer, d.place_code AS "placeCode", d.regime,
      d.set_no AS "setNo", d.status, d.is_demo AS "isDemo", r.id AS "resultId", r.star, r.mean_num AS num, r.mean_den AS den,
      s.id AS "sittingId", s.held_on AS "heldOn", s.status AS "sittingStatus", c.name AS council, n.hash AS "minutesHash",
      (SELECT count(DISTINCT g.role)::int FROM minutes_signature g
        WHERE g.sitting_id = s.id AND g.version = n.version) AS signatures,
      EXISTS (SELECT FROM proposal_item x WHERE x.result_id = r.id AND NOT x.withdrawn) AS proposed,
      EXISTS (SELECT FROM decision_item x JOIN decision e ON e.id = x.decision_id
        WHERE x.dossier_id = d.id AND e.status = 'released') AS decided
    FROM dossier d
    JOIN product t ON t.id = d.product_id
    JOIN producer p ON p.id = d.producer_id
    LEFT JOIN result r ON r.dossier_id = d.id AND r.superseded_by IS NULL AND r.level = 'tinh' AND r.origin = 'system'
    LEFT JOIN sitting_item i ON i.id = r.item_id
    LEFT JOIN sitting s ON s.id = i.sitting_id
    LEFT JOIN council c ON c.id = s.council_id
    LEFT JOIN LATERAL (SELECT m.version, m.hash FROM minutes m WHERE m.sitting_id = s.id
      ORDER BY m.version DESC LIMIT 1) n ON true
    WHERE d.province_code = ${about.provinceCode} AND d.round_id IS NOT DISTINCT FROM ${about.roundId}
      AND (r.id IS NOT NULL OR d.status IN ('before-council', 'scored'))
    ORDER BY r.mean_num::numeric / nullif(r.mean_den, 0) DESC NULLS LAST, t.name`.execute(db)
  const barred = await barredDossiers(db, reader.actor.accountId)
  return rows
    .filter((row) => !barred.has(row.dossierId))
    .map(({ status, sittingStatus, signatures, proposed, decided, ...row }) => {
      const phase = phaseOf({ status, proposed, decided, hasResult: row.resultId !== null })
      const bands = deps.regulation.regime(row.regime)?.bands ?? []
      return {
        ...row,
        phase,
        group: row.resultId === null ? null : groupOf(row, bands),
        ready: phase === 'agreed' && status === 'result' && sittingStatus === 'closed' && signatures === 2,
      }
    })
}

/** The phase of a product from what is known of it. */
export function phaseOf(known: {
  status: string
  proposed: boolean
  decided: boolean
  hasResult: boolean
}): ResultPhase {
  if (known.decided) return 'decided'
  if (known.proposed) return 'proposed'
  if (known.hasResult) return 'agreed'
  return known.status === 'scored' ? 'draft' : 'waiting'
}

export interface RoundHead {
  readonly id: string | null
  readonly title: string
  readonly provinceCode: string
}

export async function roundHead(db: Db, id: string): Promise<RoundHead | undefined> {
  return db
    .selectFrom('round')
    .select(['id', 'title', 'province_code as provinceCode'])
    .where('id', '=', id)
    .executeTakeFirst()
}
