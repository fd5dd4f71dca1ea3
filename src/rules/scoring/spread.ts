import type { CompiledSheet } from './compile.ts'
import type { CouncilRules } from './council-rules.ts'
import type { Evaluation } from './evaluate.ts'

/** How far apart the totals are: beyond the rules' limit the council discusses and scores a second round. */
export interface Spread {
  readonly highest: number
  readonly lowest: number
  readonly points: number
  readonly limit: number | null
  /** More than the limit; exactly the limit is not beyond it. */
  readonly beyond: boolean
}

/** The same at one criterion, in points; `beyond` only where the rules set a share of its maximum. */
export interface CriterionSpread {
  readonly criterion: string
  readonly highest: number
  readonly lowest: number
  readonly points: number
  readonly max: number
  readonly beyond: boolean
}

export function spreadOfTotals(totals: readonly number[], limit: number | null): Spread {
  const [highest, lowest] = [Math.max(...totals), Math.min(...totals)]
  const points = highest - lowest
  return { highest, lowest, points, limit, beyond: limit !== null && points > limit }
}

/** The criteria on which members differ, in the order printed. */
export function spreadByCriterion(
  compiled: CompiledSheet,
  members: readonly Evaluation[],
  share: CouncilRules['spreadByCriterionShare'],
): CriterionSpread[] {
  return compiled.codes.flatMap((criterion, leaf) => {
    const first = compiled.first[leaf]!
    const points = members.map(({ counted }) => compiled.points[first + counted[leaf]!]!)
    const apart = spreadOfTotals(points, null)
    if (apart.points === 0) return []
    const max = Math.max(...compiled.points.subarray(first, first + compiled.size[leaf]!))
    const beyond = share !== null && apart.points * share.denominator > max * share.numerator
    return [{ criterion, highest: apart.highest, lowest: apart.lowest, points: apart.points, max, beyond }]
  })
}
