import { z } from 'zod'
import { type Day, dayOfWeek, isDay } from './day.ts'

const day = z.string().refine(isDay, 'a day yyyy-mm-dd')
const Entry = z.object({
  day,
  name: z.string(),
  ref: z.string(),
  status: z.enum(['law', 'lunar', 'published', 'unverified']),
})

/**
 * A country's holidays as data (regulation/vietnam/holidays.json): days off and make-up working days of each year on file, the
 * fixed days of every year, the weekly rest days and how a time limit is counted where a decree is silent. A year that is not
 * `complete` has only what law and lunar calendar say by themselves: counts that touch it are uncertain.
 */
export const Holidays = z.object({
  weeklyRest: z.object({ days: z.array(z.int().min(1).max(7)) }),
  counting: z.object({ firstDayCounted: z.boolean(), rollToWorkingDay: z.boolean() }),
  everyYear: z.array(z.object({ monthDay: z.string().regex(/^\d\d-\d\d$/), name: z.string() })),
  years: z.record(
    z.string().regex(/^\d{4}$/),
    z.object({ complete: z.boolean().default(true), off: z.array(Entry), working: z.array(Entry) }),
  ),
})
export type Holidays = z.infer<typeof Holidays>

/** The holidays made ready for asking: `calendarOf` once, then any number of questions. */
export interface Calendar {
  readonly restDays: ReadonlySet<number>
  readonly off: ReadonlyMap<Day, string>
  readonly working: ReadonlySet<Day>
  readonly unverified: ReadonlySet<Day>
  readonly everyYear: ReadonlySet<string>
  readonly yearsOnFile: ReadonlySet<string>
  readonly firstDayCounted: boolean
  readonly rollToWorkingDay: boolean
}

/**
 * Makes the table ready. A day whose status is `unverified` is not a day off: it stays a working day and makes every count
 * that crosses it uncertain.
 */
export function calendarOf(holidays: Holidays): Calendar {
  const years = Object.values(holidays.years)
  const off = years.flatMap((year) => year.off)
  return {
    restDays: new Set(holidays.weeklyRest.days),
    off: new Map(off.filter((o) => o.status !== 'unverified').map((o) => [o.day, o.name])),
    working: new Set(years.flatMap((year) => year.working.map((w) => w.day))),
    unverified: new Set(off.filter((o) => o.status === 'unverified').map((o) => o.day)),
    everyYear: new Set(holidays.everyYear.map((fixed) => fixed.monthDay)),
    yearsOnFile: new Set(Object.keys(holidays.years).filter((year) => holidays.years[year]?.complete)),
    firstDayCounted: holidays.counting.firstDayCounted,
    rollToWorkingDay: holidays.counting.rollToWorkingDay,
  }
}

/** Is it a working day: not a weekly rest day and not a day off, or a make-up day? */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  if (calendar.working.has(day)) return true
  if (calendar.restDays.has(dayOfWeek(day)) || calendar.off.has(day)) return false
  return calendar.yearsOnFile.has(day.slice(0, 4)) || !calendar.everyYear.has(day.slice(5))
}

/** Why a count over these days is not certain, or null: the year is not on file, or a day's status is unverified. */
export function doubtAbout(day: Day, calendar: Calendar): Doubt | null {
  if (calendar.unverified.has(day)) return 'unverified-holiday'
  return calendar.yearsOnFile.has(day.slice(0, 4)) ? null : 'year-not-on-file'
}

/** `year-not-on-file`: the schedule of that year (Tết, swaps, substitute days) is not published or not on file. */
export type Doubt = 'year-not-on-file' | 'unverified-holiday'
