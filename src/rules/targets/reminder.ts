import { z } from 'zod'
import { type Day, daysBetween } from '../calendar/index.ts'
import type { TaskStatus } from './task.ts'

/** When a task is reminded of, in calendar days; configuration, as no text rules it (regulation/<province>/plans/reminders.json). */
export const ReminderRule = z.looseObject({
  beforeDays: z.array(z.int().min(0)).min(1),
  everyDaysLate: z.int().min(1),
  /** From so many days late on, the leader is told too. */
  escalateAfterDaysLate: z.int().min(0),
  /** Nobody is reminded for ever: a plan of another year is a matter of its report. */
  stopAfterDaysLate: z.int().min(1),
})
export type ReminderRule = z.infer<typeof ReminderRule>

/** `stage` names what was said, so that it is said once; `late` in days, negative before the last day. */
export interface Reminder {
  readonly stage: string
  readonly late: number
  readonly escalated: boolean
}

/**
 * What is due to be said of a task on a day: the latest stage reached, null when there is none. A day on which nothing ran is made
 * up for, as the stage holds until the next one.
 */
export function reminderOf(
  task: { readonly status: TaskStatus; readonly dueOn: Day | null },
  today: Day,
  rule: ReminderRule,
): Reminder | null {
  if (task.dueOn === null || task.status === 'done') return null
  const late = daysBetween(task.dueOn, today)
  if (late > rule.stopAfterDaysLate) return null
  if (late > 0) {
    const times = Math.floor((late - 1) / rule.everyDaysLate)
    return { stage: `late-${times}`, late, escalated: late >= rule.escalateAfterDaysLate }
  }
  const reached = rule.beforeDays.filter((days) => -late <= days)
  return reached.length === 0 ? null : { stage: `before-${Math.min(...reached)}`, late, escalated: false }
}
