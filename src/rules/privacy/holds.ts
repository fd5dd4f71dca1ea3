/** What a person still stands in, by which their data may not go yet, or not wholly. */
export interface PersonFacts {
  /** Roles that hold today or later. */
  readonly liveRoles: number
  /** Council or advisory seats ever held: minutes and sheets name their members. */
  readonly councilSeats: number
  /** Producers for which this person acts or acted. */
  readonly producers: number
  readonly auditEntries: number
}

/** `blocks`: nothing is erased while it lasts. `keeps`: the rest is erased, this stays, and the person is told so. */
export interface Hold {
  readonly code: 'live-role' | 'council-record' | 'producer-record' | 'audit-log'
  readonly effect: 'blocks' | 'keeps'
}

/**
 * Why personal data of an account may not be erased, or not all of it. Luật 91/2025/QH15 (personal data) and the archives
 * law are not on file: these are the stated defaults of this system, to be confirmed against their text.
 */
export function legalHolds(facts: PersonFacts): Hold[] {
  const holds: Hold[] = []
  if (facts.liveRoles > 0) holds.push({ code: 'live-role', effect: 'blocks' })
  if (facts.councilSeats > 0) holds.push({ code: 'council-record', effect: 'keeps' })
  if (facts.producers > 0) holds.push({ code: 'producer-record', effect: 'keeps' })
  if (facts.auditEntries > 0) holds.push({ code: 'audit-log', effect: 'keeps' })
  return holds
}

/** Whether the name of the account itself must stay, because records of the office point at it. */
export const keepsName = (holds: readonly Hold[]) =>
  holds.some((hold) => hold.code === 'council-record' || hold.code === 'producer-record')
