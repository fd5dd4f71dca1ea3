import { sql } from 'kysely'
import type { DeskTask, Kernel, TaskSource } from '../../platform/feature.ts'
import { fill, formatDay, localPath } from '../../platform/i18n/index.ts'
import { type SittingStatus, tastingCriteria } from '../../rules/sitting/index.ts'
import type { CouncilDeps } from './deps.ts'
import { words } from './words.ts'

interface Row {
  id: string
  status: SittingStatus
  mode: 'meeting' | 'written-opinion'
  held_on: string
  deadline: string | null
  role: string
  votes: boolean
  to_score: number
  province: string
  /** Coded samples the member has not tasted yet, of any sheet. */
  untasted: readonly { regime: string; set: number }[]
  undecided: number
  unsigned: boolean
  own_papers: readonly { id: string; code: string }[]
  papers: number
}

/** What waits for a member, the secretary or the chair; whatever is barred to the person is not counted. */
export function councilTasks(kernel: Kernel, deps: Pick<CouncilDeps, 'regulation' | 'rulesOn'>): TaskSource {
  return async ({ actor, lang, today }) => {
    if (actor.accountId === null) return []
    const { rows } = await sql<Row>`
      SELECT s.id, s.status, s.mode, s.held_on, s.deadline, m.role, m.votes,
        (SELECT count(*)::int FROM sitting_item i WHERE i.sitting_id = s.id AND i.phase = 'scoring'
          AND NOT EXISTS (SELECT FROM score_sheet h WHERE h.item_id = i.id AND h.member_id = m.id
            AND h.scoring_round = i.scoring_round AND h.status = 'sealed')
          AND NOT EXISTS (SELECT FROM dossier_recusal x WHERE x.dossier_id = i.dossier_id
            AND x.account_id = m.account_id)) AS to_score,
        c.province_code AS province,
        (SELECT coalesce(json_agg(json_build_object('regime', d.regime, 'set', d.set_no)), '[]') FROM sitting_item i
          JOIN dossier d ON d.id = i.dossier_id
          WHERE i.sitting_id = s.id AND s.blind_tasting AND m.votes AND s.status IN ('convened', 'open', 'paused')
            AND s.held_on <= ${today} AND i.sample_code IS NOT NULL AND i.phase IN ('waiting', 'scoring')
            AND i.scoring_round <= 1
            AND NOT EXISTS (SELECT FROM tasting_note n WHERE n.item_id = i.id AND n.member_id = m.id)
            AND NOT EXISTS (SELECT FROM dossier_recusal x WHERE x.dossier_id = i.dossier_id
              AND x.account_id = m.account_id)) AS untasted,
        (SELECT count(*)::int FROM conflict c JOIN sitting_item i ON i.dossier_id = c.dossier_id
          WHERE i.sitting_id = s.id AND c.council_id = s.council_id AND c.standing = 'undecided'
            AND NOT EXISTS (SELECT FROM dossier_recusal x WHERE x.dossier_id = c.dossier_id
              AND x.account_id = m.account_id)) AS undecided,
        s.status = 'closed' AND NOT EXISTS (SELECT FROM minutes_signature g
          WHERE g.sitting_id = s.id AND g.role = CASE m.role WHEN 'secretary' THEN 'secretary' ELSE 'chair' END
            AND g.version = (SELECT max(version) FROM minutes n WHERE n.sitting_id = s.id)) AS unsigned,
        (SELECT coalesce(json_agg(json_build_object('id', p.id, 'code', p.code)), '[]') FROM paper_sheet p
          JOIN sitting_item i ON i.id = p.item_id
          WHERE i.sitting_id = s.id AND p.member_id = m.id AND i.phase = 'scoring' AND ${halfEntered(actor.accountId)}
            AND NOT EXISTS (SELECT FROM dossier_recusal x WHERE x.dossier_id = i.dossier_id
              AND x.account_id = m.account_id)) AS own_papers,
        (SELECT count(*)::int FROM paper_sheet p JOIN sitting_item i ON i.id = p.item_id
          WHERE i.sitting_id = s.id AND m.role = 'secretary' AND i.phase = 'scoring'
            AND ${halfEntered(actor.accountId)} AND NOT EXISTS (SELECT FROM dossier_recusal x
              WHERE x.dossier_id = i.dossier_id AND x.account_id = m.account_id)) AS papers
      FROM council_member m JOIN council c ON c.id = m.council_id JOIN sitting s ON s.council_id = m.council_id
        AND (m.sitting_id IS NULL OR m.sitting_id = s.id)
      WHERE m.account_id = ${actor.accountId} AND (m.until_day IS NULL OR m.until_day >= s.held_on)
        AND (s.status IN ('planned', 'convened', 'open', 'paused')
          OR (s.status = 'closed' AND s.held_on > ${today}::date - 60))
      ORDER BY s.held_on`.execute(kernel.db)
    return rows.flatMap((row) => tasksOf(row, toTaste(row, deps), lang, today))
  }
}

/** Typed in once, by somebody else than the reader. */
const halfEntered = (accountId: string) =>
  sql`p.typed_by IS NOT NULL AND p.typed_by <> ${accountId} AND p.confirmed_at IS NULL AND p.voided_at IS NULL`

/** Samples whose sheet has something to taste: a handicraft has not. */
function toTaste(row: Row, { regulation, rulesOn }: Pick<CouncilDeps, 'regulation' | 'rulesOn'>): number {
  const heading = rulesOn(row.province, row.held_on)?.blindTasting.heading ?? ''
  return row.untasted.filter(({ regime, set }) => {
    const sheet = regulation.compiled(regime, set)?.sheet
    return sheet && tastingCriteria(sheet, heading).length > 0
  }).length
}

function tasksOf(row: Row, samples: number, lang: 'vi' | 'en', today: string): DeskTask[] {
  const w = words(lang)
  const path = localPath(lang, `/lam-viec/phien-hop/${row.id}`)
  const detail = fill(row.mode === 'meeting' ? w.sittingOn : w.writtenFrom, { day: formatDay(row.held_on) })
  const keeps = row.role === 'secretary' || row.role === 'chair'
  const tasks: DeskTask[] = []
  const add = (title: string, to = path, due: string | null = row.deadline ?? row.held_on) =>
    tasks.push({ title, detail, path: to, group: w.taskGroup, ...(due && { due }) })
  if (row.votes && row.to_score > 0 && ['open', 'paused'].includes(row.status))
    add(fill(w.taskScore, { count: row.to_score }))
  if (samples > 0) add(fill(w.taskTaste, { count: samples }), `${path}/nem-thu`)
  for (const paper of row.own_papers)
    add(fill(w.taskPaperOwn, { code: paper.code }), `${path}/phieu-giay-cua-toi/${paper.id}`)
  if (row.papers > 0) add(fill(w.taskPaper, { count: row.papers }), `${path}/phieu-giay`)
  if (keeps && row.undecided > 0 && row.status !== 'closed')
    add(fill(w.taskConflicts, { count: row.undecided }), `${path}/xung-dot`)
  if (keeps && row.status === 'convened' && row.held_on <= today) add(w.taskOpen)
  if (keeps && row.status === 'planned') add(w.statuses.planned!)
  if (keeps && row.unsigned) add(w.taskSign, `${path}/bien-ban`, null)
  return tasks
}
