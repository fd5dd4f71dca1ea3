export { readAnswers, readFindings, type Ticks } from './answers.ts'
export { type Answer, answerOf, type CompiledSheet, compileSheet } from './compile.ts'
export { CouncilRules, ShareOf } from './council-rules.ts'
export type { Step } from './path.ts'
export {
  type Block,
  type KnockedOut,
  type Score,
  type ScoringOptions,
  scoreSheet,
  scoreTicks,
} from './score.ts'
export { defaultReading, type MinimumReading, readingOf } from './star.ts'
