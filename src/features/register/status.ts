import { addDays, type Day } from '../../rules/calendar/index.ts'
import { EXPIRING_WITHIN_DAYS, type ProductStatus } from '../../rules/validity/index.ts'

export { type ProductStatus, productStatuses, statusOn } from '../../rules/validity/index.ts'

/** The first day on which a term counts as ended, and the last day whose term already counts as expiring. */
export function bounds(today: Day): { readonly today: Day; readonly expiringUntil: Day } {
  return { today, expiringUntil: addDays(today, EXPIRING_WITHIN_DAYS) }
}

/** The same as `statusOn`, for a WHERE clause: `$today`, `$soon` are placeholders of today and `expiringUntil`. */
export const statusCondition: Record<ProductStatus, (today: string, soon: string) => string> = {
  valid: (_today, soon) => `e.standing = 'in-force' AND e.valid_until > ${soon}`,
  expiring: (today, soon) => `e.standing = 'in-force' AND e.valid_until BETWEEN ${today} AND ${soon}`,
  expired: (today) =>
    `(e.standing = 'expired' OR (e.standing IN ('in-force', 'suspended') AND e.valid_until < ${today}))`,
  suspended: (today) => `e.standing = 'suspended' AND (e.valid_until IS NULL OR e.valid_until >= ${today})`,
  revoked: () => `e.standing = 'revoked'`,
  superseded: () => `e.standing = 'superseded'`,
  'not-stated': () => `e.standing IN ('not-stated', 'none')`,
}
