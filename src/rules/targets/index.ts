export { type Definition, definitionNow, supersededBy } from './definition.ts'
export {
  type EnrolmentAction,
  type EnrolmentStatus,
  enrolmentStatusOf,
  reviewedInTime,
} from './enrolment.ts'
export {
  isEditable,
  leftOfHead,
  mayStep,
  type PlanAction,
  type PlanStatus,
  type PlanStep,
  planStatusOf,
  planSteps,
  planStepTable,
} from './plan-steps.ts'
export { type Reminder, ReminderRule, reminderOf } from './reminder.ts'
export {
  type Attributes,
  fitsScope,
  flawOfPeriod,
  type Period,
  periodBefore,
  periodOf,
  Scope,
  yearOf,
} from './scope.ts'
export {
  exceedsRange,
  expectedPercent,
  forecastOf,
  Goal,
  type Measured,
  type Progress,
  paceOf,
  progressOf,
} from './target.ts'
export { daysLate, mayFollow, type TaskAction, type TaskStatus, taskActions, taskStatusOf } from './task.ts'
