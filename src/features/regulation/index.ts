export { createRegulation } from './feature.tsx'
export { loadRegulation } from './load.ts'
export type { EvidenceKind, PlacedErratum, Regulation } from './regulation.ts'
