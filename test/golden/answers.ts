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

/** Random answers of a sheet, from poor to nearly perfect ones, so that every star is met; shrinks towards nothing ticked. */
export function anyAnswers(compiled: CompiledSheet): fc.Arbitrary<Answers> {
  const spaces = answerSpace(compiled)
  const count = spaces.length
  return fc
    .tuple(
      fc.constantFrom(0, 50, 80, 95),
      fc.array(fc.nat({ max: 9_999 }), { minLength: count, maxLength: count }),
    )
    .map(([good, drawn]) =>
      Object.fromEntries(
        drawn.map((draw, leaf) => {
          const space = spaces[leaf]!
          const lucky = 99 - (draw % 100) < good
          return [
            compiled.codes[leaf]!,
            lucky ? space.at(-1)! : space[Math.floor(draw / 100) % space.length]!,
          ]
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
