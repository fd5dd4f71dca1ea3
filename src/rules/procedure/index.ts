export {
  ACTION_NAMES,
  ACTIONS,
  type Action,
  ENDINGS,
  isEnding,
  STATUSES,
  type Status,
  type Step,
} from './actions.ts'
export type { Clock, ClockFacts } from './clocks.ts'
export type { ExactMean, Facts, ResultFacts, RoundFacts } from './facts.ts'
export { GUARD_NAMES, GUARDS, type GuardName } from './guards.ts'
export { type Forward, ProcedureLaw } from './law.ts'
export { type Allowed, ImpossibleHistory, type Life, lifeOf } from './life.ts'
export { flawsOfLifecycle, Kind, Lifecycle, type Move } from './lifecycle.ts'
export { type PastCourse, type PastLaw, type PastStep, readPast } from './past.ts'
export { type Round, roundFor, roundsOf } from './rounds.ts'
export { type FilingWindow, filingWindow } from './window.ts'
