import type { InspectionLaw } from './law.ts'

/** What is known of a product on the day of choosing. */
export interface RiskFacts {
  readonly misuseConfirmed: number
  readonly misuseOpen: number
  readonly papersExpired: number
  readonly papersExpiring: number
  /** Whole months since the last signed visit; null: never visited. */
  readonly monthsSinceVisit: number | null
  /** Sales of the last return against the one before, in percent of growth; null: not on file. */
  readonly salesGrowth: number | null
  readonly openFindings: number
  readonly earlierFindings: number
}

export interface Risk {
  readonly score: number
  /** What the score is made of, so that anyone can follow it; `value` is the fact behind the points. */
  readonly parts: readonly {
    readonly because: keyof RiskFacts
    readonly points: number
    readonly value: number | null
  }[]
}

/** Risk in points, each with its reason; facts that are not on file add nothing and are not guessed. */
export function riskOf(facts: RiskFacts, law: InspectionLaw['risk']): Risk {
  const parts: Risk['parts'][number][] = []
  const add = (because: keyof RiskFacts, points: number) => {
    if (points > 0) parts.push({ because, points, value: facts[because] })
  }
  add('misuseConfirmed', facts.misuseConfirmed > 0 ? law.misuseConfirmed : 0)
  add('misuseOpen', facts.misuseOpen > 0 ? law.misuseOpen : 0)
  add('papersExpired', facts.papersExpired > 0 ? law.paperExpired : 0)
  add('papersExpiring', facts.papersExpiring > 0 ? law.paperExpiring : 0)
  add(
    'monthsSinceVisit',
    facts.monthsSinceVisit === null
      ? law.neverVisited
      : facts.monthsSinceVisit >= law.visitOlderThanMonths
        ? law.visitOld
        : 0,
  )
  add(
    'salesGrowth',
    facts.salesGrowth !== null && facts.salesGrowth >= law.salesJumpPercent ? law.salesJump : 0,
  )
  add('openFindings', facts.openFindings > 0 ? law.openFinding : 0)
  add('earlierFindings', facts.earlierFindings > 0 ? law.earlierFinding : 0)
  return { score: parts.reduce((sum, part) => sum + part.points, 0), parts }
}
