export {
  exceedsRange,
  expectedPercent,
  Goal,
  type Measured,
  type Progress,
  paceOf,
  progressOf,
} from './target.ts'
export { daysLate, mayFollow, type TaskAction, type TaskStatus, taskActions, taskStatusOf } from './task.ts'
