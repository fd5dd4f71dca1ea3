import { ClassificationHints } from '../../rules/classification/index.ts'
import { type ClassifiedSet, setsOf } from '../../rules/criteria/index.ts'
import { lastValidDay } from '../../rules/validity/index.ts'
import type { Places } from '../places/index.ts'
import { type ProducerSurroundings, producerSurroundings } from '../producers/index.ts'
import type { Regulation } from '../regulation/index.ts'

/** What products need of the law and of the places. */
export interface ProductSurroundings extends ProducerSurroundings {
  /** Whose classification products are put into: the regime in force. */
  readonly regime: string
  readonly sets: readonly ClassifiedSet[]
  readonly hints: ClassificationHints
  /** The regime in force on a day; null before the first one on file. */
  regimeOn(day: string): string | null
  /** The name of earlier rules under which a decision of this day may have been made instead (Điều 12 khoản 2). */
  mayBeUnder(day: string): string | null
  /** Last valid day of a recognition issued on a day, by the regime then in force (regimes.json, validityMonths). */
  validUntil(issuedOn: string): string | null
}

export function productSurroundings(
  regulation: Regulation,
  places: Places,
  regime = 'qd26-2026',
): ProductSurroundings {
  const classification = regulation.classification(regime)
  if (!classification) throw new Error(`no classification on file for ${regime}`)
  const regimeOn = (day: string) =>
    regulation.regimes.regimes.find(
      ({ inForce }) => inForce.from <= day && (inForce.to === null || day <= inForce.to),
    ) ?? null
  return {
    ...producerSurroundings(regulation, places, regime),
    regime,
    sets: setsOf(classification),
    hints: ClassificationHints.parse(regulation.file(`${regime}/classification-hints`)),
    regimeOn: (day) => regimeOn(day)?.id ?? null,
    mayBeUnder: (day) =>
      regulation.regimes.regimes.find(
        ({ inForce, tails, becomes }) =>
          !becomes && inForce.to !== null && day > inForce.to && tails.some(({ lastDay }) => day <= lastDay),
      )?.name ?? null,
    validUntil: (issuedOn) => {
      const then = regimeOn(issuedOn)
      return then ? lastValidDay(issuedOn, then.validityMonths) : null
    },
  }
}
