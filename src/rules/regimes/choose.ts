import { type Day, daysBetween } from '../calendar/index.ts'
import type { Problem } from '../problem.ts'
import type { DossierKind, Regime, Regimes, Tail } from './regime.ts'

/** No regime rules a day before the first one on file. */
export interface NoRegime {
  readonly regime: null
  readonly scorable: false
  readonly reason: Problem
}

/** Which law rules a dossier, and whether the system may score under it. */
export interface ChosenRegime {
  readonly regime: Regime
  /** There when a newer decree gives the old one only so long to finish (Điều 12 khoản 2). */
  readonly tail?: Tail
  readonly scorable: boolean
  /** Why not, when `scorable` is false. */
  readonly reason?: Problem
  /** There when the filing day falls where who decides is open. */
  readonly gap?: NonNullable<Regime['gap']>
}

export type RegimeChoice = ChosenRegime | NoRegime

/**
 * The regime of a dossier by the day it was filed with the commune and its kind, never by today (regulation/README.md).
 * Before the first regime there is none: `regime: null` with the reason. With `set`, scorable says whether that sheet is on file.
 */
export function regimeForDossier(
  { regimes }: Pick<Regimes, 'regimes'>,
  dossier: { readonly filedOn: Day; readonly kind: DossierKind; readonly set?: number },
): RegimeChoice {
  const regime = regimes.find(({ inForce }) => isWithin(dossier.filedOn, inForce))
  return regime
    ? chosen(regime, dossier)
    : {
        regime: null,
        scorable: false,
        reason: { code: 'no-regime', data: { filedOn: dossier.filedOn } },
      }
}

/** A regime with what it says of one dossier. */
export function chosen(
  regime: Regime,
  dossier: { readonly filedOn: Day; readonly kind: DossierKind; readonly set?: number },
): ChosenRegime {
  const tail = regime.tails.find(
    (one) => one.kinds.includes(dossier.kind) && dossier.filedOn < one.filedBefore,
  )
  const reason = whyNotScorable(regime, dossier.set)
  return {
    regime,
    ...(tail && { tail }),
    scorable: reason === null,
    ...(reason && { reason }),
    ...(regime.gap && isWithin(dossier.filedOn, regime.gap) && { gap: regime.gap }),
  }
}

/**
 * Why nothing can be scored under a regime, or not with this set's sheet; null = it can. Results of such years are recorded as
 * they were decided; they are never re-computed with another decree's sheets.
 */
export function whyNotScorable(regime: Regime, set?: number): Problem | null {
  const { available, missing } = regime.sheets
  const onFile = set === undefined ? available.length > 0 : available.includes(set)
  if (onFile && regime.bands !== null) return null
  if (onFile) return { code: 'bands-not-on-file', article: regime.inForce.ref, data: { regime: regime.id } }
  if (set !== undefined && (set < 1 || set > regime.sheets.of || !Number.isInteger(set)))
    return { code: 'unknown-set', data: { regime: regime.id, set, of: regime.sheets.of } }
  return {
    code: 'sheets-not-on-file',
    article: regime.inForce.ref,
    data: { regime: regime.id, set: set ?? null, why: missing },
  }
}

/** True once the last day for finishing under the old decree is past; on that day itself it is not. */
export function isTailOver(tail: Tail, today: Day): boolean {
  return today > tail.lastDay
}

/** Days left to finish under the old decree: 0 on the last day, negative afterwards. */
export function daysLeft(tail: Tail, today: Day): number {
  return daysBetween(today, tail.lastDay)
}

export function isWithin(day: Day, span: { readonly from: Day; readonly to: Day | null }): boolean {
  return day >= span.from && (span.to === null || day <= span.to)
}
