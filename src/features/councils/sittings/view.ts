import type { Actor } from '../../../platform/command/index.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { CouncilRules } from '../../../rules/scoring/index.ts'
import {
  type ItemState,
  quorumNow,
  type SittingMode,
  type SittingQuorum,
  type SittingStatus,
} from '../../../rules/sitting/index.ts'
import { barredDossiers } from '../conflicts/visibility.ts'
import type { CouncilDeps } from '../deps.ts'
import { mayInSitting, seatOf } from './authority.ts'
import {
  type CommonItem,
  type Gathered,
  gatherSitting,
  quorumFacts,
  type SeatedMember,
  type SheetRow,
} from './gather.ts'
import type { LoadedSitting, Member } from './load.ts'

/** One dossier of the agenda as this reader may see it. */
export interface ItemView extends CommonItem {
  /** Place among the items this reader sees; a gap would tell of what is hidden. */
  readonly position: number
  readonly own: 'none' | 'draft' | 'sealed' | 'not-asked'
}

/** The least of a sitting a reader's device must be told: enough to know whether its page is still true. */
export interface SittingGlimpse extends Pick<SittingView, 'status' | 'mode' | 'heldOn' | 'members'> {
  readonly items: readonly ItemGlimpse[]
  readonly current: ItemGlimpse | null
}

export type ItemGlimpse = Pick<ItemView, 'id' | 'phase' | 'product' | 'sampleCode' | 'own' | 'face'>

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
  readonly members: readonly SeatedMember[]
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

/** What of a sitting is there for one reader. */
interface Seen {
  readonly seat: Member | undefined
  readonly visible: readonly ItemState[]
  /** The item before the council now, among the visible ones. */
  readonly currentId: string | null
}

/**
 * The one way from what is stored to what is shown: whatever belongs to a dossier the reader is in conflict with is left out before
 * anything is counted, numbered or pointed at.
 */
function seenBy({ loaded }: Gathered, reader: Reader, barred: ReadonlySet<string>): Seen | undefined {
  if (!mayInSitting(reader, loaded, 'session.read')) return undefined
  if (loaded.state.status === 'planned' && !mayPrepare(reader, loaded)) return undefined
  const visible = loaded.state.items.filter((item) => !barred.has(item.dossierId))
  const ids = new Set(visible.map((item) => item.id))
  return {
    seat: seatOf(loaded, reader.actor.accountId),
    visible,
    currentId: loaded.state.called.findLast((itemId) => ids.has(itemId)) ?? null,
  }
}

/** What a reader's device is told while the sitting goes on. */
export function glimpseFor(
  gathered: Gathered,
  reader: Reader,
  barred: ReadonlySet<string>,
): SittingGlimpse | undefined {
  const seen = seenBy(gathered, reader, barred)
  if (!seen) return undefined
  const { status, mode, heldOn } = gathered.loaded.state
  const items = seen.visible.map((item): ItemGlimpse => {
    const { id, phase } = item
    const { product, face } = gathered.items.get(id)!
    return { id, phase, product, face, ...ownSide(gathered, item, seen.seat) }
  })
  const current = items.find((item) => item.id === seen.currentId) ?? null
  return { status, mode, heldOn, members: gathered.members, items, current }
}

/** A sitting for one reader's pages. */
export function viewFor(
  gathered: Gathered,
  reader: Reader,
  barred: ReadonlySet<string>,
): SittingView | undefined {
  const seen = seenBy(gathered, reader, barred)
  if (!seen) return undefined
  const { loaded } = gathered
  const { seat } = seen
  const items = seen.visible.map((item, index) => ({
    ...gathered.items.get(item.id)!,
    ...ownSide(gathered, item, seat),
    position: index + 1,
  }))
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
    current: items.find((item) => item.id === seen.currentId) ?? null,
    members: gathered.members,
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

/** What differs from reader to reader about an item they may see. */
function ownSide(
  gathered: Gathered,
  item: ItemState,
  seat: Member | undefined,
): Pick<ItemView, 'sampleCode' | 'own'> {
  const blind = gathered.loaded.state.blindTasting && seat?.votes === true
  return {
    sampleCode: blind && !isRevealed(item) ? null : item.sampleCode,
    own: ownStanding(seat, gathered.sheets.get(item.id)?.get(seat?.id ?? '')),
  }
}

/** Whose sample a code was may be known once the sheets are open. */
export const isRevealed = ({ phase }: Pick<ItemState, 'phase'>) => phase === 'opened' || phase === 'agreed'

function ownStanding(seat: Member | undefined, sheet: SheetRow | undefined): ItemView['own'] {
  if (!seat?.votes) return 'not-asked'
  if (sheet?.status === 'sealed') return 'sealed'
  return sheet?.revision ? 'draft' : 'none'
}
