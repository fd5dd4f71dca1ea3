import { type Day, daysBetween } from '../calendar/index.ts'
import { chosen, type RegimeChoice, regimeForDossier } from './choose.ts'
import type { DossierKind, Regimes } from './regime.ts'

/**
 * Which rules a dossier is under on a day, and until when it may be finished under them. `in-force`: the rules of its filing day
 * still hold. `tail`: they have ended, but for such a dossier they go on to `lastDay` (Điều 12 khoản 2). `tail-over`: that day is past;
 * the decree does not say what then. `ended`: they ended long ago. `none`: no rules on file for that day. Where a later regime took
 * over what was open under an earlier one, the later one is named from that day on.
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
  const choice = takenOver(regimes, regimeForDossier(regimes, dossier), dossier, today)
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

/** The regime that took over by a day what was open under the one of the filing day; days on which who decides is open stay told. */
function takenOver(
  { regimes }: Pick<Regimes, 'regimes'>,
  choice: RegimeChoice,
  dossier: { readonly filedOn: Day; readonly kind: DossierKind },
  today: Day,
): RegimeChoice {
  const becomes = choice.regime?.becomes
  const later = becomes && today >= becomes.from ? regimes.find(({ id }) => id === becomes.regime) : undefined
  if (choice.regime === null || !later) return choice
  return { ...chosen(later, dossier), ...(choice.gap && { gap: choice.gap }) }
}
