import { addMonths, type Day } from '../calendar/index.ts'
import { type ReevaluationWindow, reevaluationDays } from './window.ts'

/** Months before the last valid day at which owner and commune are told; our own stages, the decree sets none. */
export const NOTICE_STAGES = [12, 9, 6, 3, 1] as const

/**
 * The stage a day stands at: the fewest months of `NOTICE_STAGES` within which the last valid day lies; null before the first
 * stage and once it has passed. On the day twelve months before, the stage is 12.
 */
export function noticeStage(validUntil: Day, today: Day): number | null {
  if (today > validUntil) return null
  const reached = NOTICE_STAGES.filter((months) => addMonths(today, months) >= validUntil)
  return reached.length > 0 ? Math.min(...reached) : null
}

/** What is known of a recognition that ends, for the question whether its owner will come back. */
export interface RenewalFacts {
  validUntil: Day
  /** A re-evaluation that is under way, filed or still a draft. */
  dossier: 'none' | 'draft' | 'filed'
  /** Somebody of the owner has an account or an address that messages reach. */
  reachable: boolean
  /** Another recognition of the same owner ran out without a successor. */
  lapsedBefore: boolean
}

export type RiskReason =
  | 'window-missed'
  | 'window-open-no-dossier'
  | 'draft-only'
  | 'unreachable'
  | 'lapsed-before'

export interface RenewalRisk {
  level: 'low' | 'medium' | 'high'
  reasons: readonly RiskReason[]
}

const WEIGHT: Readonly<Record<RiskReason, number>> = {
  'window-missed': 3,
  'window-open-no-dossier': 1,
  'draft-only': 1,
  unreachable: 2,
  'lapsed-before': 2,
}

/**
 * How likely an owner drops out, as a sum of plain signs that are shown with it (ours, not the law's): 3 and more is high, 1 and 2
 * medium. A filed re-evaluation ends the question.
 */
export function renewalRisk(facts: RenewalFacts, window: ReevaluationWindow, today: Day): RenewalRisk {
  if (facts.dossier === 'filed') return { level: 'low', reasons: [] }
  const { from, to } = reevaluationDays(facts.validUntil, window)
  const reasons: RiskReason[] = []
  if (today > to) reasons.push('window-missed')
  else if (facts.dossier === 'draft') reasons.push('draft-only')
  else if (today >= from) reasons.push('window-open-no-dossier')
  if (!facts.reachable) reasons.push('unreachable')
  if (facts.lapsedBefore) reasons.push('lapsed-before')
  const sum = reasons.reduce((all, reason) => all + WEIGHT[reason], 0)
  return { level: sum >= 3 ? 'high' : sum > 0 ? 'medium' : 'low', reasons }
}
