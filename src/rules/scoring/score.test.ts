import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyAnswers } from '../../../test/golden/answers.ts'
import { bands3, compiledOf, compiledSheets, regime, sheet1048, sheetOf } from '../../../test/golden/law.ts'
import { type Answers, referenceScore } from '../../../test/golden/reference.ts'
import { leaves, scalesOf } from '../criteria/index.ts'
import { compileSheet, defaultReading, type Score, scoreSheet } from './index.ts'

const score = (set: number, answers: Answers, findings: string[] = []): Score => {
  const scored = scoreSheet(compiledOf(set), answers, { bands: bands3, findings })
  if (!scored.ok) throw new Error(JSON.stringify(scored.problems))
  return scored.value
}
/** Every leaf of a set at its best option. */
const best = (set: number): Answers =>
  Object.fromEntries(
    leaves(sheetOf(set)).map(({ criterion }) => {
      const option = scalesOf(criterion)[0]!.options.length - 1
      return [criterion.code, criterion.cases ? { case: 0, option } : option]
    }),
  )

describe('Phụ lục II: one option per leaf, nothing ticked is 0', () => {
  test('the best options make 40, 25, 35 and five stars on every sheet', () => {
    for (const { sheet } of compiledSheets) {
      const { points, parts, star, blockedBy, nextStar } = score(sheet.set, best(sheet.set))
      expect([points, parts, star, blockedBy, nextStar]).toEqual([100, { A: 40, B: 25, C: 35 }, 5, [], null])
    }
  })

  test('nothing ticked: 0 points, one star, everything unanswered', () => {
    const { points, star, unanswered } = score(1, {})
    expect([points, star, unanswered.length]).toEqual([0, 1, 32])
  })

  test('random answers and findings on every sheet: as the slow reference says', () => {
    for (const compiled of compiledSheets) {
      const spots = [...compiled.findings.keys()]
      const found = fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, fc.subarray(spots))
      fc.assert(
        fc.property(anyAnswers(compiled), found, (answers, findings) => {
          const { points, parts, starByPoints, star, eliminated, blockedBy } = score(
            compiled.sheet.set,
            answers,
            findings,
          )
          expect({ points, parts, starByPoints, star, eliminated, blockedBy }).toEqual(
            referenceScore(compiled.sheet, answers, findings),
          )
        }),
        { numRuns: 25 },
      )
    }
  })
})

describe('Phụ lục II, closing note: star marks are minimums', () => {
  test('all points but one three-star minimum missed: two stars, blocked by that option', () => {
    const { points, starByPoints, star, blockedBy, nextStar } = score(1, { ...best(1), '10': null })
    expect([points, starByPoints, star]).toEqual([95, 5, 2])
    expect(blockedBy).toEqual([
      { criterion: '10', star: 3, needsOption: 0 },
      { criterion: '10', star: 4, needsOption: 1 },
    ])
    expect(nextStar).toEqual({ star: 3, path: [{ criterion: '10', from: null, to: 0, gain: 1 }] })
  })

  test('an option above the marked one holds the mark', () => {
    expect(score(1, { ...best(1), '2.2': 2 }).star).toBe(5)
    expect(score(1, { ...best(1), '2.2': 1 }).star).toBe(2)
  })

  test('minimums accumulate: a three-star minimum missed also blocks four and five', () => {
    const { star, nextStar } = score(1, { ...best(1), '2.2': 1 })
    expect([star, nextStar?.star]).toEqual([2, 3])
  })

  test('sheet 26 prints marks without a legend: they bind by default, and not when the rules say so', () => {
    const answers = { ...best(26), '3.5': null }
    const unbound = { ...defaultReading, unlegendedMarksBind: false }
    expect(score(26, answers).star).toBe(2)
    const freed = scoreSheet(compiledOf(26), answers, { bands: bands3, reading: unbound })
    expect(freed.ok && freed.value.star).toBe(5)
  })

  test("a council's rules may give no star for a missed minimum", () => {
    const reading = { ...defaultReading, missedMinimum: 'no-star' as const }
    const scored = scoreSheet(compiledOf(1), { ...best(1), '2.2': 1 }, { bands: bands3, reading })
    expect(scored.ok && [scored.value.star, scored.value.nextStar?.star]).toEqual([null, 5])
  })
})

