/** The roles a person can hold. Everybody, signed in or not, is also `public`. */
export const ROLES = [
  'producer',
  'commune-officer',
  'provincial-office',
  'advisory-team',
  'council-member',
  'secretary',
  'chair',
  'leader',
  'agency',
  'inspector',
  'editor',
  'auditor',
  'administrator',
  'public',
] as const
export type Role = (typeof ROLES)[number]

/**
 * How far a permission reaches for a role.
 * `own`: things of the account itself or of the producers it acts for · `place`: things governed by the grant's place ·
 * `agency`: things in which the grant's agency leads or takes part · `assigned`: things put into this person's hands
 * (agenda, review, inspection) · `all`: everything, everywhere.
 */
export type Scope = 'own' | 'place' | 'agency' | 'assigned' | 'all'

/**
 * A role held by an account from one day to another.
 * `place`: code of the province or commune as it stands today; null = the whole instance. `from`, `to`: first and last
 * day (yyyy-mm-dd, both counted); `to` null = until ended. `producerIds`: the producers a `producer` grant acts for.
 */
export interface Grant {
  role: Role
  place: string | null
  agencyId: string | null
  producerIds?: readonly string[]
  from: string
  to: string | null
  /** The account that lent this role; absent where it is the holder's own. */
  lentBy?: string
}

/** Who is asking. `accountId` null = a visitor who has not signed in. */
export interface Actor {
  accountId: string | null
  name: string
  grants: readonly Grant[]
  /** Roles held that give nothing yet, because something of the account is missing (a second factor). */
  withheld?: readonly Grant[]
  lang: 'vi' | 'en'
}

/**
 * What a permission is asked about; only the fields that matter to the thing are given.
 * `places`: every code that governs the thing today, from commune to province (for an old commune its successors too).
 * `producerId`, `accountId`: whose it is. `agencyIds`: lead and coordinating agencies. `assignedTo`: accounts it is in the
 * hands of. `conflicted`: accounts with a declared or detected conflict of interest in it.
 */
export interface Resource {
  places?: readonly string[]
  producerId?: string | null
  accountId?: string | null
  agencyIds?: readonly string[]
  assignedTo?: readonly string[]
  conflicted?: readonly string[]
}
