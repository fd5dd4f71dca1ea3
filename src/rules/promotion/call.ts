import { addDays, type Day } from '../calendar/index.ts'
import type { AllotmentRule } from './law.ts'

/** Whom a call is for. */
export interface CallScope {
  /** Sectors of Phụ lục I; none: every sector. */
  readonly sectors: readonly string[]
  /** Least star of a recognition that stands on the first day. */
  readonly minimumStar: number
}

export interface Shown {
  readonly sector: string | null
  /** Star of the recognition that stands on the fair's first day; null: none does. */
  readonly star: number | null
}

export const isOfSector = ({ sectors }: Pick<CallScope, 'sectors'>, sector: string | null): boolean =>
  sectors.length === 0 || (sector !== null && sectors.includes(sector))

/** A call fits a producer with one product at least that it is for. */
export const callFits = (call: CallScope, products: readonly Shown[]): boolean =>
  products.some(({ sector, star }) => star !== null && star >= call.minimumStar && isOfSector(call, sector))

/** What may change of a call, and is told with what stood before. */
export interface CallTerms {
  readonly venue: string
  readonly startsOn: Day
  readonly endsOn: Day
  readonly applyUntil: Day
  readonly stalls: number
  readonly sectors: readonly string[]
  readonly conditions: string
}

export const callTerms = [
  'venue',
  'startsOn',
  'endsOn',
  'applyUntil',
  'stalls',
  'sectors',
  'conditions',
] as const satisfies readonly (keyof CallTerms)[]

/** The terms that differ. */
export const changedTerms = (before: CallTerms, after: CallTerms): readonly (keyof CallTerms)[] =>
  callTerms.filter((term) => JSON.stringify(before[term]) !== JSON.stringify(after[term]))

/** What was promised stands: a call is amended to more stalls, a later last day, more sectors, never to fewer. */
export function brokenPromises(
  before: CallTerms,
  after: CallTerms,
): readonly {
  readonly term: keyof CallTerms
  readonly code: `fair-promise-${'stalls' | 'until' | 'sectors'}`
}[] {
  const narrower =
    after.sectors.length > 0 &&
    (before.sectors.length === 0 || before.sectors.some((each) => !after.sectors.includes(each)))
  return [
    ...(after.stalls < before.stalls ? [{ term: 'stalls', code: 'fair-promise-stalls' } as const] : []),
    ...(after.applyUntil < before.applyUntil
      ? [{ term: 'applyUntil', code: 'fair-promise-until' } as const]
      : []),
    ...(narrower ? [{ term: 'sectors', code: 'fair-promise-sectors' } as const] : []),
  ]
}

/**
 * Last day on which a stall given on a day is claimed; null where the rule asks for no claim, or too little time is left for anybody else
 * to come: then the stall stands without one.
 */
export function claimUntil({ claim }: AllotmentRule, givenOn: Day, startsOn: Day): Day | null {
  if (!claim) return null
  const until = earlier(addDays(givenOn, claim.days), addDays(startsOn, -claim.leaveDays))
  return until > givenOn ? until : null
}

const earlier = (one: string, other: string) => (one < other ? one : other)

/** A stall that nobody claimed by its day lapses, while the fair has not begun. */
export const hasLapsed = (
  stall: { readonly claimBy: Day | null; readonly claimed: boolean },
  startsOn: Day,
  today: Day,
): boolean => !stall.claimed && stall.claimBy !== null && today > stall.claimBy && today < startsOn
