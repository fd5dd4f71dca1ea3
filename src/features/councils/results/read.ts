import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { fraction } from '../../../rules/fraction.ts'
import { may, reachOf } from '../../../rules/permissions/index.ts'
import { type Band, bandOf } from '../../../rules/regimes/index.ts'
import { barredDossiers, conflictedAccounts, judgingAccounts } from '../conflicts/visibility.ts'
import type { Reader } from '../sittings/view.ts'
import type { StoredProof } from './agree.ts'

/** A result that stands, as a line of a list. */
export interface ResultLine {
  readonly id: string
  readonly dossierId: string
  readonly dossierStatus: string
  readonly product: string
  readonly producer: string
  readonly producerId: string
  readonly placeCode: string
  readonly provinceCode: string
  readonly regime: string
  readonly setNo: number
  readonly level: string
  readonly star: number | null
  readonly num: number | null
  readonly den: number | null
  readonly agreedAt: Date
  readonly isDemo: boolean
  readonly rulesId: string | null
  /** Laid before the Chairman; decided on. */
  readonly proposed: boolean
  readonly decided: boolean
}

export interface ResultView extends ResultLine {
  readonly proof: StoredProof
  readonly councilName: string | null
  readonly sittingId: string | null
  readonly heldOn: string | null
  /** Another result stands instead, or none yet. */
  readonly superseded: boolean
  /** Names of the members by id; left out for those who only may see their own result. */
  readonly members: ReadonlyMap<string, string> | null
}

const columns = sql`r.id, r.dossier_id AS "dossierId", d.status AS "dossierStatus", t.name AS product,
  p.name AS producer, p.id AS "producerId", d.place_code AS "placeCode", d.province_code AS "provinceCode",
  r.regime, r.set_no AS "setNo", r.level, r.star, r.mean_num AS num, r.mean_den AS den,
  r.agreed_at AS "agreedAt", r.is_demo AS "isDemo", r.rules_id AS "rulesId",
  EXISTS (SELECT FROM proposal_item x WHERE x.result_id = r.id AND NOT x.withdrawn) AS proposed,
  EXISTS (SELECT FROM decision_item x JOIN decision e ON e.id = x.decision_id
    WHERE x.dossier_id = d.id AND e.status = 'released') AS decided`

/** Standing results within the reader's reach, best first; those in conflict with the reader do not exist. */
export async function listResults(db: Db, reader: Reader): Promise<ResultLine[]> {
  const { actor, today } = reader
  const reach = reachOf(actor, 'result.read', today)
  const { rows } = await sql<ResultLine>`
    SELECT ${columns}
    FROM result r
    JOIN dossier d ON d.id = r.dossier_id
    JOIN product t ON t.id = d.product_id
    JOIN producer p ON p.id = d.producer_id
    WHERE r.superseded_by IS NULL AND r.origin = 'system'
      AND (${reach.everything} OR d.province_code = ANY (${reach.places}) OR (${reach.assigned} AND EXISTS (
        SELECT FROM dossier_judge j WHERE j.dossier_id = d.id AND j.account_id = ${actor.accountId})))
    ORDER BY r.mean_num::numeric / nullif(r.mean_den, 0) DESC NULLS LAST, t.name
    LIMIT 1000`.execute(db)
  const barred = await barredDossiers(db, actor.accountId)
  return rows.filter((row) => !barred.has(row.dossierId))
}

/** Dossiers whose decision has not been released: until then nobody outside the council and the office sees a result. */
const beforeDecision = ['scored', 'result']

