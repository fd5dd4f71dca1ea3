import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import { may } from '../../../rules/permissions/index.ts'
import type { Band } from '../../../rules/regimes/index.ts'
import type { CompiledSheet } from '../../../rules/scoring/index.ts'
import {
  type ItemPhase,
  type SittingMode,
  type SittingStatus,
  tastingCriteria,
} from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import type { SheetAddress } from './vault.ts'
import '../tables.ts'

/** A member before one product: everything a sheet is read, saved and sealed by. */
export interface Desk {
  readonly address: SheetAddress
  readonly dossierId: string
  readonly provinceCode: string
  readonly phase: ItemPhase
  readonly sittingStatus: SittingStatus
  readonly mode: SittingMode
  readonly deadline: string | null
  readonly present: boolean
  readonly regime: string
  readonly setNo: number
  readonly compiled: CompiledSheet
  readonly bands: readonly Band[]
  /** Criteria judged by tasting, where this sitting tastes by sample code; else none. */
  readonly tasting: readonly string[]
}

interface Row {
  sitting_id: string
  status: SittingStatus
  mode: SittingMode
  deadline: string | null
  province_code: string
  phase: ItemPhase
  scoring_round: number
  dossier_id: string
  regime: string
  set_no: number
  member_id: string
  account_id: string | null
  held_on: string
  blind_tasting: boolean
  sample_code: string | null
  present: boolean | null
  barred: boolean
}

/**
 * The desk of the actor at an item; undefined when the item does not exist, is not on an agenda of the actor's council, or the
 * actor is in conflict with it: the three are not told apart. With `share` the item's phase is held until the end.
 */
export async function deskOf(
  db: Db,
  about: { readonly actor: Actor; readonly today: string; readonly itemId: string },
  deps: Pick<CouncilDeps, 'regulation' | 'rulesOn'>,
  options: { share?: boolean } = {},
): Promise<Desk | undefined> {
  const { actor, today, itemId } = about
  if (actor.accountId === null || !isUuid(itemId)) return undefined
  const row = await readSeat(db, itemId, sql`m.account_id = ${actor.accountId}`, options)
  if (!row) return undefined
  const resource = {
    accountId: row.account_id,
    assignedTo: [actor.accountId],
    places: [row.province_code],
    conflicted: row.barred ? [actor.accountId] : [],
  }
  return may(actor, 'sheet.read-own', resource, today) ? deskFrom(row, itemId, deps) : undefined
}

/** The desk of a seat, with an account or without: for a sheet filled in on paper. The caller asks who may. */
export async function deskOfMember(
  db: Db,
  about: { readonly itemId: string; readonly memberId: string },
  deps: Pick<CouncilDeps, 'regulation' | 'rulesOn'>,
  options: { share?: boolean } = {},
): Promise<Desk | undefined> {
  const row = await readSeat(db, about.itemId, sql`m.id = ${about.memberId}`, options)
  return row && !row.barred ? deskFrom(row, about.itemId, deps) : undefined
}

async function readSeat(
  db: Db,
  itemId: string,
  seat: RawBuilder<unknown>,
  { share = false }: { share?: boolean },
): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    SELECT s.id AS sitting_id, s.status, s.mode, s.deadline, s.held_on, s.blind_tasting, i.sample_code, c.province_code, i.phase, i.scoring_round,
      i.dossier_id, d.regime, d.set_no, m.id AS member_id, m.account_id, a.present,
      EXISTS (SELECT FROM conflict x LEFT JOIN council_member o ON o.id = x.member_id
        WHERE x.dossier_id = i.dossier_id AND x.standing <> 'dismissed'
          AND (x.member_id = m.id OR o.account_id = m.account_id)) AS barred
    FROM sitting_item i
    JOIN sitting s ON s.id = i.sitting_id
    JOIN council c ON c.id = s.council_id
    JOIN dossier d ON d.id = i.dossier_id
    JOIN council_member m ON m.council_id = c.id AND m.votes AND ${seat}
      AND (m.until_day IS NULL OR m.until_day >= s.held_on)
    LEFT JOIN attendance a ON a.sitting_id = s.id AND a.member_id = m.id
    WHERE i.id = ${itemId} AND s.status NOT IN ('planned', 'cancelled')
    ${share ? sql`FOR SHARE OF i` : sql``}`.execute(db)
  return rows[0]
}

function deskFrom(
  row: Row,
  itemId: string,
  deps: Pick<CouncilDeps, 'regulation' | 'rulesOn'>,
): Desk | undefined {
  const compiled = deps.regulation.compiled(row.regime, row.set_no)
  const bands = deps.regulation.regime(row.regime)?.bands
  if (!compiled || !bands) return undefined
  return {
    address: { sittingId: row.sitting_id, itemId, memberId: row.member_id, round: row.scoring_round },
    dossierId: row.dossier_id,
    provinceCode: row.province_code,
    phase: row.phase,
    sittingStatus: row.status,
    mode: row.mode,
    deadline: row.deadline,
    present: row.mode === 'written-opinion' || row.present === true,
    regime: row.regime,
    setNo: row.set_no,
    compiled,
    bands,
    tasting:
      row.blind_tasting && row.sample_code !== null
        ? tastingCriteria(
            compiled.sheet,
            deps.rulesOn(row.province_code, row.held_on)?.blindTasting.heading ?? '',
          )
        : [],
  }
}

export const isUuid = (text: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
