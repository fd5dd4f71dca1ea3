import fc from 'fast-check'
import { leaves, type Sheet, scalesOf } from '../../src/rules/criteria/index.ts'
import { type Answer, answerOf, type CompiledSheet } from '../../src/rules/scoring/index.ts'
import type { Answers } from './reference.ts'

/** Every possible answer of each leaf, nothing ticked first. */
export function answerSpace(compiled: CompiledSheet): Answer[][] {
  return compiled.codes.map((_, leaf) =>
    Array.from({ length: compiled.size[leaf]! }, (_, choice) => answerOf(compiled, leaf, choice)),
  )
}

/** Random answers of a sheet; `good` (0 to 1) is how likely a leaf takes its best option, so that high stars are met too. */
export function anyAnswers(compiled: CompiledSheet): fc.Arbitrary<Answers> {
  const leaf = (space: Answer[]) =>
    fc.record({ any: fc.constantFrom(...space), luck: fc.double({ min: 0, max: 1, noNaN: true }) })
  return fc
    .tuple(fc.constantFrom(0, 0.5, 0.8, 0.95), fc.tuple(...answerSpace(compiled).map(leaf)))
    .map(([good, drawn]) =>
      Object.fromEntries(
        drawn.map(({ any, luck }, index) => {
          const best = answerOf(compiled, index, compiled.size[index]! - 1)
          return [compiled.codes[index]!, luck < good ? best : any]
        }),
      ),
    )
}

/** Answers that are the same on every machine: leaf n of set s takes the option given by a fixed rule. */
export function fixedAnswers(sheet: Sheet, pattern: number): Answers {
  return Object.fromEntries(
    leaves(sheet).map(({ criterion }, index) => {
      const scales = scalesOf(criterion)
      const scale = (index + pattern) % scales.length
      const count = scales[scale]!.options.length
      const option = pattern === 0 ? count - 1 : (index * 7 + sheet.set * 3 + pattern * 5) % (count + 1)
      if (option === count) return [criterion.code, null]
      return [criterion.code, criterion.cases ? { case: scale, option } : option]
    }),
  )
}
