export {
  mayTake,
  type ReportAction,
  type ReportStatus,
  reportActions,
  reportStatuses,
  reportStatusOf,
  reportSteps,
} from './life.ts'
export { type BrokenPlaceholder, brokenIn, filledWith, type Piece, piecesOf } from './placeholders.ts'
