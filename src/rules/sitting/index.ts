export {
  type Details,
  ITEM_PHASES,
  type ItemPhase,
  SITTING_ACTIONS,
  SITTING_STATUSES,
  SITTING_STEPS,
  type SittingAction,
  type SittingEvent,
  type SittingMode,
  type SittingStatus,
  type SittingStep,
  stepOf,
} from './actions.ts'
export { adviceOn, leastProducts, type MemberAdvice, type OpenTotal } from './advice.ts'
export { awaited, problemsWith, quorumNow, type SittingFacts } from './guards.ts'
export { expectedOf, type MemberRole, type Seat, type SittingQuorum, sittingQuorum } from './quorum.ts'
export {
  changedAnswers,
  differingTicks,
  emptyContent,
  readContent,
  type SealBinding,
  type SheetContent,
  sealText,
  unanswered,
} from './sheet-content.ts'
export {
  type Attendance,
  foldSitting,
  followSitting,
  ImpossibleSitting,
  type ItemState,
  itemOf,
  type SittingState,
} from './state.ts'
export { boundByTasting, tastingCriteria } from './tasting.ts'
