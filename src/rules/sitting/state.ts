import {
  type Details,
  type ItemPhase,
  type SittingAction,
  type SittingEvent,
  type SittingMode,
  type SittingStatus,
  stepOf,
} from './actions.ts'

/** One dossier on the agenda. `round`: 0 before scoring was opened, then 1, 2, … */
export interface ItemState {
  readonly id: string
  readonly dossierId: string
  readonly sampleCode: string | null
  readonly phase: ItemPhase
  readonly round: number
  /** Rounds whose sheets were opened; one that was put off while it was scored stays sealed for ever. */
  readonly openedRounds: readonly number[]
}

/** Who sits. `delegatedTo`: the member to whom an absent or barred chair handed the gavel, or who came in a member's place. */
export interface Attendance {
  readonly present: boolean
  readonly delegatedTo: string | null
  /** When it was last noted. */
  readonly at: string
}

/** A sitting as its history makes it. Items stand in the order of the agenda. */
export interface SittingState {
  readonly status: SittingStatus
  readonly mode: SittingMode
  readonly heldOn: string
  readonly venue: string | null
  /** Last day for sheets of a sitting by written opinion. */
  readonly deadline: string | null
  readonly items: readonly ItemState[]
  readonly attendance: ReadonlyMap<string, Attendance>
  /** Items in the order they were called; the last one is before the council now. */
  readonly called: readonly string[]
  /** Names stay hidden while samples are tasted: a member sees a code or a name, never both. */
  readonly blindTasting: boolean
  /** How often the sitting was reopened after it was closed. */
  readonly reopened: number
}

/** A stored history in which an action cannot follow: a defect, never an answer to a user. */
export class ImpossibleSitting extends Error {
  constructor(
    readonly index: number,
    readonly action: string,
    readonly why: string,
  ) {
    super(`action ${index + 1}, ${action}: ${why}`)
    this.name = 'ImpossibleSitting'
  }
}

interface Draft {
  status: SittingStatus | null
  mode: SittingMode
  heldOn: string
  venue: string | null
  deadline: string | null
  items: ItemState[]
  attendance: Map<string, Attendance>
  called: string[]
  blindTasting: boolean
  reopened: number
}

/** The state a history leads to. Throws ImpossibleSitting on one that cannot have happened. */
export function foldSitting(events: readonly SittingEvent[]): SittingState {
  const draft: Draft = {
    status: null,
    mode: 'meeting',
    heldOn: '',
    venue: null,
    deadline: null,
    items: [],
    attendance: new Map(),
    called: [],
    blindTasting: false,
    reopened: 0,
  }
  for (const [index, event] of events.entries()) take(draft, event, index)
  if (draft.status === null) throw new ImpossibleSitting(0, 'plan', 'a sitting begins by being planned')
  return { ...draft, status: draft.status }
}

/** The state after one more action: what folding the history with it at its end (place `index`, from 0) would give. */
export function followSitting(state: SittingState, event: SittingEvent, index: number): SittingState {
  const draft: Draft = {
    ...state,
    items: [...state.items],
    attendance: new Map(state.attendance),
    called: [...state.called],
  }
  take(draft, event, index)
  return { ...draft, status: draft.status! }
}

function take(draft: Draft, event: SittingEvent, index: number): void {
  const why = whyImpossible(draft, event)
  if (why) throw new ImpossibleSitting(index, event.action, why)
  advance(draft, event)
}

/** The item an action is about, if any. */
export function itemOf(event: { action: SittingAction; detail: Details[SittingAction] }): string | null {
  const { itemId } = event.detail as { itemId?: string | null }
  return itemId ?? null
}

function whyImpossible(draft: Draft, event: SittingEvent): string | null {
  const step = stepOf(event.action)
  if (event.action === 'plan') return draft.status === null ? null : 'it is planned once'
  if (draft.status === null || !step.from.includes(draft.status)) return `not in status ${draft.status}`
  if (step.modes && !step.modes.includes(draft.mode)) return `not in mode ${draft.mode}`
  const itemId = itemOf(event)
  if (event.action === 'add-item')
    return draft.items.some((item) => item.id === itemId) ? 'the item stands there already' : null
  if (itemId === null) return null
  const item = draft.items.find((one) => one.id === itemId)
  if (!item) return `no item ${itemId}`
  return step.phases && !step.phases.includes(item.phase) ? `not in phase ${item.phase}` : null
}

function advance(draft: Draft, event: SittingEvent): void {
  const step = stepOf(event.action)
  if (step.to) draft.status = step.to
  const itemId = itemOf(event)
  if (step.phaseTo && itemId) setItem(draft, itemId, { phase: step.phaseTo })
  const effect = EFFECTS[event.action] as (draft: Draft, detail: Details[SittingAction], at: string) => void
  effect(draft, event.detail, event.at)
}

function setItem(draft: Draft, id: string, change: Partial<ItemState>): void {
  const at = draft.items.findIndex((item) => item.id === id)
  if (at >= 0) draft.items[at] = { ...draft.items[at]!, ...change }
}

function nextRound(draft: Draft, { itemId }: { itemId: string }): void {
  const item = draft.items.find((one) => one.id === itemId)!
  setItem(draft, itemId, { round: item.round + 1 })
}

const nothing = () => {}

/** What an action changes beyond status and phase, which the table of steps says. */
const EFFECTS = {
  plan: (draft, { mode, heldOn, venue, deadline, blindTasting = false }) =>
    Object.assign(draft, { mode, heldOn, venue, deadline, blindTasting }),
  'add-item': (draft, { itemId, dossierId, sampleCode }) =>
    draft.items.push({ id: itemId, dossierId, sampleCode, phase: 'waiting', round: 0, openedRounds: [] }),
  'remove-item': (draft, { itemId }) => {
    draft.items = draft.items.filter((item) => item.id !== itemId)
    draft.called = draft.called.filter((id) => id !== itemId)
  },
  'order-items': (draft, { itemIds }) => {
    const rank = new Map(itemIds.map((id, index) => [id, index]))
    draft.items.sort((a, b) => (rank.get(a.id) ?? Infinity) - (rank.get(b.id) ?? Infinity))
  },
  'code-sample': (draft, { itemId, sampleCode }) => setItem(draft, itemId, { sampleCode }),
  'set-tasting': (draft, { blind }) => {
    draft.blindTasting = blind
  },
  convene: nothing,
  invite: nothing,
  attend: (draft, { memberId, present, delegatedTo }, at) =>
    draft.attendance.set(memberId, { present, delegatedTo, at }),
  recuse: nothing,
  readmit: nothing,
  open: nothing,
  pause: nothing,
  resume: nothing,
  'call-item': (draft, { itemId }) => {
    draft.called = [...draft.called.filter((id) => id !== itemId), itemId]
  },
  'open-scoring': nextRound,
  'open-sheets': (draft, { itemId }) => {
    const item = draft.items.find((one) => one.id === itemId)!
    setItem(draft, itemId, { openedRounds: [...item.openedRounds, item.round] })
  },
  'second-round': nextRound,
  agree: nothing,
  'defer-item': nothing,
  'reopen-item': nothing,
  note: nothing,
  close: nothing,
  reopen: (draft) => {
    draft.reopened += 1
  },
  'call-meeting': (draft, { heldOn, venue }) =>
    Object.assign(draft, { mode: 'meeting', heldOn, venue, deadline: null }),
  'sign-minutes': nothing,
  cancel: nothing,
} satisfies { [A in SittingAction]: (draft: Draft, detail: Details[A], at: string) => unknown }
