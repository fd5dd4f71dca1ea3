export {
  type Current,
  currentOf,
  type EntryStanding,
  type Held,
  type ProductStatus,
  productStatuses,
  statusOn,
} from './current.ts'
export {
  NOTICE_STAGES,
  type NoticeStage,
  noticeStage,
  type RenewalFacts,
  type RenewalRisk,
  type RiskReason,
  renewalRisk,
} from './risk.ts'
export {
  EXPIRING_WITHIN_DAYS,
  isInForce,
  type RecognitionEvent,
  type RecognitionStatus,
  type Standing,
  standingOn,
} from './status.ts'
export {
  daysOfValidityLeft,
  extensionLimit,
  lastValidDay,
  type ReevaluationWindow,
  reevaluationDays,
  reevaluationPhase,
} from './window.ts'
