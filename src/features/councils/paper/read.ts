import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { Reader } from '../sittings/view.ts'

/** A paper sheet as the list shows it: how far it is, never what it says. */
export interface PaperLine {
  readonly id: string
  readonly code: string
  readonly itemId: string
  readonly dossierId: string
  readonly product: string
  readonly memberId: string
  readonly member: string
  readonly round: number
  readonly state: 'printed' | 'typed' | 'confirmed'
  readonly typedBy: string | null
  readonly typedById: string | null
}

/** Papers of a sitting that stand, without those of dossiers the reader is barred from. */
export async function listPapers(
  db: Db,
  reader: Reader,
  sittingId: string,
  only: { memberId?: string; paperId?: string; code?: string } = {},
): Promise<PaperLine[]> {
  const barred = await barredDossiers(db, reader.actor.accountId)
  const { rows } = await sql<PaperLine>`
    SELECT p.id, p.code, i.id AS "itemId", i.dossier_id AS "dossierId", t.name AS product,
      m.id AS "memberId", m.name AS member, p.scoring_round AS round,
      CASE WHEN p.confirmed_at IS NOT NULL THEN 'confirmed' WHEN p.typed_at IS NOT NULL THEN 'typed'
        ELSE 'printed' END AS state, a.name AS "typedBy", p.typed_by AS "typedById"
    FROM paper_sheet p
    JOIN sitting_item i ON i.id = p.item_id
    JOIN dossier d ON d.id = i.dossier_id
    JOIN product t ON t.id = d.product_id
    JOIN council_member m ON m.id = p.member_id
    LEFT JOIN account a ON a.id = p.typed_by
    WHERE i.sitting_id = ${sittingId} AND p.voided_at IS NULL
      AND (${only.memberId ?? null}::uuid IS NULL OR p.member_id = ${only.memberId ?? null}::uuid)
      AND (${only.paperId ?? null}::uuid IS NULL OR p.id = ${only.paperId ?? null}::uuid)
      AND (${only.code ?? null}::text IS NULL OR p.code = ${only.code ?? null}::text)
    ORDER BY m.ordinal, i.ordinal, p.scoring_round`.execute(db)
  return rows.filter((row) => !barred.has(row.dossierId))
}
