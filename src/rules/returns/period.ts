import { addDays } from '../calendar/index.ts'

/** First and last day of a reporting period; both count. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** The period of `months` months, counted from January, in which a day lies. */
export function periodOf(day: string, months: number): Period {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const first = Math.floor((month - 1) / months) * months + 1
  const from = `${year}-${two(first)}-01`
  const next = first + months > 12 ? `${year + 1}-01-01` : `${year}-${two(first + months)}-01`
  return { from, to: addDays(next, -1) }
}

export function periodBefore(period: Period, months: number): Period {
  return periodOf(addDays(period.from, -1), months)
}

/**
 * Periods for which a return can be filed today, the newest first: those that have ended, back to the one in which the recognition
 * began, at most four. The running one is not over and cannot be reported.
 */
export function periodsToFile(today: string, recognisedOn: string, months: number): Period[] {
  const periods: Period[] = []
  let period = periodBefore(periodOf(today, months), months)
  while (periods.length < 4 && period.to >= recognisedOn) {
    periods.push(period)
    period = periodBefore(period, months)
  }
  return periods
}

const two = (value: number) => String(value).padStart(2, '0')
