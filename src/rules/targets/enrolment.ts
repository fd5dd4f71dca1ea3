import type { Day } from '../calendar/index.ts'

export type EnrolmentAction = 'propose' | 'edit' | 'list' | 'drop' | 'take-back'
export type EnrolmentStatus = 'proposed' | 'listed' | 'dropped'

/** Where an entry of the year's list stands: proposed by its commune, listed by an approval, dropped by a review. */
export function enrolmentStatusOf(actions: readonly EnrolmentAction[]): EnrolmentStatus {
  let status: EnrolmentStatus = 'proposed'
  for (const action of actions) {
    if (action === 'list') status = 'listed'
    if (action === 'drop') status = 'dropped'
    if (action === 'take-back') status = 'proposed'
  }
  return status
}

/**
 * Last day on which a review of the list is in time: "trước ngày 15/7" is strictly before (Kế hoạch 135/KH-UBND). `before` is month
 * and day, `07-15`.
 */
export function reviewedInTime(decidedOn: Day, year: number, before: string): boolean {
  return decidedOn < `${year}-${before}`
}
