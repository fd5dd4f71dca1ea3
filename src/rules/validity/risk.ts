import { addDays, addMonths, type Day } from '../calendar/index.ts'
import { type ReevaluationWindow, reevaluationDays } from './window.ts'

/**
 * When owner and commune are told of an end that nears: so many months before the last valid day, on the day filing opens and so
 * many days before it closes (Điều 7 khoản 6 điểm a). Our own stages: the decree sets the days of filing, no notice of them.
 */
export const NOTICE_STAGES = { months: [12, 9, 3, 1], daysBeforeClose: 14 } as const

export type NoticeStage = 'opens' | 'closes' | '12' | '9' | '3' | '1'

/** The stage a day stands at, the last one reached; null before the first and once the last valid day has passed. */
export function noticeStage(validUntil: Day, window: ReevaluationWindow, today: Day): NoticeStage | null {
  if (today > validUntil) return null
  const { from, to } = reevaluationDays(validUntil, window)
  const stages: readonly (readonly [Day, NoticeStage])[] = [
    ...NOTICE_STAGES.months.map((months) => [addMonths(validUntil, -months), `${months}`] as const),
    [from, 'opens'],
    [addDays(to, -NOTICE_STAGES.daysBeforeClose), 'closes'],
  ]
  const reached = stages.filter(([day]) => day <= today).sort(([a], [b]) => (a < b ? 1 : -1))
  return reached[0]?.[1] ?? null
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