describe('Phụ lục II, 5.2: only when there is a product story', () => {
  test('5.2 counts nothing when 5.1 has no points', () => {
    expect(score(1, { '5.1': 1, '5.2': 2 }).points).toBe(3)
    expect(score(1, { '5.1': 0, '5.2': 2 }).points).toBe(0)
    expect(score(1, { '5.2': 2 }).points).toBe(0)
  })
})

describe('Phụ lục II: knock-outs', () => {
  test('"bị loại" (set 7, 1.1): no star, the reason kept, points still shown', () => {
    const { points, starByPoints, star, eliminated, knockOuts, nextStar } = score(7, best(7), ['1.1'])
    expect([points, starByPoints, star, eliminated, nextStar]).toEqual([100, 5, null, true, null])
    expect(knockOuts).toEqual([
      {
        criterion: '1.1',
        effect: 'eliminate',
        by: 'finding',
        text: 'Sử dụng toàn bộ nguyên liệu nhập khẩu hoặc không rõ nguồn gốc',
      },
    ])
  })

  test('"Không đánh giá những sản phẩm …" (set 1, 2.1): no star', () => {
    const { star, eliminated, knockOuts } = score(1, best(1), ['2.1'])
    expect([star, eliminated, knockOuts[0]?.effect]).toEqual([null, true, 'refuse'])
  })

  test('"sẽ không đánh giá các bước tiếp theo" (set 2, 6.1): what comes later counts 0, 6.1 and before keep', () => {
    const { points, parts, star, eliminated, notScored, nextStar } = score(2, best(2), ['6.1'])
    const own = sheetOf(2).parts[2]!.criteria[0]!.children![0]!.max
    expect(parts).toEqual({ A: 40, B: 25, C: own })
    expect([points, star, eliminated]).toEqual([65 + own, 2, false])
    expect(notScored[0]).toBe('6.2')
    expect(nextStar).toBeNull()
  })

  test('set 16, 0 points in 6.1 to 6.4: the option itself stops the scoring, and mending it brings all back', () => {
    const { points, notScored, knockOuts, nextStar } = score(16, { ...best(16), '6.2': 0 })
    expect(points).toBe(68)
    expect(notScored).toEqual(['6.3', '6.4', '7', '8', '9', '10'])
    expect(knockOuts).toEqual([{ criterion: '6.2', effect: 'stop-scoring', by: 'option', text: 'Có màu' }])
    expect(nextStar).toEqual({ star: 3, path: [{ criterion: '6.2', from: 0, to: 1, gain: 32 }] })
  })

  test('the other reading of "bước tiếp theo": the rest of the group is still scored', () => {
    const lenient = compileSheet(sheetOf(16), 'following-groups')
    const scored = scoreSheet(lenient, { ...best(16), '6.2': 0 }, { bands: bands3 })
    expect(scored.ok && [scored.value.points, scored.value.notScored]).toEqual([77, ['7', '8', '9', '10']])
  })
})

describe('cases: choose one of two, then one option (set 26: 8, 9, 15)', () => {
  test('either case gives its points', () => {
    expect(score(26, { '8': { case: 1, option: 1 } }).points).toBe(3)
    expect(score(26, { '8': { case: 0, option: 0 } }).points).toBe(1)
  })
})

