import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { ItemPhase, SheetContent } from '../../../rules/sitting/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { OwnStanding } from './browser/standing.ts'
import type { SheetVault } from './vault.ts'

interface Row {
  id: string
  dossier_id: string
  phase: ItemPhase
  round: number
  member_id: string
  revision: number | null
  status: 'draft' | 'sealed' | null
  note: Buffer | null
}

/** The member's own sheets of a sitting; undefined where the account has no vote in it. */
export async function ownStandings(
  db: Db,
  about: { readonly accountId: string; readonly sittingId: string },
  vault: SheetVault,
): Promise<Record<string, OwnStanding> | undefined> {
  const { rows } = await sql<Row>`
    SELECT i.id, i.dossier_id, i.phase, greatest(1, i.scoring_round) AS round, m.id AS member_id, h.revision, h.status,
      CASE WHEN s.blind_tasting AND i.phase <> 'waiting' AND i.scoring_round <= 1 THEN n.sealed_content END AS note
    FROM sitting s
    JOIN council_member m ON m.council_id = s.council_id AND m.votes AND m.account_id = ${about.accountId}
      AND (m.until_day IS NULL OR m.until_day >= s.held_on)
    JOIN sitting_item i ON i.sitting_id = s.id
    LEFT JOIN score_sheet h ON h.item_id = i.id AND h.member_id = m.id AND h.scoring_round = greatest(1, i.scoring_round)
    LEFT JOIN tasting_note n ON n.item_id = i.id AND n.member_id = m.id
    WHERE s.id = ${about.sittingId} AND s.status NOT IN ('planned', 'cancelled')
    ORDER BY i.id`.execute(db)
  if (rows.length === 0) return undefined
  const barred = await barredDossiers(db, about.accountId)
  const standings: Record<string, OwnStanding> = {}
  for (const row of rows.filter((one) => !barred.has(one.dossier_id))) {
    const address = { sittingId: about.sittingId, itemId: row.id, memberId: row.member_id, round: 0 }
    standings[row.id] = {
      round: row.round,
      phase: row.phase,
      revision: row.revision ?? 0,
      sealed: row.status === 'sealed',
      tasted: row.note && (await vault.decrypt<SheetContent['answers']>(db, address, row.note)),
    }
  }
  return standings
}
