import { type CouncilRules, quorumOf } from '../scoring/index.ts'
import type { Attendance } from './state.ts'

export type MemberRole = 'chair' | 'deputy-chair' | 'secretary' | 'member' | 'expert'

/** One seat of a council as the decision founding it names it. Experts by invitation and others may sit without a vote. */
export interface Seat {
  readonly id: string
  readonly role: MemberRole
  readonly votes: boolean
}

/** Whether the council can act, and the count it rests on: `present`/`voters` against `needed`. */
export interface SittingQuorum {
  readonly present: number
  readonly voters: number
  /** The least number of voting members that makes the share. */
  readonly needed: number
  readonly enough: boolean
  /** Seat that presides: the chair, or the member to whom the chair handed over; null = nobody. */
  readonly presiding: string | null
  readonly holds: boolean
}

/**
 * Quorum of a sitting, or of one product of it when `recused` names those in conflict there. Exact: 3/4 of nine is seven.
 * A recused member counts as absent for that product while the council stays as large as its decision made it, the stricter
 * reading; the decree is silent (Điều 7 khoản 3 điểm b leaves it to the council's working rules).
 */
export function sittingQuorum(
  seats: readonly Seat[],
  attendance: ReadonlyMap<string, Attendance>,
  quorum: CouncilRules['quorum'],
  recused: ReadonlySet<string> = new Set(),
): SittingQuorum {
  const sits = (id: string) => (attendance.get(id)?.present ?? false) && !recused.has(id)
  const voting = seats.filter((seat) => seat.votes)
  const present = voting.filter((seat) => sits(seat.id)).length
  const presiding = presidingOf(seats, attendance, sits)
  const counted = quorumOf(
    { quorum },
    { members: voting.length, present, chairOrDelegatePresent: presiding !== null },
  )
  const { needed, holds } = counted
  return {
    present,
    voters: voting.length,
    needed,
    enough: voting.length > 0 && present >= needed,
    presiding,
    holds,
  }
}

/** The chair when sitting; else the member to whom the chair handed over, when that one sits. */
function presidingOf(
  seats: readonly Seat[],
  attendance: ReadonlyMap<string, Attendance>,
  sits: (id: string) => boolean,
): string | null {
  const chair = seats.find((seat) => seat.role === 'chair')
  if (!chair) return null
  if (sits(chair.id)) return chair.id
  const delegate = attendance.get(chair.id)?.delegatedTo ?? null
  return delegate !== null && seats.some((seat) => seat.id === delegate) && sits(delegate) ? delegate : null
}

/** Voting members whose sheet is awaited: present and not recused; by written opinion everyone not recused. */
export function expectedOf(
  seats: readonly Seat[],
  attendance: ReadonlyMap<string, Attendance>,
  recused: ReadonlySet<string>,
  mode: 'meeting' | 'written-opinion',
): string[] {
  return seats
    .filter((seat) => seat.votes && !recused.has(seat.id))
    .filter((seat) => mode === 'written-opinion' || attendance.get(seat.id)?.present)
    .map((seat) => seat.id)
}
