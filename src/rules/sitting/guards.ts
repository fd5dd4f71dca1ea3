import type { Problem } from '../problem.ts'
import type { CouncilRules } from '../scoring/index.ts'
import { type Details, type SittingAction, stepOf } from './actions.ts'
import { expectedOf, type Seat, type SittingQuorum, sittingQuorum } from './quorum.ts'
import { type ItemState, itemOf, type SittingState } from './state.ts'

/** What the guards look at beside the history; the feature gathers it. */
export interface SittingFacts {
  readonly rules: CouncilRules
  readonly seats: readonly Seat[]
  /** Members recused, by dossier. */
  readonly recused: ReadonlyMap<string, ReadonlySet<string>>
  /** Dossiers with a detected relation nobody has decided on yet. */
  readonly undecided: ReadonlySet<string>
  /** Members whose sheet of the item's present round is sealed, by item. */
  readonly sealed: ReadonlyMap<string, ReadonlySet<string>>
  /** Members whose sheets are counted in the agreed result, by item. */
  readonly counted: ReadonlyMap<string, ReadonlySet<string>>
  /** Whether the totals of the item's opened round lie further apart than the rules allow. */
  readonly tooWide: (itemId: string) => boolean
  /** Kind of a dossier: by written opinion only those the rules name (Điều 7 khoản 6 điểm d). */
  readonly kindOf: (dossierId: string) => 'first' | 'upgrade' | 'reevaluation'
  /** A result already went into a decision and can no longer be reopened here. */
  readonly decided: (dossierId: string) => boolean
  /** Paper sheets of this item are about: it stays on the agenda, so that whoever finds one can tell what became of it. */
  readonly printed: (itemId: string) => boolean
}

interface Attempt<A extends SittingAction> {
  readonly action: A
  readonly detail: Details[A]
  readonly reason: string | null
}

const nobody: ReadonlySet<string> = new Set()
const RULES_ARTICLE = 'Điều 7 khoản 3 điểm b'

/** Every reason why this cannot be done now; empty: it can. Permissions are asked elsewhere. */
export function problemsWith<A extends SittingAction>(
  state: SittingState,
  attempt: Attempt<A>,
  facts: SittingFacts,
): Problem[] {
  const step = stepOf(attempt.action)
  const reasons: Problem[] = []
  if (!step.from.includes(state.status))
    reasons.push({ code: 'sitting-not-now', data: { action: attempt.action, status: state.status } })
  if (step.modes && !step.modes.includes(state.mode)) reasons.push({ code: 'sitting-not-this-mode' })
  if (step.reason === 'required' && !attempt.reason?.trim())
    reasons.push({ code: 'reason-missing', field: 'reason' })
  const itemId = itemOf(attempt)
  const item = state.items.find((one) => one.id === itemId)
  if (itemId !== null && attempt.action !== 'add-item') {
    if (!item) return [...reasons, { code: 'item-unknown', field: 'item' }]
    if (step.phases && !step.phases.includes(item.phase))
      reasons.push({ code: 'item-not-in-phase', field: 'item', data: { phase: item.phase } })
  }
  if (reasons.length > 0) return reasons
  const guard = GUARDS[attempt.action] as Guard<A> | undefined
  return guard ? guard({ state, facts, item, ...attempt }) : []
}

/** Quorum of the whole sitting, or of one item with those recused there left out. */
export function quorumNow(
  state: SittingState,
  facts: Pick<SittingFacts, 'rules' | 'seats' | 'recused'>,
  item?: ItemState,
): SittingQuorum {
  const recused = item ? (facts.recused.get(item.dossierId) ?? nobody) : nobody
  return sittingQuorum(facts.seats, state.attendance, facts.rules.quorum, recused)
}

