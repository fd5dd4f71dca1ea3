import { addDays, addMonths, type Day, daysBetween } from '../calendar/index.ts'

/**
 * The last day on which a certificate of `months` months is valid: the corresponding day of the month in which they end, or
 * that month's last day (Bộ luật Dân sự 2015 Điều 148 khoản 3). Issued 15/03/2026 for 36 months: valid to the end of
 * 15/03/2029, expired from 16/03/2029. Months come from the procedure's data (Điều 4 khoản 3).
 */
export function lastValidDay(issuedOn: Day, months: number): Day {
  return addMonths(issuedOn, months)
}

/** How long before expiry a re-evaluation may be filed (procedure.json, reevaluation.window; Điều 7 khoản 6 điểm a). */
export interface ReevaluationWindow {
  earliestDaysBeforeExpiry: number
  latestDaysBeforeExpiry: number
}

/** First and last day for filing the re-evaluation of a certificate whose last valid day is given; both days are in time. */
export function reevaluationDays(validUntil: Day, window: ReevaluationWindow): { from: Day; to: Day } {
  return {
    from: addDays(validUntil, -window.earliestDaysBeforeExpiry),
    to: addDays(validUntil, -window.latestDaysBeforeExpiry),
  }
}

/** Where a day stands to that window. `expired`: after the last valid day. */
export function reevaluationPhase(
  validUntil: Day,
  window: ReevaluationWindow,
  today: Day,
): 'not-yet' | 'open' | 'late' | 'expired' {
  const { from, to } = reevaluationDays(validUntil, window)
  if (today > validUntil) return 'expired'
  if (today > to) return 'late'
  return today < from ? 'not-yet' : 'open'
}

/**
 * The last day to which a certificate may be carried while its late re-evaluation is dealt with: at most `days` (180) after
 * its last valid day (Điều 12 khoản 3). The actual end is the day of the result, if that comes first.
 */
export function extensionLimit(validUntil: Day, days: number): Day {
  return addDays(validUntil, days)
}

/** Days of validity left: 0 on the last valid day, negative afterwards. */
export function daysOfValidityLeft(validUntil: Day, today: Day): number {
  return daysBetween(today, validUntil)
}
