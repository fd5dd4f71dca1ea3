/**
 * Scoring without the schemas: the door for browser code, where the schema library would weigh more than all the rules. A sheet
 * and its bands come from `/api/v1/sheets` or in props, already checked by the server.
 */
export type { AgreedTick } from './agreed.ts'
export { readAnswers, readFindings, type Ticks } from './answers.ts'
export { type Answer, answerOf, type CompiledSheet, compileSheet } from './compile.ts'
export {
  type CouncilInput,
  type CouncilKnockOut,
  type CouncilResult,
  councilResult,
  type MemberSheet,
  type MemberTotal,
} from './council.ts'
export type { JudgedMinimum } from './minimums.ts'
export type { Step } from './path.ts'
export type { ProofNode } from './proof.ts'
export { type Quorum, quorumOf } from './quorum.ts'
export {
  type Block,
  type KnockedOut,
  type Score,
  type ScoringOptions,
  scoreSheet,
  scoreTicks,
} from './score.ts'
export type { CriterionSpread, Spread } from './spread.ts'
export { defaultReading, type MinimumReading, readingOf } from './star.ts'
