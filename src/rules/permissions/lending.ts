import type { Role } from './roles.ts'

/**
 * Roles whose holder may lend them to somebody else for some days. The decree names one stand-in only (the head of an
 * agency as chair of the council, by the founding decision: Điều 7 khoản 3 điểm b) and is silent on the rest; this is the
 * stated default. Not lent: what a person is chosen for by name (council, its secretary and chair, advisory team), what acts
 * for a producer (consents do that), and the two roles that watch over the others (auditor, administrator).
 */
export const LENDABLE_ROLES: readonly Role[] = [
  'commune-officer',
  'provincial-office',
  'leader',
  'agency',
  'inspector',
  'editor',
]

/** Longest time a role may be lent, in days, both ends counted. */
export const LONGEST_LOAN_DAYS = 90
