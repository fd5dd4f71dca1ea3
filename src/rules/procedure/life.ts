import type { Calendar, Day } from '../calendar/index.ts'
import { MATRIX, type Role } from '../permissions/index.ts'
import type { Problem } from '../problem.ts'
import { ACTION_NAMES, ACTIONS, type Action, type Status } from './actions.ts'
import { type Clock, type ClockFacts, clocksOf } from './clocks.ts'
import type { Facts } from './facts.ts'
import { GUARDS, type GuardLaw } from './guards.ts'
import type { Forward, ProcedureLaw } from './law.ts'
import { flawsOfLifecycle, type Kind, type Lifecycle, type Move } from './lifecycle.ts'
import { type Round, roundFor } from './rounds.ts'

/** May it be done? Every reason against it, not only the first. */
export type Allowed = { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] }

/** One regime's procedure, ready to be asked. Made once by `lifeOf`. */
export interface Life {
  readonly lifecycle: Lifecycle
  readonly law: ProcedureLaw
  /** The status a history leads to. Throws ImpossibleHistory: a stored history that cannot have happened is a defect. */
  fold(actions: readonly { action: Action }[]): Status
  /** May this action be done now, in this status, with these facts? */
  can(status: Status, action: Action, facts: Facts): Allowed
  /** What a role could do next from here, before guards; with `kind` only what that kind of dossier goes through. */
  nextActions(status: Status, role: Role, kind?: Kind): Action[]
  /** The clocks running today, the earliest end first. */
  clocksOf(facts: ClockFacts, today: Day, calendar: Calendar): Clock[]
  /** The clock that ends first, or null. */
  clockOf(facts: ClockFacts, today: Day, calendar: Calendar): Clock | null
  /** The yearly round that takes a proposal of this day (Điều 5), at the level's own rounds; default the province's. */
  roundFor(proposedOn: Day, level?: string): Round | null
}

/** A stored history in which an action does not follow from the status before it. */
export class ImpossibleHistory extends Error {
  constructor(
    readonly index: number,
    readonly action: Action,
    readonly status: Status,
  ) {
    super(`action ${index + 1}, ${action}, cannot follow ${status}`)
    this.name = 'ImpossibleHistory'
  }
}

/** Makes a regime's procedure ready. Throws on data that contradict themselves: the program must not start on them. */
export function lifeOf(lifecycle: Lifecycle, law: ProcedureLaw, forward: readonly Forward[] = []): Life {
  const flaws = [...flawsOfLifecycle(lifecycle), ...unknownDeadlines(lifecycle, law)]
  if (flaws.length > 0) throw new Error(`lifecycle of ${lifecycle.regime}: ${flaws.join('; ')}`)
  const guardLaw: GuardLaw = { law, forward }
  const clocks = (facts: ClockFacts, today: Day, calendar: Calendar) =>
    clocksOf(facts, today, calendar, lifecycle, law)
  return {
    lifecycle,
    law,
    fold: (actions) => foldHistory(lifecycle, actions),
    can: (status, action, facts) => can(lifecycle, guardLaw, status, action, facts),
    nextActions: (status, role, kind) => nextActions(lifecycle, status, role, kind),
    clocksOf: clocks,
    clockOf: (facts, today, calendar) => clocks(facts, today, calendar)[0] ?? null,
    roundFor: (proposedOn, level = 'tinh') => roundFor(proposedOn, level, law),
  }
}

/** The status a history leads to by this lifecycle alone; throws ImpossibleHistory. */
export function foldHistory(lifecycle: Lifecycle, actions: readonly { action: Action }[]): Status {
  let status: Status = lifecycle.initial
  let previous: Status = status
  for (const [index, { action }] of actions.entries()) {
    const move = movesFrom(lifecycle, status).find((m) => m.action === action)
    if (!move) throw new ImpossibleHistory(index, action, status)
    const next = move.to === 'back' ? previous : move.to
    previous = status
    status = next
  }
  return status
}

function can(lifecycle: Lifecycle, law: GuardLaw, status: Status, action: Action, facts: Facts): Allowed {
  if (lifecycle.recordOnly !== null)
    return refusal({
      code: 'regime-is-record-only',
      data: { regime: lifecycle.regime, reason: lifecycle.recordOnly },
    })
  const here = movesFrom(lifecycle, status).filter((m) => m.action === action)
  if (here.length === 0) return refusal({ code: 'action-not-now', data: { action, status } })
  const move = here.find((m) => suits(m, facts.kind))
  if (!move)
    return refusal({
      code: 'action-not-for-kind',
      article: articleOf(here[0]),
      data: { action, kind: facts.kind },
    })
  const problems = move.guards.map((name) => GUARDS[name](facts, law)).filter((problem) => problem !== null)
  return problems.length === 0 ? { ok: true } : { ok: false, problems }
}

function nextActions(lifecycle: Lifecycle, status: Status, role: Role, kind?: Kind): Action[] {
  if (lifecycle.recordOnly !== null) return []
  const here = new Set(
    movesFrom(lifecycle, status)
      .filter((m) => !kind || suits(m, kind))
      .map((m) => m.action),
  )
  return ACTION_NAMES.filter(
    (action) => here.has(action) && MATRIX[ACTIONS[action].permission][role] !== undefined,
  )
}

function movesFrom(lifecycle: Lifecycle, status: Status): Move[] {
  return lifecycle.moves.filter((move) => move.from.includes(status))
}

function suits(move: Move, kind: Kind): boolean {
  return !move.kinds || move.kinds.includes(kind)
}

function articleOf(move: Move | undefined): string | undefined {
  return move?.ref ?? undefined
}

function refusal(problem: Problem): Allowed {
  return { ok: false, problems: [problem] }
}

function unknownDeadlines(lifecycle: Lifecycle, law: ProcedureLaw): string[] {
  const known = new Set(law.deadlines.map((d) => d.id))
  return lifecycle.clocks
    .filter((clock) => (clock.deadline === undefined ? !clock.round : !known.has(clock.deadline)))
    .map((clock) => `clock ${clock.id} names no deadline of procedure.json and no round`)
}
