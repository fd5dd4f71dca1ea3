export {
  exceedsRange,
  expectedPercent,
  Goal,
  type Measured,
  type Progress,
  paceOf,
  progressOf,
} from './target.ts'
