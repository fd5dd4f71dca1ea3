import { addDays, type Day } from '../calendar/index.ts'
import { EXPIRING_WITHIN_DAYS, type RecognitionEvent, standingOn } from './status.ts'

/**
 * Where a product stands by its recognitions, without asking the day: `in-force` is valid, expiring or expired by its last day;
 * `none`: no recognition is on file, only what sources say.
 */
export type EntryStanding =
  | 'in-force'
  | 'suspended'
  | 'revoked'
  | 'superseded'
  | 'expired'
  | 'not-stated'
  | 'none'

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

/** The status of an entry on a day: its standing, and its last day against that day. Never stored, so never stale. */
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

/** A recognition of a product as the register weighs it. */
export interface Held {
  readonly id: string
  readonly star: number | null
  readonly issuedOn: Day | null
  /** Year a source names where it names no day. */
  readonly year: string | null
  readonly events: readonly RecognitionEvent[]
}

/** Where a product stands today, and until when that answer holds without asking the events again. */
export interface Current {
  readonly held: Held | null
  readonly standing: EntryStanding
  readonly validUntil: Day | null
  /** The first later day on which an event already recorded takes effect; null: none. */
  readonly nextChangeOn: Day | null
}

/** Standings without today in them: valid, expiring and ended by its term are one and the same term. */
const lasting = {
  valid: 'in-force',
  expiring: 'in-force',
  expired: 'expired',
  suspended: 'suspended',
  revoked: 'revoked',
  superseded: 'superseded',
  'not-stated': 'not-stated',
} as const

/**
 * The recognition that speaks for a product on a day: the latest of those that have begun, where one without any day stands by
 * its year; a superseded one speaks only where nothing is on file that took its place.
 */
export function currentOf(recognitions: readonly Held[], today: Day): Current {
  const best = recognitions
    .flatMap((held) => {
      const read = readStanding(held, today)
      return read ? [{ held, ...read }] : []
    })
    .sort((a, b) => compare(weight(b), weight(a)))[0]
  const later = recognitions
    .flatMap((held) => held.events.map((event) => event.day))
    .filter((day) => day > today)
    .sort()
  return {
    held: best?.held ?? null,
    standing: best?.standing ?? 'none',
    validUntil: best?.validUntil ?? null,
    nextChangeOn: later[0] ?? null,
  }
}

function readStanding(held: Held, today: Day): { standing: EntryStanding; validUntil: Day | null } | null {
  if (held.events.length === 0) return { standing: 'not-stated', validUntil: null }
  const { status, validUntil } = standingOn(held.events, today)
  if (status === 'not-yet-valid') return null
  const endedByTerm = status === 'expired' && validUntil !== null && today > validUntil
  return { standing: endedByTerm ? 'in-force' : lasting[status], validUntil }
}

/** Sorts as text: what was superseded last, then by day, then by star. */
function weight({ held, standing }: { held: Held; standing: EntryStanding }): string {
  const day = held.issuedOn ?? (held.year ? `${held.year}-12-31` : '0000')
  return `${standing === 'superseded' ? 0 : 1} ${day} ${held.star ?? 0} ${held.id}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
