import { type Day, daysBetween } from '../calendar/index.ts'
import { type RegimeChoice, regimeForDossier } from './choose.ts'
import type { DossierKind, Regimes } from './regime.ts'

/**
 * Which rules a dossier is under on a day, and until when it may be finished under them. `in-force`: the rules of its filing day
 * still hold. `tail`: they have ended, but for such a dossier they go on to `lastDay` (Điều 12 khoản 2). `tail-over`: that day is past;
 * the decree does not say what then. `ended`: they ended long ago. `none`: no rules on file for that day.
 */
export interface Governed {
  readonly choice: RegimeChoice
  readonly state: 'in-force' | 'tail' | 'tail-over' | 'ended' | 'none'
  /** The last day on which it may be finished under these rules; null where they set none. */
  readonly lastDay: Day | null
  /** 0 on the last day, negative afterwards. */
  readonly daysLeft: number | null
  readonly ref: string | null
}

export function governedOn(
  regimes: Pick<Regimes, 'regimes'>,
  dossier: { readonly filedOn: Day; readonly kind: DossierKind },
  today: Day,
): Governed {
  const choice = regimeForDossier(regimes, dossier)
  if (choice.regime === null) return { choice, state: 'none', lastDay: null, daysLeft: null, ref: null }
  const { regime, tail } = choice
  const ended = regime.inForce.to !== null && today > regime.inForce.to
  if (!ended) return { choice, state: 'in-force', lastDay: null, daysLeft: null, ref: regime.inForce.ref }
  if (!tail) return { choice, state: 'ended', lastDay: null, daysLeft: null, ref: regime.inForce.ref }
  const daysLeft = daysBetween(today, tail.lastDay)
  return {
    choice,
    state: daysLeft < 0 ? 'tail-over' : 'tail',
    lastDay: tail.lastDay,
    daysLeft,
    ref: tail.ref,
  }
}
