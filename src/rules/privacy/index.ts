export { type Hold, keepsName, legalHolds, type PersonFacts } from './holds.ts'
