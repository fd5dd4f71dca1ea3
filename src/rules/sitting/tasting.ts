import { type Criterion, isLeaf, type Sheet } from '../criteria/index.ts'
import type { Problem } from '../problem.ts'
import type { Answer } from '../scoring/light.ts'

/** Leaves of a sheet that are judged by tasting: those under the heading the council's rules name; none where it has no such part. */
export function tastingCriteria(sheet: Sheet, heading: string): string[] {
  const leavesOf = (criterion: Criterion): string[] =>
    isLeaf(criterion) ? [criterion.code] : (criterion.children ?? []).flatMap(leavesOf)
  const below = (criterion: Criterion): string[] =>
    criterion.title.trim().toLocaleUpperCase('vi') === heading.toLocaleUpperCase('vi')
      ? leavesOf(criterion)
      : (criterion.children ?? []).flatMap(below)
  return sheet.parts.flatMap((part) => part.criteria.flatMap(below))
}

/**
 * A sheet's answers with what was tasted blind: it binds the first round. What a device leaves out is filled in; another answer than
 * the one given by the code, or one before any tasting, is named at its field.
 */
export function boundByTasting(
  answers: Readonly<Record<string, unknown>>,
  criteria: readonly string[],
  tasted: Readonly<Record<string, Answer>> | null,
): { readonly answers: Record<string, unknown>; readonly problems: Problem[] } {
  const bound: Record<string, unknown> = { ...answers }
  const problems: Problem[] = []
  const spelled = (answer: unknown) => JSON.stringify(answer, ['case', 'option'])
  for (const criterion of criteria) {
    const given = answers[criterion]
    const field = `/answers/${criterion}`
    if (tasted === null) {
      if (given !== undefined) problems.push({ code: 'tasting-first', field, data: { criterion } })
    } else if (given !== undefined && spelled(given) !== spelled(tasted[criterion] ?? null))
      problems.push({ code: 'tasting-binds', field, data: { criterion } })
    else bound[criterion] = tasted[criterion] ?? null
  }
  return { answers: bound, problems }
}
