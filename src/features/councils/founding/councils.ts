import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { may, reachOf } from '../../../rules/permissions/index.ts'
import type { SittingStatus } from '../../../rules/sitting/index.ts'
import type { Reader } from '../sittings/view.ts'
import type { CouncilMemberTable, CouncilTable } from '../tables.ts'

export interface CouncilLine extends Selectable<CouncilTable> {
  readonly members: number
  readonly sittings: number
}

/** Councils within the reader's reach: of a place, or those the reader sits in. */
export async function listCouncils(db: Db, { actor, today }: Reader): Promise<CouncilLine[]> {
  const reach = reachOf(actor, 'council.read', today)
  const { rows } = await sql<CouncilLine>`
    SELECT c.*,
      (SELECT count(*)::int FROM council_member m WHERE m.council_id = c.id AND m.until_day IS NULL
        AND m.sitting_id IS NULL) AS members,
      (SELECT count(*)::int FROM sitting s WHERE s.council_id = c.id AND s.status <> 'cancelled') AS sittings
    FROM council c
    WHERE ${reach.everything} OR c.province_code = ANY (${reach.places})
      OR (${reach.assigned} AND EXISTS (
        SELECT FROM council_member m WHERE m.council_id = c.id AND m.account_id = ${actor.accountId}))
    ORDER BY c.decision_on DESC, c.id DESC`.execute(db)
  return rows
}

export interface MemberLine extends Selectable<CouncilMemberTable> {
  readonly username: string | null
  /** Roles the account holds today: a member without them cannot do the member's part. */
  readonly roles: readonly string[]
}

export interface SittingLine {
  readonly id: string
  readonly held_on: string
  readonly status: SittingStatus
  readonly mode: 'meeting' | 'written-opinion'
  readonly venue: string | null
  readonly is_demo: boolean
}

export interface CouncilView {
  readonly council: Selectable<CouncilTable>
  readonly members: readonly MemberLine[]
  readonly sittings: readonly SittingLine[]
  readonly may: { readonly manage: boolean; readonly plan: boolean }
  /** The reader's own seat. */
  readonly seatId: string | null
}

/** One council with its members and sittings; undefined where the reader has no business with it. */
export async function viewCouncil(db: Db, reader: Reader, id: string): Promise<CouncilView | undefined> {
  const { actor, today } = reader
  const council = await db.selectFrom('council').selectAll().where('id', '=', id).executeTakeFirst()
  if (!council) return undefined
  const members = await readMemberLines(db, id, today)
  const accounts = members.flatMap((member) => (member.account_id ? [member.account_id] : []))
  const resource = { places: [council.province_code], assignedTo: accounts }
  if (!may(actor, 'council.read', resource, today)) return undefined
  const keepers = members
    .filter((member) => member.role === 'secretary' || member.role === 'chair')
    .flatMap((member) => (member.account_id ? [member.account_id] : []))
  const plan =
    council.kind === 'council' &&
    council.level !== 'huyen' &&
    may(actor, 'session.run', { ...resource, assignedTo: keepers }, today)
  const sittings = await db
    .selectFrom('sitting')
    .select(['id', 'held_on', 'status', 'mode', 'venue', 'is_demo'])
    .where('council_id', '=', id)
    .$if(!plan && !may(actor, 'council.manage', resource, today), (query) =>
      query.where('status', '<>', 'planned'),
    )
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return {
    council,
    members,
    sittings,
    may: { manage: may(actor, 'council.manage', resource, today), plan },
    seatId: members.find((member) => member.account_id === actor.accountId)?.id ?? null,
  }
}

async function readMemberLines(db: Db, councilId: string, today: string): Promise<MemberLine[]> {
  const { rows } = await sql<MemberLine>`
    SELECT m.*, a.username,
      COALESCE((SELECT array_agg(DISTINCT g.role) FROM role_grant g
        WHERE g.account_id = m.account_id AND g.ended_at IS NULL
          AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})), '{}') AS roles
    FROM council_member m LEFT JOIN account a ON a.id = m.account_id
    WHERE m.council_id = ${councilId} AND m.sitting_id IS NULL
    ORDER BY m.ordinal`.execute(db)
  return rows
}

/** Accounts that can be given a seat, for the founding form. */
export async function seatableAccounts(
  db: Db,
): Promise<readonly { id: string; name: string; username: string }[]> {
  return db
    .selectFrom('account')
    .select(['id', 'name', 'username'])
    .where('locked_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role_grant')
          .select('role_grant.id')
          .whereRef('role_grant.account_id', '=', 'account.id')
          .where('role', 'in', ['council-member', 'chair', 'secretary', 'advisory-team'])
          .where('ended_at', 'is', null),
      ),
    )
    .orderBy('name')
    .execute()
}
