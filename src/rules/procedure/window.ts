import { addDays, type Day, daysBetween, isBefore } from '../calendar/index.ts'
import type { ProcedureLaw } from './law.ts'

/** When a recognised product may be filed for re-evaluation, and where a day stands to that. All days named are in time. */
export interface FilingWindow {
  readonly from: Day
  readonly to: Day
  /** Last day of a late filing where Điều 12 khoản 3 carries the certificate; null where it does not. */
  readonly carriedTo: Day | null
  /** `carried`: after `to`, but within Điều 12 khoản 3. `over`: only a new dossier (first) helps. */
  readonly phase: 'not-yet' | 'open' | 'carried' | 'over'
  /** Days until it opens (`not-yet`), or until the last day on which filing is still in time; 0 on that day. */
  readonly daysLeft: number
}

/** Điều 7 khoản 6 điểm a: 180 to 120 days before the last valid day; Điều 12 khoản 3: later, for certificates older than the decree. */
export function filingWindow(
  held: { readonly issuedOn: Day | null; readonly validUntil: Day },
  law: ProcedureLaw,
  today: Day,
): FilingWindow | null {
  const rule = law.reevaluation?.window
  if (!rule) return null
  const from = addDays(held.validUntil, -rule.earliestDaysBeforeExpiry)
  const to = addDays(held.validUntil, -rule.latestDaysBeforeExpiry)
  const extension = law.transition.find((one) => one.id === 'keo-dai')?.limitDays
  const decree = law.instrument?.effectiveFrom
  const older = decree !== undefined && held.issuedOn !== null && isBefore(held.issuedOn, decree)
  const carriedTo = older && extension !== undefined ? addDays(held.validUntil, extension) : null
  const phase =
    today < from
      ? 'not-yet'
      : today <= to
        ? 'open'
        : carriedTo !== null && today <= carriedTo
          ? 'carried'
          : 'over'
  const end = phase === 'not-yet' ? from : phase === 'carried' ? carriedTo! : to
  return { from, to, carriedTo, phase, daysLeft: daysBetween(today, end) }
}
