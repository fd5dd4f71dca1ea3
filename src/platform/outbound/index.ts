export { isPublicAddress, pageAddress } from './address.ts'
export { type Visit, type VisitOptions, visit } from './visit.ts'
