import {
  type Abbreviations,
  expandAbbreviations,
  matchKey,
  similarity,
} from '../../rules/vietnamese/index.ts'

/**
 * The name as it identifies a producer: abbreviations written out, folded, letters and digits only. “HTX NN Phú Mỹ” and
 * “Hợp tác xã nông nghiệp Phú Mỹ” have one key; a name that differs in a word has another.
 */
export function nameKey(name: string, abbreviations: Abbreviations): string {
  return matchKey(expandAbbreviations(name, abbreviations)).slice(0, 300)
}

export interface Known {
  readonly id: string
  readonly name: string
  readonly nameKey: string
  readonly taxCode: string | null
  readonly phone: string | null
  readonly placeCode: string | null
  readonly provinceCode: string | null
}

export type Likeness = 'same-tax-code' | 'same-phone' | 'same-name' | 'like-name' | 'same-place'

export interface Likely {
  readonly id: string
  /** 0 to 1: how much speaks for one and the same producer. */
  readonly weight: number
  readonly because: readonly Likeness[]
}

/** From here on a pair is shown to a person; nothing is ever merged by a number. */
export const worthShowing = 0.6

/** Names this much alike (rules/vietnamese) are worth a look when the place agrees. */
const alike = 0.85

/**
 * How likely two records are one producer, and why. A shared tax code nearly proves it, a shared phone suggests it, a shared
 * name needs the province, a similar name the commune too.
 */
export function likeness(a: Known, b: Known): Likely {
  const because: Likeness[] = []
  let doubt = 1
  const speaks = (reason: Likeness, strength: number) => {
    because.push(reason)
    doubt *= 1 - strength
  }
  if (a.taxCode !== null && a.taxCode === b.taxCode) speaks('same-tax-code', 0.95)
  if (a.phone !== null && a.phone === b.phone) speaks('same-phone', 0.6)
  const sameProvince = a.provinceCode !== null && a.provinceCode === b.provinceCode
  const samePlace = a.placeCode !== null && a.placeCode === b.placeCode
  const near = a.nameKey === b.nameKey ? 1 : similarity(a.nameKey, b.nameKey)
  if (near === 1) speaks('same-name', sameProvince ? 0.8 : 0.5)
  else if (near >= alike) speaks('like-name', sameProvince ? 0.5 : 0.2)
  if (samePlace && because.length > 0) speaks('same-place', 0.4)
  const differentTax = a.taxCode !== null && b.taxCode !== null && a.taxCode !== b.taxCode
  const weight = (1 - doubt) * (differentTax ? 0.4 : 1)
  return { id: b.id, weight, because }
}
