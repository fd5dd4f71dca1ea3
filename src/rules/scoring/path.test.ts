import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerSpace, anyAnswers } from '../../../test/golden/answers.ts'
import { bands3, compiledSheets } from '../../../test/golden/law.ts'
import type { Answers } from '../../../test/golden/reference.ts'
import { anySmallSheet, smallBands, smallSheet } from '../../../test/golden/small-sheets.ts'
import type { Band } from '../regimes/index.ts'
import { evaluate } from './evaluate.ts'
import {
  type Answer,
  type CompiledSheet,
  defaultReading,
  type MinimumReading,
  readAnswers,
  type Score,
  scoreSheet,
} from './index.ts'
import { stoppedByFindings } from './score.ts'
import { starOf, starTable } from './star.ts'

const scored = (
  compiled: CompiledSheet,
  answers: Answers,
  options: Parameters<typeof scoreSheet>[2],
): Score => {
  const result = scoreSheet(compiled, answers, options)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}
const walked = (answers: Answers, { nextStar }: Score): Answers => ({
  ...answers,
  ...Object.fromEntries(nextStar!.path.map(({ criterion, to }) => [criterion, to])),
})

/** Index of the option climbed to: nothing is -1. */
const level = (answer: Answer) => (answer === null ? -1 : typeof answer === 'number' ? answer : answer.option)

/** Every way a sheet may be improved, one leaf after the other: later options of the same case, none with an effect. */
function improvements(compiled: CompiledSheet, now: Answers): Answers[] {
  const spaces = answerSpace(compiled)
  return compiled.codes.reduce<Answers[]>(
    (ways, code, leaf) => {
      const mine = now[code] ?? null
      const better = spaces[leaf]!.filter((answer, choice) => {
        if (answer === null || compiled.effect[compiled.first[leaf]! + choice] !== 0) return false
        const sameCase =
          mine === null || (answer as { case?: number }).case === (mine as { case?: number }).case
        return sameCase && level(answer) > level(mine)
      })
      return ways.flatMap((way) => [mine, ...better].map((answer) => ({ ...way, [code]: answer })))
    },
    [{}],
  )
}

/** Points and star alone: what every way tried out is judged by. */
function judged(compiled: CompiledSheet, answers: Answers, { bands, reading, findings }: Judging) {
  const { ticks } = readAnswers(compiled, answers)
  const sum = evaluate(compiled, ticks, stoppedByFindings(compiled, findings))
  const byPoints = starTable(bands, compiled.maxPoints)[sum.total] ?? null
  return { points: sum.total, star: starOf(byPoints, sum.unmet, reading) }
}
type Judging = { bands: readonly Band[]; reading: MinimumReading; findings: string[] }

type Cost = [changes: number, points: number, levels: number]
const costOf = (compiled: CompiledSheet, now: Answers, then: Answers, points: number): Cost => {
  const changed = compiled.codes.filter(
    (code) => JSON.stringify(now[code] ?? null) !== JSON.stringify(then[code] ?? null),
  )
  const climbed = changed.map((code) => level(then[code] ?? null) - level(now[code] ?? null))
  return [changed.length, points, climbed.reduce((sum, one) => sum + one, 0)]
}
const dearer = (a: Cost, b: Cost) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]

describe('the way to the next star', () => {
  for (const missedMinimum of ['lower-star', 'no-star'] as const)
    test(`is the cheapest of all, tried out on small sheets (${missedMinimum})`, () => {
      const reading = { ...defaultReading, cumulativeFrom: 2, missedMinimum }
      fc.assert(
        fc.property(anySmallSheet, ({ compiled, answers, findings }) => {
          const bands = smallBands(compiled.maxPoints)
          const options = { bands, reading, findings }
          const now = scored(compiled, answers, options)
          const target = now.nextStar?.star ?? (now.star ?? 0) + 1
          let cheapest: Cost | null = null
          for (const then of improvements(compiled, answers)) {
            const result = judged(compiled, then, options)
            if (result.star === null || result.star < target) continue
            const cost = costOf(compiled, answers, then, result.points)
            if (cheapest === null || dearer(cost, cheapest) < 0) cheapest = cost
          }
          if (now.eliminated || now.star === 3) expect(now.nextStar).toBeNull()
          else if (now.nextStar === null) expect(cheapest).toBeNull()
          else {
            const then = walked(answers, now)
            const after = scored(compiled, then, options)
            expect(after.star).toBeGreaterThanOrEqual(target)
            expect(costOf(compiled, answers, then, after.points)).toEqual(cheapest)
          }
        }),
        { numRuns: 200 },
      )
    })

  test('where a missed minimum means no star, one change that lifts too far is no shorter way than two that fit', () => {
    const option = (points: number, star?: number) => ({
      points,
      label: 'a',
      ...(star && { minimumForStar: star }),
    })
    const compiled = smallSheet([option(1), option(3)], [option(0), option(1, 3)])
    const reading = { ...defaultReading, cumulativeFrom: 2, missedMinimum: 'no-star' as const }
    const { nextStar } = scored(compiled, {}, { bands: smallBands(4), reading })
    expect(nextStar?.path.map(({ criterion, to }) => [criterion, to])).toEqual([
      ['1', 0],
      ['2', 1],
    ])
  })

  test('on every real sheet: walking it reaches the star, and its gains add up', () => {
    for (const compiled of compiledSheets)
      fc.assert(
        fc.property(anyAnswers(compiled), (answers) => {
          const now = scored(compiled, answers, { bands: bands3 })
          if (now.nextStar === null) return
          const after = scored(compiled, walked(answers, now), { bands: bands3 })
          expect(after.star).toBeGreaterThanOrEqual(now.nextStar.star)
          const gained = now.nextStar.path.reduce((sum, { gain }) => sum + gain, 0)
          expect(after.points - now.points).toBe(gained)
        }),
        { numRuns: 10 },
      )
  })

  test('a real sheet always has a way up when nothing was found against the product', () => {
    for (const compiled of compiledSheets)
      fc.assert(
        fc.property(anyAnswers(compiled), (answers) => {
          const { star, nextStar } = scored(compiled, answers, { bands: bands3 })
          expect(nextStar === null).toBe(star === 5)
        }),
        { numRuns: 5 },
      )
  })
})
