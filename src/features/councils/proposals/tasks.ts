import { sql } from 'kysely'
import type { Kernel, TaskSource } from '../../../platform/feature.ts'
import { fill, localPath } from '../../../platform/i18n/index.ts'
import { reachOf } from '../../../rules/permissions/index.ts'
import { proposalWords } from './words.ts'

/** Results whose minutes are signed and which nobody has laid before the Chairman yet, by round. */
export function proposalTasks({ db }: Kernel): TaskSource {
  return async ({ actor, lang, today }) => {
    const { places } = reachOf(actor, 'result.propose', today)
    if (places.length === 0) return []
    const { rows } = await sql<{ round_id: string | null; title: string | null; ready: number }>`
      SELECT d.round_id, o.title, count(*)::int AS ready
      FROM result r
      JOIN dossier d ON d.id = r.dossier_id AND d.status = 'result' AND d.province_code = ANY (${places})
      JOIN sitting_item i ON i.id = r.item_id
      JOIN sitting s ON s.id = i.sitting_id AND s.status = 'closed'
      LEFT JOIN round o ON o.id = d.round_id
      WHERE r.superseded_by IS NULL AND r.level = 'tinh'
        AND NOT EXISTS (SELECT FROM proposal_item x WHERE x.result_id = r.id AND NOT x.withdrawn)
        AND NOT EXISTS (SELECT FROM dossier_recusal b WHERE b.dossier_id = d.id AND b.account_id = ${actor.accountId})
        AND (SELECT count(DISTINCT g.role) FROM minutes_signature g WHERE g.sitting_id = s.id
          AND g.version = (SELECT max(m.version) FROM minutes m WHERE m.sitting_id = s.id)) = 2
      GROUP BY d.round_id, o.title`.execute(db)
    const w = proposalWords(lang)
    return rows.map((row) => ({
      title: fill(w.task, { count: row.ready }),
      detail: row.title ?? w.outside,
      path: localPath(lang, `/lam-viec/to-trinh${row.round_id ? `/dot/${row.round_id}` : ''}`),
      group: w.taskGroup,
    }))
  }
}
