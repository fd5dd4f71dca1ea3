import { type Day, daysBetween } from '../calendar/index.ts'

/** What may be reported of a task of the plan. */
export const taskActions = ['report-progress', 'report-obstacle', 'report-done', 'reopen'] as const
export type TaskAction = (typeof taskActions)[number]
export type TaskStatus = 'not-reported' | 'under-way' | 'blocked' | 'done'

const after: Readonly<Record<TaskAction, TaskStatus>> = {
  'report-progress': 'under-way',
  'report-obstacle': 'blocked',
  'report-done': 'done',
  reopen: 'under-way',
}

/** Where a task stands: what its last report says; a task done takes no report until it is opened again. */
export function taskStatusOf(actions: readonly TaskAction[]): TaskStatus {
  const last = actions.at(-1)
  return last === undefined ? 'not-reported' : after[last]
}

export function mayFollow(status: TaskStatus, action: TaskAction): boolean {
  return action === 'reopen' ? status === 'done' : status !== 'done'
}

/** Whole days past its last day; 0 while there is time, when it is done, or when the plan states no day. */
export function daysLate(task: { status: TaskStatus; dueOn: Day | null }, today: Day): number {
  if (task.dueOn === null || task.status === 'done' || today <= task.dueOn) return 0
  return daysBetween(task.dueOn, today)
}
