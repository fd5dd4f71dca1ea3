import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { WaitingDossier } from './pages/agenda-page.tsx'
import type { ItemNote } from './pages/item-page.tsx'
import type { Reader } from './view.ts'

/** Rounds of the council's province and level that are still open. */
export async function openRounds(
  db: Db,
  council: { province_code: string; level: string },
): Promise<{ id: string; title: string }[]> {
  return db
    .selectFrom('round')
    .select(['id', 'title'])
    .where('province_code', '=', council.province_code)
    .where('level', '=', council.level as 'tinh')
    .where('status', '=', 'open')
    .orderBy('held_before')
    .execute()
}

/** Dossiers that wait for a council and may come on this agenda: of the sitting's round, or, with none, of any. */
export async function waitingDossiers(db: Db, reader: Reader, sittingId: string): Promise<WaitingDossier[]> {
  const barred = await barredDossiers(db, reader.actor.accountId)
  const { rows } = await sql<WaitingDossier>`
    SELECT d.id, t.name AS product, p.name AS producer, d.set_no AS "setNo", d.kind
    FROM sitting s
    JOIN council c ON c.id = s.council_id
    JOIN dossier d ON d.province_code = c.province_code AND d.status = 'before-council'
      AND (s.round_id IS NULL OR d.round_id = s.round_id OR d.kind = 'reevaluation')
      AND (s.mode = 'meeting' OR d.kind = 'reevaluation')
    JOIN product t ON t.id = d.product_id
    JOIN producer p ON p.id = d.producer_id
    LEFT JOIN LATERAL (SELECT a.action, a.detail ->> 'councilId' AS panel FROM dossier_action a
      WHERE a.dossier_id = d.id AND a.action IN ('rejudge', 'put-before-council') ORDER BY a.seq DESC LIMIT 1) q ON true
    WHERE s.id = ${sittingId}
      AND CASE WHEN q.action = 'rejudge' AND q.panel IS NOT NULL THEN q.panel = c.id::text
        ELSE c.purpose <> 'appeal' END
      AND NOT EXISTS (
      SELECT FROM sitting_item i JOIN sitting o ON o.id = i.sitting_id
      WHERE i.dossier_id = d.id AND o.status NOT IN ('closed', 'cancelled') AND i.phase NOT IN ('deferred', 'agreed'))
    ORDER BY d.set_no, t.name`.execute(db)
  return rows.filter((row) => !barred.has(row.id))
}

/** Opinions noted on an item, for the minutes and for those who read it. */
export async function readNotes(db: Db, sittingId: string, itemId: string): Promise<ItemNote[]> {
  const rows = await db
    .selectFrom('sitting_action')
    .select(['at', 'actor_name as actor', 'detail'])
    .where('sitting_id', '=', sittingId)
    .where('action', '=', 'note')
    .where(sql<boolean>`detail ->> 'itemId' = ${itemId}`)
    .orderBy('seq')
    .execute()
  return rows.map(({ detail, ...row }) => ({ ...row, text: String(detail.text) }))
}
