export { type ChecklistItem, checklistOf } from './checklist.ts'
export { type Chosen, chooseProducts, drawOrder } from './choice.ts'
export {
  type FindingAction,
  type FindingStatus,
  findingActions,
  findingStatusOf,
  type InspectionAction,
  type InspectionStatus,
  inspectionStatusOf,
  mayActOnFinding,
  mayActOnInspection,
} from './course.ts'
export { type Ground, interestsBetween, type PersonTraits, type ProducerTraits } from './interests.ts'
export { InspectionLaw } from './law.ts'
export { type Risk, type RiskFacts, riskOf } from './risk.ts'