/** One result with its proof; for the producer only after the decision, and without the members' names. */
export async function readResult(db: Db, reader: Reader, id: string): Promise<ResultView | undefined> {
  const { rows } = await sql<
    ResultLine & {
      proof: StoredProof
      councilName: string | null
      sittingId: string | null
      heldOn: string | null
      councilId: string | null
      superseded: boolean
    }
  >`
    SELECT ${columns}, r.proof, r.superseded_by IS NOT NULL AS superseded, c.name AS "councilName", c.id AS "councilId", s.id AS "sittingId", s.held_on AS "heldOn"
    FROM result r
    JOIN dossier d ON d.id = r.dossier_id
    JOIN product t ON t.id = d.product_id
    JOIN producer p ON p.id = d.producer_id
    LEFT JOIN sitting_item i ON i.id = r.item_id
    LEFT JOIN sitting s ON s.id = i.sitting_id
    LEFT JOIN council c ON c.id = s.council_id
    WHERE r.id = ${id} AND r.origin = 'system'`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const [assignedTo, conflicted] = await Promise.all([
    row.superseded ? seatedIn(db, row) : judgingAccounts(db, row.dossierId),
    conflictedAccounts(db, row.dossierId),
  ])
  const { actor, today } = reader
  if (actor.accountId !== null && conflicted.includes(actor.accountId)) return undefined
  const resource = {
    places: [row.placeCode, row.provinceCode],
    producerId: row.producerId,
    assignedTo,
    conflicted,
  }
  const inside = may(actor, 'result.read', resource, today)
  const own = may(actor, 'result.read-own', resource, today) && !beforeDecision.includes(row.dossierStatus)
  if (!inside && !own) return undefined
  return { ...row, members: inside && row.councilId ? await memberNames(db, row.councilId) : null }
}

/** A result that stands no longer is for those who gave it: a separate panel does not read it. */
async function seatedIn(
  db: Db,
  { councilId, heldOn }: { councilId: string | null; heldOn: string | null },
): Promise<string[]> {
  if (councilId === null || heldOn === null) return []
  const rows = await db
    .selectFrom('council_member')
    .select('account_id')
    .where('council_id', '=', councilId)
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>=', heldOn)]))
    .execute()
  return rows.flatMap((row) => row.account_id ?? [])
}

/** The released decision that carries a dossier's result. */
export async function decisionOf(
  db: Db,
  dossierId: string,
): Promise<{ number: string; decidedOn: string } | null> {
  const row = await db
    .selectFrom('decision_item as x')
    .innerJoin('decision as c', 'c.id', 'x.decision_id')
    .select(['c.number', 'c.decided_on as decidedOn'])
    .where('x.dossier_id', '=', dossierId)
    .where('c.status', '=', 'released')
    .orderBy('c.decided_on', 'desc')
    .executeTakeFirst()
  return row?.number && row.decidedOn ? { number: row.number, decidedOn: row.decidedOn } : null
}

async function memberNames(db: Db, councilId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('council_member')
    .select(['id', 'name'])
    .where('council_id', '=', councilId)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The standing result of a dossier, by its id. */
export async function resultOfDossier(db: Db, dossierId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('result')
    .select('id')
    .where('dossier_id', '=', dossierId)
    .where('superseded_by', 'is', null)
    .where('origin', '=', 'system')
    .orderBy('agreed_at', 'desc')
    .executeTakeFirst()
  return row?.id
}

export type ResultGroup = 'ministry' | 'four' | 'three' | 'below' | 'none'

/** To whom a result goes on (Điều 4 khoản 1; Điều 7 khoản 3 điểm e: from 90 points to the Ministry), compared exactly. */
export function groupOf(line: Pick<ResultLine, 'star' | 'num' | 'den'>, bands: readonly Band[]): ResultGroup {
  if (line.star === null || line.num === null || line.den === null) return 'none'
  if (bandOf(bands, fraction(line.num, line.den))?.star === 5) return 'ministry'
  if (line.star >= 4) return 'four'
  return line.star === 3 ? 'three' : 'below'
}

/** Where a reader finds the standing result of a dossier: the own page of the producer, the council's and the office's page. */
export async function resultPageOf(db: Db, reader: Reader, dossierId: string): Promise<string | null> {
  const id = await resultOfDossier(db, dossierId)
  const view = id && (await readResult(db, reader, id))
  if (!view) return null
  const inside = may(
    reader.actor,
    'result.read',
    { places: [view.placeCode, view.provinceCode] },
    reader.today,
  )
  return inside ? `/lam-viec/ket-qua/${view.id}` : `/lam-viec/ket-qua-cua-toi/${dossierId}`
}
