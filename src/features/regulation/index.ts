export { loadRegulation } from './load.ts'
export type { EvidenceKind, PlacedErratum, Regulation } from './regulation.ts'
