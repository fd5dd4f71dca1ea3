import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { awaited, type ItemState, quorumNow, type SittingQuorum } from '../../../rules/sitting/index.ts'
import type { CouncilDeps } from '../deps.ts'
import { type LoadedSitting, loadSitting, type Member } from './load.ts'

/** One dossier of the agenda as everyone who may see it sees it: a hall of fifteen devices asks for the same at the same moment. */
export interface CommonItem extends ItemState {
  readonly product: string
  readonly producer: string
  readonly productId: string
  readonly regime: string
  readonly setNo: number
  readonly kind: 'first' | 'upgrade' | 'reevaluation'
  readonly placeCode: string
  /** Members whose sheet of the present round is awaited, and whether it is in. Never what it says. */
  readonly sheets: readonly { readonly member: Member; readonly sealed: boolean }[]
  readonly result: { id: string; star: number | null; num: number; den: number } | null
  readonly quorum: SittingQuorum
  readonly recused: readonly Member[]
  /** What changes in the hall about this item for everyone who may see it, as one text: devices compare it. */
  readonly face: string
}

export type SeatedMember = Member & { readonly present: boolean | null; readonly delegatedTo: string | null }

/** What is read once for every reader of a sitting; nothing of it leaves before `viewFor` has looked at who reads. */
export interface Gathered {
  readonly loaded: LoadedSitting
  readonly about: ReadonlyMap<string, ItemRow>
  readonly items: ReadonlyMap<string, CommonItem>
  /** Sheets of each item's present round, by item and member. */
  readonly sheets: ReadonlyMap<string, ReadonlyMap<string, SheetRow>>
  readonly members: readonly SeatedMember[]
}

export async function gatherSitting(db: Db, id: string, deps: CouncilDeps): Promise<Gathered | undefined> {
  const loaded = await loadSitting(db, id, deps)
  if (!loaded) return undefined
  const ids = loaded.state.items.map((item) => item.id)
  const [about, sheets] =
    ids.length > 0 ? await Promise.all([readItems(db, ids), readSheets(db, ids)]) : [[], []]
  const aboutById = new Map(about.map((row) => [row.id, row]))
  const byItem = byItemAndMember(sheets)
  const members = loaded.members.map((member) => {
    const { present = null, delegatedTo = null } = loaded.state.attendance.get(member.id) ?? {}
    return { ...member, present, delegatedTo }
  })
  return { loaded, about: aboutById, sheets: byItem, items: commonItems(loaded, aboutById, byItem), members }
}

function byItemAndMember(sheets: readonly SheetRow[]): Map<string, Map<string, SheetRow>> {
  const byItem = new Map<string, Map<string, SheetRow>>()
  for (const sheet of sheets) {
    const own = byItem.get(sheet.item_id) ?? new Map<string, SheetRow>()
    byItem.set(sheet.item_id, own.set(sheet.member_id, sheet))
  }
  return byItem
}

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

export const quorumFacts = (loaded: LoadedSitting) => ({
  rules: loaded.rules,
  seats: loaded.members,
  recused: loaded.barred,
})

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

export interface SheetRow {
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
