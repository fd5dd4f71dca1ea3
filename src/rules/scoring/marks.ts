import type { CompiledSheet } from './compile.ts'

/**
 * The marked choice of a star at a leaf: the first one after `choice` (in its case, when one is chosen) that holds the star's mark.
 * Only to be asked where the mark is missed: a sound sheet always has such an option.
 */
export function firstHolding(compiled: CompiledSheet, leaf: number, choice: number, star: number): number {
  const first = compiled.first[leaf]!
  for (let better = choice + 1; better < compiled.size[leaf]!; better++)
    if (!(compiled.unmet[first + better]! & (1 << star))) return better
  throw new RangeError(`no option of ${compiled.codes[leaf]} holds the mark of ${star} stars`)
}
