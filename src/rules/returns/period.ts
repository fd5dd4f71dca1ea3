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

/** A recognition from its day of issue to its last day, or to the day another took its place. */
export interface Held extends Period {
  /** It stands today, in force or suspended. */
  readonly stands: boolean
}

/** Since when a product is recognised without a gap: from what stands back over all that each took the place of. */
export function unbrokenSince(held: readonly Held[]): string {
  const earliest = (some: readonly Held[]) => some.map(({ from }) => from).sort()[0]
  let since = earliest(held.filter(({ stands }) => stands))
  if (since === undefined) throw new Error('nothing of it stands')
  for (;;) {
    const day: string = since
    const before = earliest(held.filter(({ from, to }) => from < day && to >= addDays(day, -1)))
    if (before === undefined) return day
    since = before
  }
}

const two = (value: number) => String(value).padStart(2, '0')
