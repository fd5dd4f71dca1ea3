import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { addDays, daysBetween } from '../../../rules/calendar/index.ts'
import { reachOf } from '../../../rules/permissions/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { Reader } from '../sittings/view.ts'
import type { ComplaintLaw } from './law.ts'

export interface AppealLine {
  readonly dossierId: string
  readonly product: string
  readonly producer: string
  readonly appealedOn: string
  readonly reason: string
  /** `waiting` for a decision of the office or the leader; `panel`: before a separate panel; `done`. */
  readonly state: 'waiting' | 'panel' | 'dismissed' | 'done'
  readonly panel: string | null
  readonly panelId: string | null
  readonly sittingId: string | null
  readonly dueOn: string | null
  readonly daysLeft: number | null
}

interface Row {
  dossierId: string
  product: string
  producer: string
  appealedOn: string
  reason: string
  status: string
  after: string | null
  panelId: string | null
  panel: string | null
  sittingId: string | null
}

/** Appeals within the reader's reach, the open ones first, each with the day by which it has to be settled. */
export async function listAppeals(db: Db, reader: Reader, law: ComplaintLaw | null): Promise<AppealLine[]> {
  const { actor, today } = reader
  const reach = reachOf(actor, 'session.read', today)
  const barred = await barredDossiers(db, actor.accountId)
  const { rows } = await sql<Row>`
    SELECT d.id AS "dossierId", t.name AS product, p.name AS producer, a.day AS "appealedOn",
      coalesce(a.reason, '') AS reason, d.status, n.action AS after, c.id AS "panelId", c.name AS panel,
      (SELECT s.id FROM sitting_item i JOIN sitting s ON s.id = i.sitting_id
        WHERE i.dossier_id = d.id AND s.council_id = c.id AND s.status <> 'cancelled'
        ORDER BY s.created_at DESC LIMIT 1) AS "sittingId"
    FROM dossier_action a
    JOIN dossier d ON d.id = a.dossier_id
    JOIN product t ON t.id = d.product_id
    JOIN producer p ON p.id = d.producer_id
    LEFT JOIN LATERAL (SELECT x.action, x.detail FROM dossier_action x
      WHERE x.dossier_id = d.id AND x.seq > a.seq AND x.action IN ('rejudge', 'dismiss-appeal')
      ORDER BY x.seq LIMIT 1) n ON true
    LEFT JOIN council c ON c.id::text = n.detail ->> 'councilId'
    WHERE a.action = 'appeal' AND (${reach.everything} OR d.province_code = ANY (${reach.places}))
    ORDER BY a.day DESC, d.id`.execute(db)
  const rank = { waiting: 0, panel: 1, done: 2, dismissed: 3 }
  return rows
    .filter((row) => !barred.has(row.dossierId))
    .map((row) => line(row, today, law))
    .sort((a, b) => rank[a.state] - rank[b.state])
}

function line({ status, after, ...row }: Row, today: string, law: ComplaintLaw | null): AppealLine {
  const panel = ['before-council', 'scored', 'result'].includes(status)
  const state =
    after === 'dismiss-appeal' ? 'dismissed' : after === null ? 'waiting' : panel ? 'panel' : 'done'
  const open = state === 'waiting' || state === 'panel'
  const dueOn = law && open ? addDays(row.appealedOn, law.settle.days) : null
  return { ...row, state, dueOn, daysLeft: dueOn === null ? null : daysBetween(today, dueOn) }
}

/** Councils founded for appeals that stand, to choose a panel from. */
export async function appealPanels(db: Db, provinceCode: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('council')
    .select(['id', 'name'])
    .where('purpose', '=', 'appeal')
    .where('kind', '=', 'council')
    .where('province_code', '=', provinceCode)
    .where('ended_on', 'is', null)
    .orderBy('decision_on', 'desc')
    .execute()
}

/** Dossiers given to the panels a secretary keeps, which no sitting of the panel has on its agenda yet. */
export async function unplannedAppeals(
  db: Db,
  accountId: string,
): Promise<{ panelId: string; product: string; appealedOn: string }[]> {
  const { rows } = await sql<{ panelId: string; product: string; appealedOn: string }>`
    SELECT c.id AS "panelId", t.name AS product, (SELECT max(y.day) FROM dossier_action y
      WHERE y.dossier_id = d.id AND y.action = 'appeal') AS "appealedOn"
    FROM council_member m
    JOIN council c ON c.id = m.council_id AND c.purpose = 'appeal' AND c.ended_on IS NULL
    JOIN dossier d ON d.status = 'before-council' AND d.province_code = c.province_code
    JOIN product t ON t.id = d.product_id
    WHERE m.account_id = ${accountId} AND m.role = 'secretary' AND m.until_day IS NULL
      AND (SELECT x.detail ->> 'councilId' FROM dossier_action x WHERE x.dossier_id = d.id
        AND x.action IN ('rejudge', 'put-before-council') ORDER BY x.seq DESC LIMIT 1) = c.id::text
      AND NOT EXISTS (SELECT FROM sitting_item i JOIN sitting s ON s.id = i.sitting_id
        WHERE i.dossier_id = d.id AND s.council_id = c.id AND s.status <> 'cancelled')
      AND NOT EXISTS (SELECT FROM dossier_recusal b WHERE b.dossier_id = d.id AND b.account_id = m.account_id)
    ORDER BY product`.execute(db)
  return rows
}
