import type { Selectable } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { CouncilRules } from '../../../rules/scoring/index.ts'
import { foldSitting, type Seat, type SittingEvent, type SittingState } from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import type { CouncilTable, SittingTable } from '../tables.ts'
import '../tables.ts'

export interface Member extends Seat {
  readonly name: string
  readonly office: string
  readonly agencyId: string | null
  readonly accountId: string | null
  /** An expert invited to this one sitting, by this letter. */
  readonly invitationNo: string | null
}

/** A sitting with all its guards need: history folded, seats, who is in conflict with what. */
export interface LoadedSitting {
  readonly sitting: Selectable<SittingTable>
  readonly council: Selectable<CouncilTable>
  readonly members: readonly Member[]
  readonly rules: CouncilRules
  readonly events: readonly SittingEvent[]
  readonly state: SittingState
  readonly lastSeq: number
  /** Members recused or not yet decided on, by dossier. */
  readonly barred: ReadonlyMap<string, ReadonlySet<string>>
  readonly undecided: ReadonlySet<string>
}

/** Whose seats are meant: those of a council on the day of one of its sittings. */
export interface Bench {
  readonly councilId: string
  readonly sittingId: string
  readonly heldOn: string
}

export function benchOf({ council, sitting }: Pick<LoadedSitting, 'council' | 'sitting'>): Bench {
  return { councilId: council.id, sittingId: sitting.id, heldOn: sitting.held_on }
}

/** Reads a sitting; with `lock` the row is held so that two phases cannot be switched at once. */
export async function loadSitting(
  db: Db,
  id: string,
  deps: Pick<CouncilDeps, 'rulesOn' | 'rulesById'>,
  { lock = false }: { lock?: boolean } = {},
): Promise<LoadedSitting | undefined> {
  const query = db.selectFrom('sitting').selectAll().where('id', '=', id)
  const sitting = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!sitting) return undefined
  const council = await db
    .selectFrom('council')
    .selectAll()
    .where('id', '=', sitting.council_id)
    .executeTakeFirstOrThrow()
  const rules = deps.rulesOn(council.province_code, sitting.held_on) ?? deps.rulesById(council.rules_id)
  if (!rules) throw new Error(`no council rules on file for sitting ${id} of ${sitting.held_on}`)
  const events = await readEvents(db, id)
  const members = await readMembers(db, sitting.council_id, sitting.held_on, id)
  return {
    sitting: sitting as Selectable<SittingTable>,
    council: council as Selectable<CouncilTable>,
    members,
    rules,
    events,
    state: foldSitting(events),
    lastSeq: events.length,
    ...(await readConflicts(db, sitting.council_id, members)),
  }
}

export async function readEvents(db: Db, sittingId: string): Promise<SittingEvent[]> {
  const rows = await db
    .selectFrom('sitting_action')
    .select(['action', 'at', 'reason', 'detail'])
    .where('sitting_id', '=', sittingId)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString() })) as unknown as SittingEvent[]
}

/** The members who hold a seat on a day, in the order of the decision, and the experts invited to a sitting. */
export async function readMembers(
  db: Db,
  councilId: string,
  day: string,
  sittingId: string | null = null,
): Promise<Member[]> {
  const rows = await db
    .selectFrom('council_member')
    .select(['id', 'name', 'office', 'agency_id', 'account_id', 'role', 'votes', 'invitation_no'])
    .where('council_id', '=', councilId)
    .where((eb) => eb.or([eb('sitting_id', 'is', null), eb('sitting_id', '=', sittingId)]))
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>=', day)]))
    .orderBy('ordinal')
    .execute()
  return rows.map(({ agency_id, account_id, invitation_no, ...row }) => ({
    ...row,
    agencyId: agency_id,
    accountId: account_id,
    invitationNo: invitation_no,
  }))
}

/**
 * A conflict belongs to the person: one decided on in another council bars the same account here. What is undecided of somebody who
 * does not sit here (an expert of another sitting, a seat that ended) keeps nothing waiting.
 */
async function readConflicts(
  db: Db,
  councilId: string,
  members: readonly Member[],
): Promise<Pick<LoadedSitting, 'barred' | 'undecided'>> {
  const rows = await db
    .selectFrom('conflict as c')
    .innerJoin('council_member as found', 'found.id', 'c.member_id')
    .innerJoin('council_member as m', (join) =>
      join.on((eb) =>
        eb.or([eb('m.id', '=', eb.ref('found.id')), eb('m.account_id', '=', eb.ref('found.account_id'))]),
      ),
    )
    .select(['m.id as member_id', 'c.dossier_id', 'c.standing'])
    .where('m.council_id', '=', councilId)
    .where('c.standing', '<>', 'dismissed')
    .execute()
  const barred = new Map<string, Set<string>>()
  const undecided = new Set<string>()
  const sit = new Set(members.map((member) => member.id))
  for (const row of rows) {
    const own = barred.get(row.dossier_id) ?? new Set()
    own.add(row.member_id)
    barred.set(row.dossier_id, own)
    if (row.standing === 'undecided' && sit.has(row.member_id)) undecided.add(row.dossier_id)
  }
  return { barred, undecided }
}
