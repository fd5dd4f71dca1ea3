import { addDays, type Day } from '../../rules/calendar/index.ts'
import { EXPIRING_WITHIN_DAYS } from '../../rules/validity/index.ts'
import type { EntryStanding } from './tables.ts'

/** What the register says of a product on a day; the words of the API. */
export const productStatuses = [
  'valid',
  'expiring',
  'expired',
  'suspended',
  'revoked',
  'superseded',
  'not-stated',
] as const
export type ProductStatus = (typeof productStatuses)[number]

/** The status of an entry on a day: its standing, and its last day against today. Never stored, so never stale. */
export function statusOn(
  entry: { readonly standing: EntryStanding; readonly validUntil: Day | null },
  today: Day,
): ProductStatus {
  const { standing, validUntil } = entry
  const ended = validUntil !== null && today > validUntil
  if (standing === 'none') return 'not-stated'
  if (standing === 'suspended') return ended ? 'expired' : 'suspended'
  if (standing !== 'in-force') return standing
  if (ended) return 'expired'
  return validUntil !== null && today >= addDays(validUntil, -EXPIRING_WITHIN_DAYS) ? 'expiring' : 'valid'
}

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