describe('QĐ 1048/2019, set 1: scored with its own parts and bands', () => {
  test('35/25/40, no star marks', () => {
    const compiled = compileSheet(sheet1048)
    const scored = scoreSheet(
      compiled,
      { '10': 5, '3.2': { case: 1, option: 1 } },
      { bands: regime('qd1048-2019').bands! },
    )
    expect(scored.ok && [scored.value.parts, scored.value.star]).toEqual([{ A: 1, B: 0, C: 5 }, 1])
  })
})

describe('impossible answers are problems at their field, all of them at once', () => {
  const problems = (answers: unknown, findings?: unknown, set = 26) => {
    const scored = scoreSheet(compiledOf(set), answers, { bands: bands3, findings })
    return scored.ok ? [] : scored.problems.map(({ code, field }) => [code, field])
  }

  test.each<[string, unknown, string]>([
    ['unknown code', { '99.9': 0 }, 'unknown-criterion'],
    ['a name every object has', { constructor: 0 }, 'unknown-criterion'],
    ['answer on a group', { '1': 0 }, 'not-a-leaf'],
    ['two options', { '1.1': [0, 1] }, 'two-options'],
    ['index past the end', { '1.1': 2 }, 'option-out-of-range'],
    ['negative', { '1.1': -1 }, 'option-out-of-range'],
    ['text', { '1.1': '1' }, 'not-an-option-number'],
    ['half an option', { '1.1': 0.5 }, 'not-an-option-number'],
    ['not a number', { '1.1': Number.NaN }, 'not-an-option-number'],
    ['true', { '1.1': true }, 'not-an-option-number'],
    ['a case where there is none', { '1.1': { case: 0, option: 0 } }, 'no-cases-here'],
    ['no case where one is needed', { '8': 0 }, 'case-needed'],
    ['wrong case', { '8': { case: 2, option: 0 } }, 'case-out-of-range'],
    ['wrong option of a case', { '8': { case: 0, option: 2 } }, 'option-out-of-range'],
    ['half a case', { '8': { case: 0 } }, 'not-a-case-and-option'],
    ['more than a case', { '8': { case: 0, option: 0, points: 3 } }, 'not-a-case-and-option'],
  ])('%s', (_name, answers, code) => {
    expect(problems(answers)).toEqual([[code, `/answers/${Object.keys(answers as object)[0]}`]])
  })

  test.each([[null], [[]], ['x'], [3], [undefined]])('answers that are no object: %s', (answers) => {
    expect(problems(answers)).toEqual([['answers-not-an-object', '/answers']])
  })

  test('findings must be codes that print a knock-out', () => {
    expect(problems({}, 'x', 1)).toEqual([['findings-not-a-list', '/findings']])
    expect(problems({}, ['1.1', '99', 7], 1)).toEqual([
      ['no-knock-out-here', '/findings/0'],
      ['unknown-criterion', '/findings/1'],
      ['unknown-criterion', '/findings/2'],
    ])
  })

  test('every problem is named', () => {
    expect(problems({ '1': 0, '1.1': 9, '8': 0, x: 1 }, ['q'])).toHaveLength(5)
  })

  test('the problem cites the criterion', () => {
    const scored = scoreSheet(compiledOf(1), { '5.1': 9 }, { bands: bands3 })
    expect(scored.ok ? null : scored.problems[0]).toEqual({
      code: 'option-out-of-range',
      field: '/answers/5.1',
      article: 'Quyết định 26/2026/QĐ-TTg Phụ lục II, bộ số 01, tiêu chí 5.1',
      data: { criterion: '5.1', options: 5 },
    })
  })

  test('whatever is sent, it answers and does not throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (answers, findings) => {
        scoreSheet(compiledOf(26), answers, { bands: bands3, findings })
        scoreSheet(compiledOf(1), { '1.1': answers }, { bands: bands3, findings: [findings] })
      }),
      {
        examples: [
          [{ '1.1': { toString: 1 } }, [{ toString: 1 }]],
          [{ '8': Object.create(null) }, [Object.create(null)]],
        ],
      },
    )
  })
})
