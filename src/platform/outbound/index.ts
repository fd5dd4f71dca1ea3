export { isPublicAddress, pageAddress } from './address.ts'
export { type LinkOutcome, lookAt, outcomeOf, type Visit, type VisitOptions, visit } from './visit.ts'
