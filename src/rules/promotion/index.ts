export { type AllottedLine, type Applicant, allot, type Term } from './allotment.ts'
export {
  brokenPromises,
  type CallScope,
  type CallTerms,
  callFits,
  callTerms,
  changedTerms,
  claimUntil,
  hasLapsed,
  isOfSector,
  type Shown,
} from './call.ts'
export {
  type ApplicationStatus,
  applicationStatuses,
  type FairAction,
  type FairStatus,
  fairActions,
  fairMayDo,
  fairStatuses,
  fairStatusOf,
  mayApplyOn,
  type TradeKind,
  tradeKinds,
} from './fair.ts'
export { AllotmentRule, MatchRule, PromotionLaw } from './law.ts'
export { type Criterion, type Match, matchOf, type Offered, type Point, type Wanted } from './matching.ts'