/** Members whose sheet of this item is awaited, and those of them who have not sealed. */
export function awaited(
  state: SittingState,
  facts: Pick<SittingFacts, 'seats' | 'recused' | 'sealed'>,
  item: ItemState,
): { expected: string[]; missing: string[] } {
  const recused = facts.recused.get(item.dossierId) ?? nobody
  const expected = expectedOf(facts.seats, state.attendance, recused, state.mode)
  const sealed = facts.sealed.get(item.id) ?? nobody
  return { expected, missing: expected.filter((id) => !sealed.has(id)) }
}

interface Situation<A extends SittingAction> extends Attempt<A> {
  readonly state: SittingState
  readonly facts: SittingFacts
  readonly item: ItemState | undefined
}
type Guard<A extends SittingAction> = (now: Situation<A>) => Problem[]

const GUARDS: { readonly [A in SittingAction]?: Guard<A> } = {
  'add-item': ({ state, facts, detail }) => {
    if (state.items.some((item) => item.dossierId === detail.dossierId))
      return [{ code: 'item-stands-already', field: 'dossier' }]
    return [
      ...sampleCodeProblems(state, detail.itemId, detail.sampleCode),
      ...kindProblems(state, facts, [detail.dossierId]),
    ]
  },
  'remove-item': ({ facts, item }) =>
    facts.printed(item!.id) ? [{ code: 'item-printed', field: 'item' }] : [],
  'code-sample': ({ state, detail }) => sampleCodeProblems(state, detail.itemId, detail.sampleCode),
  'order-items': ({ state, detail }) => {
    const same = new Set(detail.itemIds)
    const whole = same.size === state.items.length && state.items.every((item) => same.has(item.id))
    return whole ? [] : [{ code: 'order-not-whole', field: 'order' }]
  },
  'set-tasting': ({ facts, detail }) => {
    const { mode } = facts.rules.blindTasting
    if (mode === (detail.blind ? 'never' : 'always'))
      return [{ code: 'tasting-set-by-rules', article: facts.rules.citation }]
    return []
  },
  convene: ({ state }) => (state.items.length > 0 ? [] : [{ code: 'agenda-empty', field: 'agenda' }]),
  attend: ({ facts, detail }) => attendProblems(facts.seats, detail),
  open: ({ state, facts }) =>
    state.mode === 'written-opinion' ? [] : quorumProblems(quorumNow(state, facts), facts.rules),
  'open-scoring': ({ state, facts, item }) => scoringProblems(state, facts, item!),
  'open-sheets': ({ state, facts, item, reason }) => openingProblems(state, facts, item!, reason),
  agree: ({ facts, item, reason }) =>
    facts.tooWide(item!.id) && item!.openedRounds.length < 2
      ? [{ code: 'spread-asks-second-round', data: { limit: facts.rules.spreadLimit } }]
      : facts.tooWide(item!.id) && !reason?.trim()
        ? [{ code: 'spread-still-wide', field: 'reason', data: { limit: facts.rules.spreadLimit } }]
        : [],
  'second-round': ({ state, facts, item }) => scoringProblems(state, facts, item!),
  'reopen-item': ({ facts, item }) =>
    facts.decided(item!.dossierId) ? [{ code: 'result-in-decision', field: 'item' }] : [],
  note: ({ detail }) => (detail.text.trim() ? [] : [{ code: 'note-empty', field: 'text' }]),
  close: ({ state, facts }) => closingProblems(state, facts),
}

function quorumProblems(quorum: SittingQuorum, rules: CouncilRules): Problem[] {
  const problems: Problem[] = []
  const { present, voters, needed } = quorum
  if (!quorum.enough)
    problems.push({ code: 'no-quorum', article: rules.citation, data: { present, voters, needed } })
  if (rules.quorum.chairOrDelegateRequired && quorum.presiding === null)
    problems.push({ code: 'nobody-presides', article: rules.citation })
  return problems
}

