import { addDays, addMonths, type Day } from './day.ts'
import { type Calendar, type Doubt, doubtAbout, isWorkingDay } from './holidays.ts'

export type LengthUnit = 'working-day' | 'calendar-day' | 'month'

/** A time limit of the law as its data state it, e.g. 15 working days (Điều 7 khoản 2). `length` may be negative: before. */
export interface TimeLimit {
  length: number
  unit: LengthUnit
}

/** `lastDay`: the last day on which it is still in time. `uncertain`: why the count may be off, absent when certain. */
export interface Deadline {
  lastDay: Day
  uncertain?: Doubt
}

/**
 * The last day of a time limit running from `from` (the day of the event: receipt, conclusion, expiry).
 * Default of the data: the day of the event is not counted (Bộ luật Dân sự 2015 Điều 147 khoản 2), and a limit in calendar
 * days or months that ends on a day off is not moved (Điều 148 khoản 5 would move it; QĐ 26/2026 does not say). Both are keys
 * of `counting` in holidays.json. Received on Friday 15 with Monday 18 working: the first working day is the 18th.
 */
export function deadline(from: Day, limit: TimeLimit, calendar: Calendar): Deadline {
  switch (limit.unit) {
    case 'working-day':
      return workingDeadline(from, limit.length, calendar)
    case 'calendar-day':
      return rolled(addDays(from, counted(limit.length, calendar)), calendar)
    case 'month':
      return rolled(addMonths(from, limit.length), calendar)
  }
}

/** The day `count` working days after `from` (before, when negative), and whether that is certain. */
export function addWorkingDays(from: Day, count: number, calendar: Calendar): Deadline {
  const step = count < 0 ? -1 : 1
  let day = from
  let doubt: Doubt | null = null
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step)
    doubt ??= doubtAbout(day, calendar)
    if (isWorkingDay(day, calendar)) left--
  }
  return doubt ? { lastDay: day, uncertain: doubt } : { lastDay: day }
}

/**
 * Working days after `from` up to and including `to`; 0 when `to` is not after `from`. The clock "n working days used" of a
 * file received on `from`.
 */
export function workingDaysBetween(
  from: Day,
  to: Day,
  calendar: Calendar,
): { days: number; uncertain?: Doubt } {
  let days = 0
  let doubt: Doubt | null = null
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    doubt ??= doubtAbout(day, calendar)
    if (isWorkingDay(day, calendar)) days++
  }
  return doubt ? { days, uncertain: doubt } : { days }
}

function workingDeadline(from: Day, length: number, calendar: Calendar): Deadline {
  const startsToday = calendar.firstDayCounted && length > 0 && isWorkingDay(from, calendar)
  return addWorkingDays(from, startsToday ? length - 1 : length, calendar)
}

function counted(length: number, calendar: Calendar): number {
  return calendar.firstDayCounted && length > 0 ? length - 1 : length
}

function rolled(day: Day, calendar: Calendar): Deadline {
  if (!calendar.rollToWorkingDay || isWorkingDay(day, calendar)) return { lastDay: day }
  return addWorkingDays(day, 1, calendar)
}
