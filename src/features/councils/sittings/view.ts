import { sql } from 'kysely'
import type { Actor } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { CouncilRules } from '../../../rules/scoring/index.ts'
import {
  awaited,
  type ItemState,
  quorumNow,
  type SittingMode,
  type SittingQuorum,
  type SittingStatus,
} from '../../../rules/sitting/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { CouncilDeps } from '../deps.ts'
import { mayInSitting, seatOf } from './authority.ts'
import { type LoadedSitting, loadSitting, type Member } from './load.ts'

/** One dossier of the agenda as this reader may see it. */
export interface ItemView extends ItemState {
  /** Place among the items this reader sees; a gap would tell of what is hidden. */
  readonly position: number
  readonly product: string
  readonly producer: string
  readonly productId: string
  readonly regime: string
  readonly setNo: number
  readonly kind: 'first' | 'upgrade' | 'reevaluation'
  readonly placeCode: string
  /** Members whose sheet of the present round is awaited, and whether it is in. Never what it says. */
  readonly sheets: readonly { readonly member: Member; readonly sealed: boolean }[]
  readonly own: 'none' | 'draft' | 'sealed' | 'not-asked'
  readonly result: { id: string; star: number | null; num: number; den: number } | null
  readonly quorum: SittingQuorum
  readonly recused: readonly Member[]
  /** What changes in the hall about this item for everyone who may see it, as one text: devices compare it. */
  readonly face: string
}

export interface SittingView {
  readonly id: string
  readonly councilId: string
  readonly councilName: string
  readonly status: SittingStatus
  readonly mode: SittingMode
  readonly heldOn: string
  readonly venue: string | null
  readonly deadline: string | null
  readonly isDemo: boolean
  readonly rules: CouncilRules
  readonly rulesCitation: string
  readonly spreadLimit: number | null
  readonly items: readonly ItemView[]
  /** The item before the council now, among those this reader sees. */
  readonly current: ItemView | null
  readonly members: readonly (Member & { present: boolean | null; delegatedTo: string | null })[]
  readonly quorum: SittingQuorum
  readonly blindTasting: boolean
  readonly seat: Member | null
  readonly may: {
    readonly run: boolean
    readonly phase: boolean
    readonly agree: boolean
    readonly score: boolean
  }
  readonly reopened: number
}

/** Who reads, on which day. */
export interface Reader {
  readonly actor: Actor
  readonly today: string
}

/** What is read once for every reader of a sitting; nothing of it leaves before `viewFor` has looked at who reads. */
export interface Gathered {
  readonly loaded: LoadedSitting
  readonly about: ReadonlyMap<string, ItemRow>
  /** Items as everyone who may see them sees them: a hall of fifteen devices asks for the same at the same moment. */
  readonly items: ReadonlyMap<string, CommonItem>
  /** Sheets of each item's present round, by item and member. */
  readonly sheets: ReadonlyMap<string, ReadonlyMap<string, SheetRow>>
}

type CommonItem = Omit<ItemView, 'position' | 'own'>

export async function gatherSitting(db: Db, id: string, deps: CouncilDeps): Promise<Gathered | undefined> {
  const loaded = await loadSitting(db, id, deps)
  if (!loaded) return undefined
  const ids = loaded.state.items.map((item) => item.id)
  const [about, sheets] =
    ids.length > 0 ? await Promise.all([readItems(db, ids), readSheets(db, ids)]) : [[], []]
  const aboutById = new Map(about.map((row) => [row.id, row]))
  const byItem = byItemAndMember(sheets)
  return { loaded, about: aboutById, sheets: byItem, items: commonItems(loaded, aboutById, byItem) }
}

function byItemAndMember(sheets: readonly SheetRow[]): Map<string, Map<string, SheetRow>> {
  const byItem = new Map<string, Map<string, SheetRow>>()
  for (const sheet of sheets) {
    const own = byItem.get(sheet.item_id) ?? new Map<string, SheetRow>()
    byItem.set(sheet.item_id, own.set(sheet.member_id, sheet))
  }
  return byItem
}

/** A sitting as one reader may see it; undefined: there is no such sitting for this reader. */
export async function viewSitting(
  db: Db,
  reader: Reader,
  id: string,
  deps: CouncilDeps,
): Promise<SittingView | undefined> {
  const gathered = await gatherSitting(db, id, deps)
  return gathered && viewFor(gathered, reader, await barredDossiers(db, reader.actor.accountId))
}

/**
 * The one way from what is stored to what is shown: whatever belongs to a dossier the reader is in conflict with is left out before
 * anything is counted, numbered or pointed at.
 */
export function viewFor(
  gathered: Gathered,
  reader: Reader,
  barred: ReadonlySet<string>,
): SittingView | undefined {
  const { loaded } = gathered
  if (!mayInSitting(reader, loaded, 'session.read')) return undefined
  const seat = seatOf(loaded, reader.actor.accountId)
  if (loaded.state.status === 'planned' && !mayPrepare(reader, loaded)) return undefined
  const visible = loaded.state.items.filter((item) => !barred.has(item.dossierId))
  const items = itemViews(gathered, visible, seat)
  const itemById = new Map(items.map((item) => [item.id, item]))
  const called = loaded.state.called.findLast((itemId) => itemById.has(itemId))
  const { state, sitting, council, rules } = loaded
  return {
    id: sitting.id,
    councilId: council.id,
    councilName: council.name,
    status: state.status,
    mode: state.mode,
    heldOn: state.heldOn,
    venue: state.venue,
    deadline: state.deadline,
    isDemo: sitting.is_demo,
    rules,
    rulesCitation: rules.citation,
    spreadLimit: rules.spreadLimit,
    items,
    current: itemById.get(called ?? '') ?? null,
    members: loaded.members.map((member) => {
      const attendance = state.attendance.get(member.id)
      return {
        ...member,
        present: attendance?.present ?? null,
        delegatedTo: attendance?.delegatedTo ?? null,
      }
    }),
    quorum: quorumNow(state, quorumFacts(loaded)),
    blindTasting: state.blindTasting,
    seat: seat ?? null,
    may: {
      run: mayInSitting(reader, loaded, 'session.run'),
      phase: mayInSitting(reader, loaded, 'session.phase'),
      agree: mayInSitting(reader, loaded, 'result.agree'),
      score: seat?.votes === true,
    },
    reopened: state.reopened,
  }
}

