import { medianChoice } from './agreed.ts'
import { type Answer, answerOf, type CompiledSheet } from './compile.ts'
import type { CouncilRules } from './council-rules.ts'
import type { Evaluation } from './evaluate.ts'
import { firstHolding } from './marks.ts'

/** One star minimum held against the council's sheets. */
export interface JudgedMinimum {
  readonly criterion: string
  readonly star: number
  readonly needsOption: Exclude<Answer, null>
  readonly holds: boolean
  /** Members on whose own sheet it holds. */
  readonly heldBy: number
  readonly of: number
  /** The option it was held against, where the rules look at one (agreed sheet, median). */
  readonly against?: Answer
}

/**
 * Every star minimum of the sheet, judged the way the council's rules say: on the agreed sheet, on each member's, on more than half
 * of them, or on the median choice. Phụ lục II prints the marks; whose tick counts is left to the rules.
 */
export function judgeMinimums(
  compiled: CompiledSheet,
  members: readonly Evaluation[],
  agreed: Evaluation,
  rules: Pick<CouncilRules, 'minimums' | 'tieBreak'>,
): JudgedMinimum[] {
  return compiled.codes.flatMap((criterion, leaf) => {
    const first = compiled.first[leaf]!
    const misses = (choice: number, star: number) => (compiled.unmet[first + choice]! & (1 << star)) !== 0
    return starsMarkedAt(compiled, leaf).map((star) => {
      const heldBy = members.filter(({ counted }) => !misses(counted[leaf]!, star)).length
      const against = choiceLookedAt(compiled, leaf, members, agreed, rules)
      const holds =
        against === null
          ? rules.minimums === 'each-member'
            ? heldBy === members.length
            : heldBy * 2 > members.length
          : !misses(against, star)
      return {
        criterion,
        star,
        needsOption: answerOf(compiled, leaf, firstHolding(compiled, leaf, 0, star))!,
        holds,
        heldBy,
        of: members.length,
        ...(against !== null && { against: answerOf(compiled, leaf, against) }),
      }
    })
  })
}

function choiceLookedAt(
  compiled: CompiledSheet,
  leaf: number,
  members: readonly Evaluation[],
  agreed: Evaluation,
  { minimums, tieBreak }: Pick<CouncilRules, 'minimums' | 'tieBreak'>,
): number | null {
  if (minimums === 'agreed-sheet') return agreed.counted[leaf]!
  if (minimums !== 'median') return null
  return medianChoice(
    compiled,
    leaf,
    members.map(({ counted }) => counted[leaf]!),
    tieBreak,
  )
}

/** The stars marked at a leaf, rising: exactly those an empty tick misses. */
function starsMarkedAt(compiled: CompiledSheet, leaf: number): number[] {
  const bits = compiled.unmet[compiled.first[leaf]!]!
  return Array.from({ length: 16 }, (_, star) => star).filter((star) => bits & (1 << star))
}
