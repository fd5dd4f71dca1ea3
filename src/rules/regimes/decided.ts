import type { Day } from '../calendar/index.ts'
import type { Problem } from '../problem.ts'
import { isWithin } from './choose.ts'
import type { DossierKind, Regime } from './regime.ts'

/** A decision of recognition as its paper tells it. */
export interface Decided {
  readonly day: Day
  readonly level: string
  /** The dossier it rests on, where its papers are at hand. */
  readonly filed?: { readonly on: Day; readonly kind: DossierKind } | undefined
}

/**
 * Why a decision cannot rest on a regime; null: it can. A regime decides while it is in force, and after that on what its tail lets
 * finish (Điều 12 khoản 2): filed before the new decree, of that kind, up to the last day. What a later regime took over is decided
 * under that one, and a level that had ended decides nothing.
 */
export function whyNotDecided(
  { inForce, tails, becomes, gap }: Pick<Regime, 'inForce' | 'tails' | 'becomes' | 'gap'>,
  { day, level, filed }: Decided,
): Problem | null {
  if (gap?.without.includes(level) && isWithin(day, gap))
    return { code: 'level-had-ended', article: gap.ref, data: { from: gap.from } }
  if (isWithin(day, inForce)) return null
  const tail =
    filed && !becomes && day > inForce.from
      ? tails.find((one) => one.kinds.includes(filed.kind) && filed.on < one.filedBefore)
      : undefined
  if (!tail) return { code: 'regime-not-in-force', article: inForce.ref }
  return day > tail.lastDay
    ? { code: 'regime-tail-over', article: tail.ref, data: { lastDay: tail.lastDay } }
    : null
}