/** A planned sitting is the business of those who prepare it and of the office. */
function mayPrepare(reader: Reader, loaded: LoadedSitting): boolean {
  return (
    mayInSitting(reader, loaded, 'session.run') ||
    reader.actor.grants.some((grant) => grant.role === 'provincial-office')
  )
}

const quorumFacts = (loaded: LoadedSitting) => ({
  rules: loaded.rules,
  seats: loaded.members,
  recused: loaded.barred,
})

function commonItems(
  loaded: LoadedSitting,
  about: ReadonlyMap<string, ItemRow>,
  sheets: Gathered['sheets'],
): Map<string, CommonItem> {
  const memberById = new Map(loaded.members.map((member) => [member.id, member]))
  const facts = quorumFacts(loaded)
  const seatNo = new Map(loaded.members.map((member, index) => [member.id, index]))
  // Nobody recused: the sitting's own count, once for all such items.
  const whole = quorumNow(loaded.state, facts)
  const items = new Map<string, CommonItem>()
  for (const item of loaded.state.items) {
    const row = about.get(item.id)!
    const handedIn = [...(sheets.get(item.id)?.values() ?? [])].filter((sheet) => sheet.status === 'sealed')
    const sealed = new Set(handedIn.map((sheet) => sheet.member_id))
    const { expected } = awaited(loaded.state, { ...facts, sealed: new Map([[item.id, sealed]]) }, item)
    const handed = new Set([...expected, ...sealed])
    const recused = loaded.barred.get(item.dossierId)
    const result = item.phase === 'agreed' ? row.result_id : null
    const awaitedSheets = loaded.members
      .filter((member) => handed.has(member.id))
      .map((member) => ({ member, sealed: sealed.has(member.id) }))
    const seals = awaitedSheets.map((sheet) => `${seatNo.get(sheet.member.id)}${sheet.sealed ? '+' : '-'}`)
    items.set(item.id, {
      ...item,
      product: row.product,
      producer: row.producer,
      productId: row.product_id,
      regime: row.regime,
      setNo: row.set_no,
      kind: row.kind,
      placeCode: row.place_code,
      sheets: awaitedSheets,
      result: result === null ? null : { id: result, star: row.star, num: row.mean_num!, den: row.mean_den! },
      quorum: recused ? quorumNow(loaded.state, facts, item) : whole,
      recused: [...(recused ?? [])].flatMap((id) => memberById.get(id) ?? []),
      face: `${item.id} ${item.phase} ${item.round} ${result ?? ''} ${seals.join('')}`,
    })
  }
  return items
}

function itemViews(gathered: Gathered, visible: readonly ItemState[], seat: Member | undefined): ItemView[] {
  const blind = gathered.loaded.state.blindTasting && seat?.votes === true
  return visible.map((item, index) => ({
    ...gathered.items.get(item.id)!,
    ...(blind && !isRevealed(item) && { sampleCode: null }),
    position: index + 1,
    own: ownStanding(seat, gathered.sheets.get(item.id)?.get(seat?.id ?? '')),
  }))
}

/** Whose sample a code was may be known once the sheets are open. */
export const isRevealed = ({ phase }: Pick<ItemState, 'phase'>) => phase === 'opened' || phase === 'agreed'

function ownStanding(seat: Member | undefined, sheet: SheetRow | undefined): ItemView['own'] {
  if (!seat?.votes) return 'not-asked'
  if (sheet?.status === 'sealed') return 'sealed'
  return sheet?.revision ? 'draft' : 'none'
}

interface ItemRow {
  id: string
  product: string
  producer: string
  product_id: string
  regime: string
  set_no: number
  kind: 'first' | 'upgrade' | 'reevaluation'
  place_code: string
  result_id: string | null
  star: number | null
  mean_num: number | null
  mean_den: number | null
}

async function readItems(db: Db, ids: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    SELECT i.id, t.name AS product, p.name AS producer, t.id AS product_id, d.regime, d.set_no, d.kind, d.place_code,
      r.id AS result_id, r.star, r.mean_num, r.mean_den
    FROM sitting_item i
    JOIN dossier d ON d.id = i.dossier_id
    JOIN product t ON t.id = d.product_id
    JOIN producer p ON p.id = d.producer_id
    LEFT JOIN result r ON r.item_id = i.id AND r.superseded_by IS NULL
    WHERE i.id = ANY (${ids})`.execute(db)
  return rows
}

interface SheetRow {
  item_id: string
  member_id: string
  status: 'draft' | 'sealed'
  revision: number
}

async function readSheets(db: Db, ids: readonly string[]): Promise<SheetRow[]> {
  return db
    .selectFrom('score_sheet as h')
    .innerJoin('sitting_item as i', 'i.id', 'h.item_id')
    .select(['h.item_id', 'h.member_id', 'h.status', 'h.revision'])
    .where('h.item_id', 'in', ids)
    .whereRef('h.scoring_round', '=', 'i.scoring_round')
    .execute()
}
