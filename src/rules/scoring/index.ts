export { CouncilRules, ShareOf } from './council-rules.ts'
export * from './light.ts'
export { ClosedRound, type RoundLaw, replayRound } from './replay.ts'
