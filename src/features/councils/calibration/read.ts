import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { adviceOn, leastProducts, type MemberAdvice } from '../../../rules/sitting/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { CouncilView } from '../founding/councils.ts'
import type { Reader } from '../sittings/view.ts'

export interface CalibrationLine {
  readonly memberId: string
  readonly name: string
  /** null: too few products to say anything of a person. */
  readonly advice: MemberAdvice | null
}

export interface Calibration {
  readonly lines: readonly CalibrationLine[]
  readonly least: number
  readonly products: number
  /** The reader is a member and sees the own line only. */
  readonly ownOnly: boolean
}

/**
 * How the members of a council score beside one another, over results that stand. Chair, secretary and office see all lines, a
 * member the own one; products the reader is in conflict with are left out before anything is counted.
 */
export async function readCalibration(db: Db, reader: Reader, view: CouncilView): Promise<Calibration> {
  const barred = await barredDossiers(db, reader.actor.accountId)
  const { rows } = await sql<{ itemId: string; dossierId: string; memberId: string; total: number }>`
    SELECT r.item_id AS "itemId", r.dossier_id AS "dossierId", one ->> 'memberId' AS "memberId",
      (one ->> 'total')::int AS total
    FROM result r
    JOIN sitting_item i ON i.id = r.item_id
    JOIN sitting s ON s.id = i.sitting_id, jsonb_array_elements(r.proof -> 'counted') AS one
    WHERE s.council_id = ${view.council.id} AND r.origin = 'system' AND r.superseded_by IS NULL`.execute(db)
  const totals = rows.filter((row) => !barred.has(row.dossierId))
  const known = new Map(adviceOn(totals).members.map((one) => [one.memberId, one]))
  const own = view.members.find((member) => member.id === view.seatId)
  const ownOnly = own !== undefined && !['chair', 'secretary'].includes(own.role)
  return {
    lines: view.members
      .filter((member) => member.votes && (!ownOnly || member.id === own.id))
      .map((member) => ({ memberId: member.id, name: member.name, advice: known.get(member.id) ?? null })),
    least: leastProducts,
    products: new Set(totals.map((row) => row.itemId)).size,
    ownOnly,
  }
}
