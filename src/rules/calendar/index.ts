export {
  addDays,
  addMonths,
  type Day,
  dayOf,
  dayOfWeek,
  daysBetween,
  daysInMonth,
  isBefore,
  isDay,
  partsOf,
} from './day.ts'
export {
  addWorkingDays,
  type Deadline,
  deadline,
  type LengthUnit,
  type TimeLimit,
  workingDaysBetween,
} from './deadline.ts'
export { type Calendar, calendarOf, type Doubt, doubtAbout, Holidays, isWorkingDay } from './holidays.ts'