function attendProblems(seats: readonly Seat[], detail: Details['attend']): Problem[] {
  const seat = seats.find((one) => one.id === detail.memberId)
  if (!seat) return [{ code: 'member-unknown', field: 'member' }]
  const { delegatedTo } = detail
  // Only the chair hands over a power, so only there must the name be a member's.
  if (seat.role !== 'chair' || delegatedTo === null) return []
  return seats.some((one) => one.id === delegatedTo && one.votes && one.id !== seat.id)
    ? []
    : [{ code: 'delegate-not-a-member', field: 'delegatedTo' }]
}

function sampleCodeProblems(state: SittingState, itemId: string, code: string | null): Problem[] {
  const taken = code !== null && state.items.some((item) => item.id !== itemId && item.sampleCode === code)
  return taken ? [{ code: 'sample-code-taken', field: 'sampleCode', data: { sampleCode: code } }] : []
}

/** Điều 7 khoản 6 điểm d: the council is asked in writing about re-evaluations; a first judging needs a meeting. */
function kindProblems(state: SittingState, facts: SittingFacts, dossierIds: readonly string[]): Problem[] {
  if (state.mode === 'meeting') return []
  const { allowed, forKinds } = facts.rules.writtenOpinion
  return dossierIds.every((id) => allowed && forKinds.includes(facts.kindOf(id)))
    ? []
    : [{ code: 'written-opinion-not-for-kind', field: 'dossier', article: 'Điều 7 khoản 6 điểm d' }]
}

function scoringProblems(state: SittingState, facts: SittingFacts, item: ItemState): Problem[] {
  const undecided = facts.undecided.has(item.dossierId)
    ? [{ code: 'conflict-undecided', field: 'item' as const }]
    : []
  if (state.mode === 'written-opinion') return undecided
  return [...undecided, ...quorumProblems(quorumNow(state, facts, item), facts.rules)]
}

/** Opened when everyone awaited has sealed; short of that the presiding member says why, and enough sheets are still needed. */
function openingProblems(
  state: SittingState,
  facts: SittingFacts,
  item: ItemState,
  reason: string | null,
): Problem[] {
  const { missing } = awaited(state, facts, item)
  const recused = facts.recused.get(item.dossierId) ?? nobody
  const sealed = [...(facts.sealed.get(item.id) ?? nobody)].filter((id) => !recused.has(id)).length
  const { numerator, denominator } = facts.rules.quorum
  const voters = facts.seats.filter((seat) => seat.votes).length
  if (sealed * denominator < numerator * voters)
    return [
      {
        code: 'too-few-sheets',
        article: facts.rules.citation,
        data: { sealed, voters, needed: Math.ceil((numerator * voters) / denominator) },
      },
    ]
  return missing.length > 0 && !reason?.trim()
    ? [{ code: 'sheets-missing', field: 'reason', data: { missing: missing.length } }]
    : []
}

function closingProblems(state: SittingState, facts: SittingFacts): Problem[] {
  const open = state.items.filter((item) => item.phase === 'scoring' || item.phase === 'opened')
  const waiting = state.items.filter((item) => item.phase === 'waiting')
  const problems: Problem[] = []
  if (open.length > 0) problems.push({ code: 'items-open', data: { count: open.length } })
  // What was not reached is put off by a decision that is written down, never silently.
  if (waiting.length > 0) problems.push({ code: 'items-waiting', data: { count: waiting.length } })
  // Whoever is recused once the result is agreed is in it all the same: it is taken back and formed without that sheet.
  const without = (item: ItemState) => facts.recused.get(item.dossierId) ?? nobody
  const mixed = state.items.flatMap((item, index) => {
    const counted = item.phase === 'agreed' ? [...(facts.counted.get(item.id) ?? nobody)] : []
    return counted.some((id) => without(item).has(id)) ? [index + 1] : []
  })
  if (mixed.length > 0) problems.push({ code: 'recused-is-counted', data: { items: mixed.join(', ') } })
  if (state.mode === 'meeting')
    problems.push(...quorumProblems(quorumNow(state, facts), facts.rules).map(withArticle))
  return problems
}

const withArticle = (problem: Problem): Problem => ({ article: RULES_ARTICLE, ...problem })
