import type { Case, Criterion, Option, Part, Sheet } from './sheet.ts'

/** A criterion where it stands: its part and the groups above it, outermost first. */
export interface Placed {
  readonly criterion: Criterion
  readonly part: Part
  readonly above: readonly Criterion[]
}

/** Every criterion of the sheet, groups and leaves, in the order printed. */
export function* criteriaOf(sheet: Pick<Sheet, 'parts'>): Generator<Placed> {
  function* below(criterion: Criterion, part: Part, above: readonly Criterion[]): Generator<Placed> {
    yield { criterion, part, above }
    for (const child of criterion.children ?? []) yield* below(child, part, [...above, criterion])
  }
  for (const part of sheet.parts) for (const criterion of part.criteria) yield* below(criterion, part, [])
}

/** A leaf is a criterion one ticks an option of. */
export function isLeaf(criterion: Criterion): boolean {
  return criterion.children === undefined
}

/** The leaves of the sheet in the order printed. */
export function leaves(sheet: Pick<Sheet, 'parts'>): Placed[] {
  return [...criteriaOf(sheet)].filter(({ criterion }) => isLeaf(criterion))
}

/** The scales of a leaf: its cases, or the one untitled scale it has. */
export function scalesOf(leaf: Criterion): readonly (Case | { title: null; options: readonly Option[] })[] {
  return leaf.cases ?? [{ title: null, options: leaf.options ?? [] }]
}

/** The criterion with this code, or undefined: codes come from outside. */
export function criterionByCode(sheet: Pick<Sheet, 'parts'>, code: string): Criterion | undefined {
  for (const { criterion } of criteriaOf(sheet)) if (criterion.code === code) return criterion
  return undefined
}

/** Where a criterion stands in the law, as one cites it: "… Phụ lục II, bộ số 01, tiêu chí 5.1". */
export function citeCriterion(sheet: Pick<Sheet, 'ref'>, code: string): string {
  return `${sheet.ref}, tiêu chí ${code}`
}
