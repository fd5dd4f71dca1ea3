import {
  addDays,
  type Calendar,
  type Day,
  type Doubt,
  daysBetween,
  deadline,
  workingDaysBetween,
} from '../calendar/index.ts'
import type { Action, Status } from './actions.ts'
import type { RoundFacts } from './facts.ts'
import type { ProcedureLaw } from './law.ts'
import type { ClockRule, Kind, Lifecycle } from './lifecycle.ts'
import { roundFor } from './rounds.ts'

/** What a clock needs to know of a dossier. `actions`: its history, oldest first. */
export interface ClockFacts {
  status: Status
  kind: Kind
  actions: readonly { action: Action; day: Day }[]
  round?: Pick<RoundFacts, 'proposalsBefore' | 'heldBefore'> | null
}

/**
 * A running clock. `lastDay`: the last day in time; `daysLeft`: days until then in `unit`, 0 on the last day itself, negative
 * once late. `uncertain`: the holiday table does not cover it surely.
 */
export interface Clock {
  id: string
  from: Day | null
  lastDay: Day
  unit: 'working-day' | 'calendar-day'
  daysLeft: number
  overdue: boolean
  ref: string
  uncertain?: Doubt
}

/** The clocks that run for a dossier today, the one that ends first in front; empty when nobody is under a time limit. */
export function clocksOf(
  facts: ClockFacts,
  today: Day,
  calendar: Calendar,
  lifecycle: Lifecycle,
  law: ProcedureLaw,
): Clock[] {
  return lifecycle.clocks
    .filter(
      (rule) => rule.statuses.includes(facts.status) && (!rule.kinds || rule.kinds.includes(facts.kind)),
    )
    .map((rule) =>
      rule.round ? roundClock(rule, facts, today, law) : limitClock(rule, facts, today, calendar, law),
    )
    .filter((clock) => clock !== null)
    .sort((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : 0))
}

/** Runs anew from the last of its starting actions: a dossier handed in again is received again (our reading of Điều 7). */
function limitClock(
  rule: ClockRule,
  facts: ClockFacts,
  today: Day,
  calendar: Calendar,
  law: ProcedureLaw,
): Clock | null {
  const limit = law.deadlines.find((d) => d.id === rule.deadline)
  const from = facts.actions.findLast((a) => rule.from.includes(a.action))?.day
  if (!limit || !from) return null
  const { lastDay, uncertain } = deadline(from, limit, calendar)
  const unit = limit.unit === 'working-day' ? 'working-day' : 'calendar-day'
  const daysLeft =
    unit === 'working-day' ? workingDaysLeft(today, lastDay, calendar) : daysBetween(today, lastDay)
  const clock = {
    id: rule.id,
    from,
    lastDay,
    unit,
    daysLeft,
    overdue: today > lastDay,
    ref: limit.ref,
  } as const
  return uncertain ? { ...clock, uncertain } : clock
}

/**
 * Điều 5, "trước ngày": the last day in time is the day before. A dossier that is in no round yet is proposed for the next one that
 * still takes it; one round missed, the clock is the next one's, and when a round is held is nobody's time before it is in one.
 */
function roundClock(rule: ClockRule, facts: ClockFacts, today: Day, law: ProcedureLaw): Clock | null {
  const round = facts.round ?? (rule.round === 'proposals' ? roundFor(today, 'tinh', law) : null)
  if (!round) return null
  const limit = rule.round === 'proposals' ? round.proposalsBefore : round.heldBefore
  const lastDay = addDays(limit, -1)
  const daysLeft = daysBetween(today, lastDay)
  return {
    id: rule.id,
    from: null,
    lastDay,
    unit: 'calendar-day',
    daysLeft,
    overdue: today > lastDay,
    ref: rule.ref,
  }
}

function workingDaysLeft(today: Day, lastDay: Day, calendar: Calendar): number {
  return today <= lastDay
    ? workingDaysBetween(today, lastDay, calendar).days
    : -workingDaysBetween(lastDay, today, calendar).days
}
