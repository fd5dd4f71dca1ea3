import type { Criterion, Option, Sheet } from '../../src/rules/criteria/index.ts'
import type { Answer } from '../../src/rules/scoring/index.ts'

/**
 * The scoring of a sheet a second time, written straight from regulation/README.md over the printed tree: slow, with no flat form
 * and nothing shared with src/rules but types. The tests hold the two against each other.
 */
export interface ReferenceScore {
  points: number
  parts: Record<string, number>
  starByPoints: number
  star: number | null
  eliminated: boolean
  blockedBy: { criterion: string; star: number; needsOption: Answer }[]
}

export type Answers = Record<string, Answer>

export function referenceScore(
  sheet: Sheet,
  answers: Answers,
  findings: readonly string[] = [],
): ReferenceScore {
  const parts: Record<string, number> = {}
  const pointsOf = new Map<string, number>()
  const missed: { criterion: string; star: number; needsOption: Answer }[] = []
  let stopped = false
  let eliminated = false

  const visit = (criterion: Criterion, part: string) => {
    if (criterion.children) for (const child of criterion.children) visit(child, part)
    else {
      const fed = criterion.dependsOn === undefined || pointsOf.get(criterion.dependsOn)! > 0
      const answer = stopped || !fed ? null : (answers[criterion.code] ?? null)
      const option = optionOf(criterion, answer)
      const points = option?.points ?? 0
      pointsOf.set(criterion.code, points)
      parts[part] = (parts[part] ?? 0) + points
      missed.push(...missedMarks(criterion, answer))
      if (option?.effect === 'eliminate') eliminated = true
      if (option?.effect === 'stop-scoring') stopped = true
    }
    for (const { effect } of findings.includes(criterion.code) ? (criterion.knockouts ?? []) : []) {
      if (effect === 'stop-scoring') stopped = true
      else eliminated = true
    }
  }
  for (const part of sheet.parts) {
    parts[part.code] = 0
    for (const criterion of part.criteria) visit(criterion, part.code)
  }

  const points = Object.values(parts).reduce((sum, one) => sum + one, 0)
  const starByPoints = points >= 90 ? 5 : points >= 70 ? 4 : points >= 50 ? 3 : points >= 30 ? 2 : 1
  let reached = 0
  for (let star = 1; star <= starByPoints; star++)
    if (!missed.some((mark) => mark.star <= star)) reached = star
  const star = eliminated ? null : reached
  return {
    points,
    parts,
    starByPoints,
    star,
    eliminated,
    blockedBy: missed.filter((mark) => mark.star > (star ?? 0)),
  }
}

function optionOf(leaf: Criterion, answer: Answer): Option | undefined {
  if (answer === null) return undefined
  return typeof answer === 'number' ? leaf.options![answer] : leaf.cases![answer.case]!.options[answer.option]
}

function missedMarks(leaf: Criterion, answer: Answer) {
  const inCase = typeof answer === 'object' && answer !== null
  const options = leaf.options ?? (inCase ? leaf.cases![answer.case]!.options : [])
  const ticked = answer === null ? -1 : inCase ? answer.option : answer
  return options.flatMap((option, index) =>
    option.minimumForStar !== undefined && index > ticked
      ? [
          {
            criterion: leaf.code,
            star: option.minimumForStar as number,
            needsOption: inCase ? { case: answer.case, option: index } : index,
          },
        ]
      : [],
  )
}
