import type { Day } from '../../rules/calendar/index.ts'
import type { Measured } from '../../rules/targets/index.ts'

/** A record behind a figure that another feature counts: already said in words that may stand in public. */
export interface CountedRecord {
  readonly id: string
  readonly title: string
  readonly day: Day
  readonly path: string
  /** Đồng; null: it counts as one. */
  readonly amount: number | null
  /** The product it is about: by its sector and star a target may count a part. Null: it is about none. */
  readonly productId: string | null
}

/** Days, both counted; codes of units as of `codesOn`, none: the whole province. */
export interface CountedOver {
  readonly from: Day
  readonly to: Day
  readonly placeCodes?: readonly string[] | undefined
  readonly codesOn: Day
  /** Version of the measure's definition (definitions.ts). */
  readonly definition: number
}

/** Counts a figure by the very records it answers with. */
export type CountElsewhere = (over: CountedOver) => Promise<readonly CountedRecord[]>

/**
 * Measures over what other features hold, in the order they are offered. A definition that changes its meaning gets a version of its own
 * (definitions.ts), so that figures published before keep theirs.
 */
export const elsewhereIds = [
  'trained-people',
  'activities-held',
  'products-supported',
  'support-paid',
  'traced-products',
  'shop-links',
  'e-dossiers',
  'signed-papers',
  'fairs-held',
  'stalls-taken',
  'selling-points',
  'contracts',
  'trade-value',
  'inspections-signed',
  'findings-mended',
  'returns-filed',
] as const
/** Those whose records are each about one product. */
const aboutProducts: readonly string[] = [
  'products-supported',
  'support-paid',
  'traced-products',
  'shop-links',
  'e-dossiers',
  'contracts',
  'trade-value',
  'inspections-signed',
  'findings-mended',
  'returns-filed',
]
export const isAboutProducts = (id: string) => aboutProducts.includes(id)

export type ElsewhereMeasure = (typeof elsewhereIds)[number]

export type MeasuresElsewhere = Readonly<Record<ElsewhereMeasure, CountElsewhere>>

export const isElsewhere = (id: string): id is ElsewhereMeasure =>
  (elsewhereIds as readonly string[]).includes(id)

/** A sum of money where the records carry amounts, their number else. */
export function measuredOf(records: readonly CountedRecord[]): Measured {
  return {
    count: records.reduce((sum, { amount }) => sum + (amount ?? 1), 0),
  }
}
