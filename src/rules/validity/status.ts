import { addDays, type Day } from '../calendar/index.ts'

/**
 * What happened to a recognition, in the order it took effect. `extended`: kept valid to `until` (Điều 12 khoản 3).
 * `superseded`: an upgrade or re-evaluation took its place. `expired`: the batch decision that states it; the day alone
 * suffices, the event adds the paper. `revoked`: Điều 8. Suspension is not in the decree; it is the province's own measure.
 */
export type RecognitionEvent =
  | { kind: 'issued'; day: Day; validUntil: Day | null }
  | { kind: 'extended'; day: Day; until: Day }
  | { kind: 'suspended'; day: Day }
  | { kind: 'resumed'; day: Day }
  | { kind: 'superseded'; day: Day }
  | { kind: 'expired'; day: Day }
  | { kind: 'revoked'; day: Day }

/** `not-stated`: the source gives no end of validity, so nothing is claimed. `not-yet-valid`: before the day of issue. */
export type RecognitionStatus =
  | 'not-yet-valid'
  | 'valid'
  | 'expiring'
  | 'expired'
  | 'suspended'
  | 'revoked'
  | 'superseded'
  | 'not-stated'

export interface Standing {
  status: RecognitionStatus
  /** Last valid day with extensions; null when not stated. */
  validUntil: Day | null
  /** Kept valid beyond its term under Điều 12 khoản 3. */
  extended: boolean
  /** The day since which the status holds. */
  since: Day
}

/** Days before the last valid day from which a recognition counts as expiring, when the instance sets nothing else. */
export const EXPIRING_WITHIN_DAYS = 180

/**
 * The standing of a recognition at the end of a day: folds the events that took effect by then. Revoked and superseded are
 * final and outrank everything; past its last day a recognition is expired even while suspended. `expiringWithin` days before
 * the last day it is `expiring` (that day counted), still valid.
 */
export function standingOn(
  events: readonly RecognitionEvent[],
  today: Day,
  expiringWithin: number = EXPIRING_WITHIN_DAYS,
): Standing {
  const state = events.filter((event) => event.day <= today).reduce(take, BEFORE_ISSUE)
  if (state.issuedOn === null) {
    const first = events[0]?.day ?? today
    return { status: 'not-yet-valid', validUntil: null, extended: false, since: first }
  }
  const { validUntil, extended } = state
  return { ...judge(state, state.issuedOn, today, expiringWithin), validUntil, extended }
}

/** Is the holder entitled to the star on this day? Expiring still is; suspended is not. */
export function isInForce(status: RecognitionStatus): boolean {
  return status === 'valid' || status === 'expiring'
}

interface State {
  issuedOn: Day | null
  validUntil: Day | null
  extended: boolean
  suspendedOn: Day | null
  final: { status: 'revoked' | 'superseded' | 'expired'; day: Day } | null
}

const BEFORE_ISSUE: State = {
  issuedOn: null,
  validUntil: null,
  extended: false,
  suspendedOn: null,
  final: null,
}

function take(state: State, event: RecognitionEvent): State {
  switch (event.kind) {
    case 'issued':
      return { ...BEFORE_ISSUE, issuedOn: event.day, validUntil: event.validUntil }
    case 'extended':
      return extend(state, event.until)
    case 'suspended':
      return { ...state, suspendedOn: state.suspendedOn ?? event.day }
    case 'resumed':
      return { ...state, suspendedOn: null }
    case 'superseded':
    case 'expired':
    case 'revoked':
      return { ...state, final: outranking(state.final, { status: event.kind, day: event.day }) }
  }
}

/** An extension never shortens, and does not revive what was revoked or superseded; it does undo a stated expiry. */
function extend(state: State, until: Day): State {
  const longer = state.validUntil === null || until > state.validUntil
  const final = longer && state.final?.status === 'expired' ? null : state.final
  return {
    ...state,
    final,
    validUntil: longer ? until : state.validUntil,
    extended: state.extended || longer,
  }
}

const RANK = { expired: 0, superseded: 1, revoked: 2 } as const

function outranking(held: State['final'], next: NonNullable<State['final']>): State['final'] {
  return held && RANK[held.status] >= RANK[next.status] ? held : next
}

function judge(state: State, issuedOn: Day, today: Day, within: number): Pick<Standing, 'status' | 'since'> {
  const { validUntil, suspendedOn, final } = state
  if (final && final.status !== 'expired') return { status: final.status, since: final.day }
  if (validUntil !== null && today > validUntil) return { status: 'expired', since: addDays(validUntil, 1) }
  if (final) return { status: 'expired', since: final.day }
  if (suspendedOn !== null) return { status: 'suspended', since: suspendedOn }
  if (validUntil === null) return { status: 'not-stated', since: issuedOn }
  const expiringFrom = addDays(validUntil, -within)
  return today >= expiringFrom
    ? { status: 'expiring', since: expiringFrom }
    : { status: 'valid', since: issuedOn }
}
