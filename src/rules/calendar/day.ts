/**
 * A legal day: a plain date `yyyy-mm-dd` in the Gregorian calendar, without time and without zone. Days compare as strings.
 * Years 0001 to 9999.
 */
export type Day = string

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/
const MS_PER_DAY = 86_400_000

/** Is this text a day that exists (29/02 only in leap years)? */
export function isDay(text: string): text is Day {
  const match = SHAPE.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Number of days of a month (1 to 12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Year, month (1 to 12) and day of the month. Throws on a text that is no day: that is a defect of the caller. */
export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
  return {
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    dayOfMonth: Number(day.slice(8, 10)),
  }
}

/** The day of a year, month and day of the month that exist. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return fromNumber(toNumber(day) + count)
}

/**
 * The corresponding day `count` months later; where that month has no such day, its last day (31/01 + 1 month = 28 or
 * 29/02). Bộ luật Dân sự 2015 Điều 148 khoản 3.
 */
export function addMonths(day: Day, count: number): Day {
  const { year, month, dayOfMonth } = partsOf(day)
  const index = year * 12 + (month - 1) + count
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1]
  return dayOf(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)))
}

/** Calendar days from `from` to `to`; 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toNumber(to) - toNumber(from)
}

/** 1 = Monday (thứ Hai) … 7 = Sunday (Chủ nhật). */
export function dayOfWeek(day: Day): number {
  return ((((toNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** "trước ngày X" (Điều 5): strictly before, the day itself is too late. */
export function isBefore(day: Day, limit: Day): boolean {
  return day < limit
}

/** Days since 1970-01-01, exact: UTC has no summer time and Date.UTC is integer arithmetic. */
function toNumber(day: Day): number {
  const { year, month, dayOfMonth } = partsOf(day)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, dayOfMonth) // not Date.UTC, which reads years 0 to 99 as 1900 to 1999
  return date.getTime() / MS_PER_DAY
}

function fromNumber(number: number): Day {
  const date = new Date(number * MS_PER_DAY)
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
