import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { CouncilDeps } from '../deps.ts'
import type { Bench } from '../sittings/load.ts'
import type { Relation } from '../tables.ts'
import { digits, folded } from './compared.ts'
import { type NamedGround, namedIn } from './named.ts'
import '../tables.ts'

/** Why a member may not judge a dossier. */
export type Ground =
  | 'acts-for-producer'
  | 'same-phone'
  | 'same-email'
  | 'same-address'
  | 'same-name'
  | 'helped-file'
  | 'handled-before'
  | 'advised'
  | 'agency-sponsors'
  | NamedGround
  | `relation-${Relation}`
  | 'declared'

/** One relation found, with the path that explains it: from the member over what they share to the producer. */
export interface Relationship {
  readonly memberId: string
  readonly ground: Ground
  /** Certain ones recuse at once; possible ones bar the member until somebody with the duty has decided. */
  readonly certain: boolean
  readonly path: readonly Step[]
}

/** A node or an edge of the graph of relations; `value` is what both share. */
export interface Step {
  readonly kind: 'member' | 'account' | 'agency' | 'dossier' | 'producer' | 'shares'
  readonly label: string
}

interface Side {
  readonly dossierId: string
  readonly createdBy: string | null
  readonly producerId: string
  readonly producer: string
  readonly phone: string | null
  readonly email: string | null
  readonly address: string | null
  readonly representative: { name?: string; address?: string }
  /** What the producer wrote in Mẫu 01 and 02. */
  readonly form: unknown
}

export interface Candidate {
  readonly id: string
  readonly name: string
  readonly accountId: string | null
  readonly agencyId: string | null
  readonly phones: readonly string[]
  readonly email: string | null
  readonly address: string | null
}

/**
 * Relations between the members of a council and the producer of a dossier that the system itself can see: nobody has to
 * remember to declare them. Phones, mails and addresses are only compared, never shown beyond those who decide.
 */
export async function detectRelationships(
  db: Db,
  about: Bench & { readonly dossierId: string; readonly today: string },
  deps: Pick<CouncilDeps, 'sponsorsOf' | 'agencies'>,
): Promise<Relationship[]> {
  const { dossierId, today } = about
  const side = await producerSide(db, dossierId)
  if (!side) return []
  const members = await candidates(db, about)
  const accounts = members.flatMap((member) => (member.accountId ? [member.accountId] : []))
  const acting = await actingFor(db, side.producerId, accounts)
  const deeds = await deedsIn(db, dossierId, accounts)
  const interests = await declaredInterests(db, side.producerId, members)
  const sponsors = (await deps.sponsorsOf?.(db, side.producerId)) ?? []
  const named = await namedIn(db, side, members, deps.agencies(today))
  return members.flatMap((member) => [
    ...sharedTraits(member, side),
    ...named
      .filter((one) => one.memberId === member.id)
      .map(({ ground, certain, between }) => relation(member, side, ground, certain, between)),
    ...(member.accountId ? accountGrounds(member, side, acting, deeds.get(member.accountId)) : []),
    ...interests.filter((one) => one.memberId === member.id).map((one) => byInterest(member, side, one)),
    ...sponsors
      .filter((one) => one.agencyId === member.agencyId)
      .map((one) => relation(member, side, 'agency-sponsors', true, [{ kind: 'agency', label: one.what }])),
  ])
}

async function producerSide(db: Db, dossierId: string): Promise<Side | undefined> {
  return db
    .selectFrom('dossier as d')
    .innerJoin('producer as p', 'p.id', 'd.producer_id')
    .select([
      'd.id as dossierId',
      'd.created_by as createdBy',
      'd.form',
      'p.id as producerId',
      'p.name as producer',
      'p.phone',
      'p.email',
      'p.address_text as address',
      'p.representative',
    ])
    .where('d.id', '=', dossierId)
    .executeTakeFirst()
}

/** Those who sit there that day, as `readMembers` seats them: an expert invited elsewhere is nobody here. */
async function candidates(db: Db, { councilId, sittingId, heldOn }: Bench): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('council_member as m')
    .leftJoin('account as a', 'a.id', 'm.account_id')
    .select([
      'm.id',
      'm.name',
      'm.account_id as accountId',
      'm.agency_id as agencyId',
      'm.phone',
      'm.address',
      'a.phone as accountPhone',
      'a.email',
    ])
    .where('m.council_id', '=', councilId)
    .where((eb) => eb.or([eb('m.sitting_id', 'is', null), eb('m.sitting_id', '=', sittingId)]))
    .where((eb) => eb.or([eb('m.until_day', 'is', null), eb('m.until_day', '>=', heldOn)]))
    .orderBy('m.ordinal')
    .execute()
  return rows.map(({ phone, accountPhone, ...row }) => ({
    ...row,
    phones: [phone, accountPhone].filter((one) => one !== null),
  }))
}

