import { type Day, dayOf, daysInMonth, isBefore } from '../calendar/index.ts'
import type { ProcedureLaw } from './law.ts'

/** One of the yearly rounds of a level (Điều 5). Both days are strict: proposed before, held before. */
export interface Round {
  level: string
  /** Calendar year in which it is held. */
  year: number
  ordinal: number
  proposalsBefore: Day
  heldBefore: Day
  ref: string
}

/**
 * The first round of the level that still takes a proposal made on this day: strictly before its day, so 30/4 itself is
 * already the second round's (the decree does not say; procedure.json, roundsNote). Extra rounds of a province are
 * configuration and do not stand here. null when the law has no rounds for the level.
 */
export function roundFor(proposedOn: Day, level: string, law: ProcedureLaw): Round | null {
  const year = Number(proposedOn.slice(0, 4))
  const rounds = [...roundsOf(year, level, law), ...roundsOf(year + 1, level, law)]
  const open = rounds.filter((round) => isBefore(proposedOn, round.proposalsBefore))
  return open.sort((a, b) => (a.proposalsBefore < b.proposalsBefore ? -1 : 1))[0] ?? null
}

/** The rounds of a level whose proposals close in this year, in the order of the law. */
export function roundsOf(year: number, level: string, law: ProcedureLaw): Round[] {
  const rule = law.rounds.find((r) => r.level === level)
  return (rule?.list ?? []).map(({ round, proposalsBefore, heldBefore }) => {
    const heldYear = heldBefore < proposalsBefore ? year + 1 : year
    return {
      level,
      year: heldYear,
      ordinal: round,
      proposalsBefore: onYear(year, proposalsBefore),
      heldBefore: onYear(heldYear, heldBefore),
      ref: rule?.ref ?? '',
    }
  })
}

/** MM-DD in a year; a day the month has not becomes its last. */
function onYear(year: number, monthDay: string): Day {
  const month = Number(monthDay.slice(0, 2))
  return dayOf(year, month, Math.min(Number(monthDay.slice(3)), daysInMonth(year, month)))
}