function sharedTraits(member: Candidate, side: Side): Relationship[] {
  const found: Relationship[] = []
  const share = (ground: Ground, certain: boolean, label: string) =>
    found.push(relation(member, side, ground, certain, [{ kind: 'shares', label }]))
  const phone = digits(side.phone)
  if (phone.length >= 9 && member.phones.some((one) => digits(one) === phone))
    share('same-phone', true, side.phone!)
  if (side.email && member.email && side.email.toLowerCase() === member.email.toLowerCase())
    share('same-email', true, side.email)
  const own = folded(member.address)
  if (own.length >= 10 && [side.address, side.representative.address].some((one) => folded(one) === own))
    share('same-address', false, member.address!)
  if (side.representative.name && folded(side.representative.name) === folded(member.name))
    share('same-name', false, side.representative.name)
  return found
}

function accountGrounds(
  member: Candidate,
  side: Side,
  acting: ReadonlySet<string>,
  deeds: ReadonlySet<string> = new Set(),
): Relationship[] {
  const found: Relationship[] = []
  const step = { kind: 'account', label: member.name } as const
  const does = (ground: Ground, certain: boolean) =>
    found.push(relation(member, side, ground, certain, [step]))
  if (acting.has(member.accountId!)) does('acts-for-producer', true)
  if (side.createdBy === member.accountId || deeds.has('on-behalf')) does('helped-file', true)
  if (['receive-commune', 'report-commune', 'propose'].some((deed) => deeds.has(deed)))
    does('handled-before', true)
  if (['survey', 'extra-test', 'advisory-report'].some((deed) => deeds.has(deed))) does('advised', false)
  return found
}

/** What bound somebody to a record binds them to the producer it was laid together with, as long as it is. */
const familyOf = (producerId: string) => sql<string>`(select producer_family(${producerId}))`

async function actingFor(db: Db, producerId: string, accounts: readonly string[]): Promise<Set<string>> {
  if (accounts.length === 0) return new Set()
  const rows = await db
    .selectFrom('role_grant')
    .select('account_id')
    .where('producer_id', 'in', familyOf(producerId))
    .where('account_id', 'in', accounts)
    .execute()
  return new Set(rows.map((row) => row.account_id))
}

async function deedsIn(
  db: Db,
  dossierId: string,
  accounts: readonly string[],
): Promise<Map<string, Set<string>>> {
  const deeds = new Map<string, Set<string>>()
  if (accounts.length === 0) return deeds
  const rows = await db
    .selectFrom('dossier_action')
    .select(['actor_id', 'action', 'on_behalf_of'])
    .where('dossier_id', '=', dossierId)
    .where('actor_id', 'in', accounts)
    .execute()
  for (const { actor_id, action, on_behalf_of } of rows) {
    const own = deeds.get(actor_id!) ?? new Set()
    own.add(on_behalf_of ? 'on-behalf' : action)
    deeds.set(actor_id!, own)
  }
  return deeds
}

interface Interest {
  readonly memberId: string
  readonly relation: Relation
  readonly note: string | null
}

/** Relations declared earlier, by the same person in whichever council: a relation belongs to the person, not to the seat. */
async function declaredInterests(
  db: Db,
  producerId: string,
  members: readonly Candidate[],
): Promise<Interest[]> {
  if (members.length === 0) return []
  const rows = await db
    .selectFrom('interest as i')
    .innerJoin('council_member as m', 'm.id', 'i.member_id')
    .select(['i.member_id', 'm.account_id', 'i.relation', 'i.note'])
    .where('i.producer_id', 'in', familyOf(producerId))
    .where('i.withdrawn_at', 'is', null)
    .execute()
  return members.flatMap((member) =>
    rows
      .filter(
        (row) =>
          row.member_id === member.id || (row.account_id !== null && row.account_id === member.accountId),
      )
      .map((row) => ({ memberId: member.id, relation: row.relation, note: row.note })),
  )
}

function byInterest(member: Candidate, side: Side, { relation: kind, note }: Interest): Relationship {
  return relation(member, side, `relation-${kind}`, true, note ? [{ kind: 'shares', label: note }] : [])
}

function relation(
  member: Candidate,
  side: Side,
  ground: Ground,
  certain: boolean,
  between: readonly Step[],
): Relationship {
  const path: Step[] = [
    { kind: 'member', label: member.name },
    ...between,
    { kind: 'producer', label: side.producer },
  ]
  return { memberId: member.id, ground, certain, path }
}
