import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyAnswers } from '../../../test/golden/answers.ts'
import { bands3, compiledOf, regime, sheetOf } from '../../../test/golden/law.ts'
import type { Answers } from '../../../test/golden/reference.ts'
import { leaves, scalesOf } from '../criteria/index.ts'
import { compare, fraction, toDecimal, toText } from '../fraction.ts'
import {
  answerOf,
  type CompiledSheet,
  type CouncilInput,
  type CouncilResult,
  CouncilRules,
  councilResult,
  type ProofNode,
  quorumOf,
} from './index.ts'

const rules = CouncilRules.parse({
  id: 'test',
  effectiveFrom: '2026-05-22',
  effectiveTo: null,
  citation: 'Quy chế thử nghiệm',
  quorum: { numerator: 3, denominator: 4, chairOrDelegateRequired: true },
  spreadLimit: 10,
  spreadByCriterionShare: null,
  mean: 'plain',
  minimums: 'agreed-sheet',
  tieBreak: 'lower',
  missedMinimum: 'lower-star',
  knockout: 'majority',
  writtenOpinion: { allowed: true, forKinds: ['reevaluation'], days: null },
  rounding: { printDecimals: 2, mode: 'half-up' },
})
const ids = 'abcdefghijklmno'

const council = (
  compiled: CompiledSheet,
  sheets: readonly { answers: Answers; findings?: string[] }[],
  more: Partial<CouncilInput> = {},
): CouncilResult => {
  const members = sheets.map((sheet, index) => ({ memberId: ids[index]!, ...sheet }))
  const result = councilResult({ compiled, bands: bands3, rules, members, ...more })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}
const best = (set: number): Answers =>
  Object.fromEntries(
    leaves(sheetOf(set)).map(({ criterion }) => {
      const option = scalesOf(criterion)[0]!.options.length - 1
      return [criterion.code, criterion.cases ? { case: 0, option } : option]
    }),
  )

/** Answers of a set with exactly this total that miss no star minimum. */
const withTotal = (compiled: CompiledSheet, total: number): Answers => {
  let ways = new Map<number, Answers>([[0, {}]])
  for (const [leaf, code] of compiled.codes.entries()) {
    const next = new Map<number, Answers>()
    for (const [sum, answers] of ways)
      for (let choice = 0; choice < compiled.size[leaf]!; choice++) {
        const at = compiled.first[leaf]! + choice
        if (compiled.unmet[at] === 0)
          next.set(sum + compiled.points[at]!, { ...answers, [code]: answerOf(compiled, leaf, choice) })
      }
    ways = next
  }
  const answers = ways.get(total)
  if (!answers) throw new RangeError(`no way to ${total} points`)
  return answers
}
const sheets = (set: number, ...totals: number[]) => {
  const known = new Map([...new Set(totals)].map((total) => [total, withTotal(compiledOf(set), total)]))
  return totals.map((total) => ({ answers: known.get(total)! }))
}

describe('the mean is exact and compared as it is', () => {
  test('Điều 3 khoản 3 điểm a, b: 90 and 89 make 89.5, which is four stars; 90 is five', () => {
    expect(council(compiledOf(24), sheets(24, 90, 89)).star).toBe(4)
    expect(council(compiledOf(24), sheets(24, 90, 90)).star).toBe(5)
  })

  test('fifteen members at 1,349 points in all: 1349/15 prints 89.93 and is four stars', () => {
    const totals = [...Array<number>(14).fill(90), 89]
    const { mean, starByPoints, star } = council(compiledOf(24), sheets(24, ...totals))
    expect([toText(mean), toDecimal(mean), starByPoints, star]).toEqual(['1349/15', '89.93', 4, 4])
  })

  test('what prints as 90.00 need not be five stars', () => {
    expect(toDecimal(fraction(89996, 1000))).toBe('90.00')
    expect(compare(fraction(89996, 1000), fraction(90))).toBeLessThan(0)
  })

  test('QĐ 1048/2019: a mean between two printed bands is no star, and the proof says so', () => {
    const result = council(compiledOf(24), sheets(24, 90, 89), { bands: regime('qd1048-2019').bands! })
    expect([result.starByPoints, result.star]).toEqual([null, null])
    expect(result.proof.because.find(({ claim }) => claim === 'band')?.holds).toBe(false)
  })
})

describe('fractions', () => {
  test('are kept in lowest terms and print half up', () => {
    expect(toText(fraction(-6, -4))).toBe('3/2')
    expect(
      ['1/8', '-1/8', '0'].map((text) =>
        toDecimal(fraction(...(text.split('/').map(Number) as [number, number]))),
      ),
    ).toEqual(['0.13', '-0.13', '0.00'])
    expect([toDecimal(fraction(1, 2), 0), toDecimal(fraction(5, 2), 0), toDecimal(fraction(249, 3))]).toEqual(
      ['1', '3', '83.00'],
    )
  })
  test('compare as numbers do', () => {
    const any = fc.tuple(fc.integer(), fc.integer({ min: 1, max: 1000 }))
    fc.assert(
      fc.property(any, any, ([a, b], [c, d]) => {
        expect(compare(fraction(a, b), fraction(c, d))).toBe(Math.sign(a * d - c * b))
      }),
    )
  })
})

describe('council rules: spread', () => {
  test('exactly the limit needs no second round, one point more does', () => {
    expect(council(compiledOf(24), sheets(24, 100, 90)).needsSecondRound).toBe(false)
    const { needsSecondRound, spread } = council(compiledOf(24), sheets(24, 100, 95, 89))
    expect([needsSecondRound, spread]).toEqual([
      true,
      { highest: 100, lowest: 89, points: 11, limit: 10, beyond: true },
    ])
  })
  test('no limit in the rules: never', () => {
    const wide = { rules: { ...rules, spreadLimit: null } }
    expect(council(compiledOf(24), [{ answers: best(24) }, { answers: {} }], wide).needsSecondRound).toBe(
      false,
    )
  })
  test('by criterion: more than half of its maximum apart, when the rules look at it', () => {
    const apart = [{ answers: best(1) }, { answers: { ...best(1), '7': 0 } }]
    const half = { rules: { ...rules, spreadByCriterionShare: { numerator: 1, denominator: 2 } } }
    expect(council(compiledOf(1), apart).needsSecondRound).toBe(false)
    expect(council(compiledOf(1), apart, half).criterionSpreads).toEqual([
      { criterion: '7', highest: 3, lowest: 0, points: 3, max: 3, beyond: true },
    ])
    expect(council(compiledOf(1), apart, half).needsSecondRound).toBe(true)
  })
})

describe('council rules: whose ticks a star minimum is held against', () => {
  const missing = { answers: { ...best(1), '10': 0 } }
  const full = { answers: best(1) }
  const star = (minimums: CouncilRules['minimums'], ...members: { answers: Answers }[]) =>
    council(compiledOf(1), members, { rules: { ...rules, minimums } }).star

  test('two hold, one misses: only "each member" lowers the star', () => {
    const members = [full, missing, full]
    expect(star('agreed-sheet', ...members)).toBe(5)
    expect(star('majority', ...members)).toBe(5)
    expect(star('median', ...members)).toBe(5)
    expect(star('each-member', ...members)).toBe(3)
  })
  test('one holds, one misses: a tie goes to the lower option', () => {
    for (const mode of ['agreed-sheet', 'majority', 'median', 'each-member'] as const)
      expect(star(mode, full, missing)).toBe(3)
    const higher = { rules: { ...rules, tieBreak: 'higher' as const } }
    expect(council(compiledOf(1), [full, missing], higher).star).toBe(5)
  })
  test('a missed minimum may mean no star', () => {
    const none = { rules: { ...rules, missedMinimum: 'no-star' as const } }
    expect(council(compiledOf(1), [missing], none).star).toBeNull()
  })
  test('the agreed sheet keeps votes and ties', () => {
    const { agreed } = council(compiledOf(1), [full, missing])
    expect(agreed.find(({ criterion }) => criterion === '10')).toEqual({
      criterion: '10',
      answer: 0,
      votes: 1,
      of: 2,
      tied: true,
    })
  })
  test('the agreed sheet is the vote at every criterion', () => {
    const compiled = compiledOf(26)
    fc.assert(
      fc.property(fc.array(anyAnswers(compiled), { minLength: 1, maxLength: 7 }), (all) => {
        for (const { criterion, answer, votes } of council(
          compiled,
          all.map((answers) => ({ answers })),
        ).agreed) {
          const cast = all.map((answers) => JSON.stringify(answers[criterion] ?? null))
          const count = (text: string) => cast.filter((one) => one === text).length
          expect(count(JSON.stringify(answer))).toBe(votes)
          expect(Math.max(...cast.map(count))).toBe(votes)
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe('council rules: knock-outs', () => {
  const found = { answers: best(7), findings: ['1.1'] }
  const clean = { answers: best(7) }

  test('more than half must find it: two of three bind, one of two does not', () => {
    expect(council(compiledOf(7), [found, found, clean])).toMatchObject({ eliminated: true, star: null })
    expect(council(compiledOf(7), [found, clean])).toMatchObject({ eliminated: false, star: 5 })
  })
  test('or a single member, when the rules say so', () => {
    const any = { rules: { ...rules, knockout: 'any' as const } }
    expect(council(compiledOf(7), [found, clean, clean], any).star).toBeNull()
  })
  test('the reason is kept with who found it', () => {
    expect(council(compiledOf(7), [found, found, clean]).knockOuts).toEqual([
      {
        criterion: '1.1',
        effect: 'eliminate',
        by: 'finding',
        text: 'Sử dụng toàn bộ nguyên liệu nhập khẩu hoặc không rõ nguồn gốc',
        foundBy: 2,
        of: 3,
        binds: true,
      },
    ])
  })
  test('a stop agreed on leaves later minimums unmet; a stop of the few only lowers their own totals', () => {
    const stop = { answers: best(2), findings: ['6.1'] }
    const free = { answers: best(2) }
    const stopped = council(compiledOf(2), [stop, stop, free])
    expect(stopped.minimums.filter(({ holds }) => !holds).length).toBeGreaterThan(0)
    const few = council(compiledOf(2), [stop, free, free])
    expect(few.minimums.every(({ holds }) => holds)).toBe(true)
    expect(few.totals[0]!.total).toBeLessThan(100)
  })
  test('an option that stops the scoring binds when it stands on the agreed sheet (set 16)', () => {
    const cloudy = { answers: { ...best(16), '6.2': 0 } }
    const clear = { answers: best(16) }
    expect(council(compiledOf(16), [cloudy, cloudy, clear]).knockOuts[0]).toMatchObject({
      foundBy: 2,
      binds: true,
    })
    expect(council(compiledOf(16), [cloudy, clear, clear]).knockOuts[0]).toMatchObject({
      foundBy: 1,
      binds: false,
    })
  })
})

describe('what may not matter, does not', () => {
  const compiled = compiledOf(16)
  const spots = [...compiled.findings.keys()]
  const member = fc.record({ answers: anyAnswers(compiled), findings: fc.subarray(spots) })
  const some = fc.array(member, { minLength: 2, maxLength: 6 })

  test('the order of members', () => {
    fc.assert(
      fc.property(some, fc.nat(), (all, turn) => {
        const members = all.map((sheet, index) => ({ memberId: ids[index]!, ...sheet }))
        const shift = turn % members.length
        const turned = [...members.slice(shift), ...members.slice(0, shift)].reverse()
        const base = { compiled, bands: bands3, rules }
        expect(councilResult({ ...base, members: turned })).toEqual(councilResult({ ...base, members }))
      }),
      { numRuns: 20 },
    )
  })

  test('recusal or absence: both are outside the divisor', () => {
    fc.assert(
      fc.property(some, (all) => {
        const absent = council(compiled, all, { absent: ['x', 'y'] })
        const recused = council(compiled, all, { recused: ['x', 'y'] })
        const neither = council(compiled, all)
        const figures = ({ proof: _, ...rest }: CouncilResult) => rest
        expect(figures(absent)).toEqual(figures(neither))
        expect(figures(recused)).toEqual(figures(neither))
      }),
      { numRuns: 30 },
    )
  })
})

describe('more points never mean fewer stars', () => {
  const compiled = compiledOf(5)
  /** One member raises one tick to a later option of the same leaf. */
  const raised = (all: readonly Answers[], who: number, leaf: number, up: number): Answers[] | null => {
    const code = compiled.codes[leaf % compiled.codes.length]!
    const member = who % all.length
    const now = (all[member]![code] as number | null) ?? -1
    const size = compiled.size[compiled.leafOf.get(code)!]! - 1
    if (now + 1 >= size) return null
    return all.with(member, { ...all[member]!, [code]: now + 1 + (up % (size - now - 1)) })
  }
  const anyRaise = fc.record({
    all: fc.array(anyAnswers(compiled), { minLength: 1, maxLength: 5 }),
    who: fc.nat(),
    leaf: fc.nat(),
    up: fc.nat(),
  })
  const judge = (all: readonly Answers[], minimums: CouncilRules['minimums']) =>
    council(
      compiled,
      all.map((answers) => ({ answers })),
      { rules: { ...rules, minimums } },
    )

  for (const minimums of ['each-member', 'majority', 'median'] as const)
    test(`a tick raised lowers neither the mean nor the star (minimums: ${minimums})`, () => {
      fc.assert(
        fc.property(anyRaise, ({ all, who, leaf, up }) => {
          const then = raised(all, who, leaf, up)
          if (then === null) return
          const [before, after] = [judge(all, minimums), judge(then, minimums)]
          expect(compare(after.mean, before.mean)).toBeGreaterThanOrEqual(0)
          expect(after.starByPoints!).toBeGreaterThanOrEqual(before.starByPoints!)
          expect(after.star!).toBeGreaterThanOrEqual(before.star!)
        }),
        { numRuns: 30 },
      )
    })

  const byMedian = { ...rules, agreedBy: 'median' as const }
  const agreedOf = (all: readonly Answers[], by: CouncilRules) =>
    council(
      compiled,
      all.map((answers) => ({ answers })),
      { rules: by },
    )
  const level = (answer: unknown) => (answer as number | null) ?? -1

  test('nor does the agreed sheet formed by the median: at no criterion does it fall', () => {
    fc.assert(
      fc.property(anyRaise, fc.constantFrom('lower', 'higher'), ({ all, who, leaf, up }, tieBreak) => {
        const then = raised(all, who, leaf, up)
        if (then === null) return
        const [before, after] = [all, then].map((one) => agreedOf(one, { ...byMedian, tieBreak }))
        expect(after!.star!).toBeGreaterThanOrEqual(before!.star!)
        for (const [index, tick] of before!.agreed.entries())
          expect(level(after!.agreed[index]!.answer)).toBeGreaterThanOrEqual(level(tick.answer))
      }),
      { numRuns: 60 },
    )
  })

  test('the median is the majority wherever there is one, and always the highest level more than half reach', () => {
    fc.assert(
      fc.property(fc.array(anyAnswers(compiled), { minLength: 1, maxLength: 7 }), (all) => {
        for (const tick of agreedOf(all, byMedian).agreed) {
          const ticked = all.map((answers) => level(answers[tick.criterion]))
          const own = level(tick.answer)
          expect(tick.atLeast).toBe(ticked.filter((one) => one >= own).length)
          expect(tick.atLeast! * 2).toBeGreaterThan(all.length)
          expect(ticked.filter((one) => one > own).length * 2).toBeLessThanOrEqual(all.length)
          const most = ticked.find((one) => ticked.filter((other) => other === one).length * 2 > all.length)
          if (most !== undefined) expect(own).toBe(most)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('where the plurality fell from five stars to three, the median stays at five', () => {
    const vote = (by: CouncilRules, ...options: number[]) =>
      council(
        compiledOf(1),
        options.map((option) => ({ answers: { ...best(1), '10': option } })),
        { rules: by },
      ).star
    expect([vote(rules, 0, 0, 1, 1, 1, 2), vote(rules, 0, 0, 1, 1, 2, 2)]).toEqual([5, 3])
    expect([vote(byMedian, 0, 0, 1, 1, 1, 2), vote(byMedian, 0, 0, 1, 1, 2, 2)]).toEqual([5, 5])
  })

  test('on the sheet agreed by plurality the same holds wherever the vote does not fall', () => {
    fc.assert(
      fc.property(anyRaise, ({ all, who, leaf, up }) => {
        const then = raised(all, who, leaf, up)
        if (then === null) return
        const [before, after] = [judge(all, 'agreed-sheet'), judge(then, 'agreed-sheet')]
        expect(compare(after.mean, before.mean)).toBeGreaterThanOrEqual(0)
        const fell = before.agreed.some(
          (tick, index) => level(after.agreed[index]!.answer) < level(tick.answer),
        )
        if (!fell) expect(after.star!).toBeGreaterThanOrEqual(before.star!)
      }),
      { numRuns: 30 },
    )
  })

  test('where it may fall: a raised tick splits the vote and the tie goes to the lower option', () => {
    const ticked = (...options: number[]) => options.map((option) => ({ ...best(1), '10': option }))
    const vote = (...options: number[]) =>
      council(
        compiledOf(1),
        ticked(...options).map((answers) => ({ answers })),
      )
    expect(vote(0, 0, 1, 1, 1, 2)).toMatchObject({ star: 5 })
    expect(vote(0, 0, 1, 1, 2, 2)).toMatchObject({ star: 3 })
  })
})

describe('impossible input is refused, naming the member', () => {
  const refuse = (members: CouncilInput['members'], more: Partial<CouncilInput> = {}) => {
    const result = councilResult({ compiled: compiledOf(1), bands: bands3, rules, members, ...more })
    return result.ok ? [] : result.problems.map(({ code, field }) => [code, field])
  }
  test('no sheet, a member twice, a member recused who scored, an impossible answer', () => {
    expect(refuse([])).toEqual([['no-sheet-to-count', '/members']])
    const [a, b] = [
      { memberId: 'a', answers: {} },
      { memberId: 'b', answers: { '1.1': 9 } },
    ]
    expect(refuse([a, a])).toEqual([['member-not-counted-once', '/members/1']])
    expect(refuse([a], { recused: ['a'] })).toEqual([['member-not-counted-once', '/members/0']])
    expect(refuse([a, b])).toEqual([['option-out-of-range', '/members/1/answers/1.1']])
  })
})

describe('the proof of the star', () => {
  const { proof, star } = council(
    compiledOf(1),
    [{ answers: best(1) }, { answers: { ...best(1), '10': 0 } }, { answers: { ...best(1), '10': 0 } }],
    { absent: ['x'], recused: ['y'] },
  )
  const all = (node: ProofNode): ProofNode[] => [node, ...node.because.flatMap(all)]

  test('is plain JSON and ends in the star', () => {
    expect(JSON.parse(JSON.stringify(proof))).toEqual(proof)
    expect([proof.claim, proof.data.star, star]).toEqual(['star', 3, 3])
  })
  test('counts every total once, names who was left out and why, and gives the exact mean', () => {
    const mean = proof.because.find(({ claim }) => claim === 'mean')!
    expect(mean.data).toMatchObject({ exact: '292/3', printed: '97.33', counted: 3, sum: 292 })
    expect(mean.because.filter(({ claim }) => claim === 'total').map(({ data }) => data.total)).toEqual([
      100, 96, 96,
    ])
    expect(mean.because.filter(({ claim }) => claim === 'left-out').map(({ data }) => data)).toEqual([
      { memberId: 'x', why: 'absent' },
      { memberId: 'y', why: 'recused' },
    ])
  })
  test('cites the band, and every star tried with the minimum that failed it', () => {
    expect(proof.article).toBe('Quyết định 26/2026/QĐ-TTg Điều 3 khoản 3 điểm a')
    const tried = proof.because.filter(({ claim }) => claim === 'tried')
    expect(tried.map(({ data, holds }) => [data.star, data.missed, holds])).toEqual([
      [5, 1, false],
      [4, 1, false],
      [3, 0, true],
    ])
    const failed = tried[1]!.because.find(({ holds }) => !holds)!
    expect(failed.article).toBe('Quyết định 26/2026/QĐ-TTg Phụ lục II, bộ số 01, tiêu chí 10')
    expect(failed.data).toMatchObject({
      criterion: '10',
      star: 4,
      needsOption: 1,
      against: 0,
      heldBy: 1,
      of: 3,
    })
  })
  test('every step cites an article, and nothing was rounded before comparing', () => {
    expect(all(proof).filter(({ article }) => article === null)).toEqual([])
    expect(proof.because.at(-1)?.data).toMatchObject({ compared: 'exact', printDecimals: 2 })
  })
})

describe('council rules: quorum', () => {
  const ask = (members: number, present: number, chair = true) =>
    quorumOf(rules, { members, present, chairOrDelegatePresent: chair })
  test('three quarters with the chair: of 15 it takes 12', () => {
    expect([ask(15, 11).holds, ask(15, 12).holds, ask(15, 12).needed]).toEqual([false, true, 12])
    expect(ask(15, 15, false).holds).toBe(false)
  })
  test('three quarters of 9 is 6.75, so 7', () => {
    expect([ask(9, 6).holds, ask(9, 7).holds, ask(9, 7).needed]).toEqual([false, true, 7])
  })
  test('a council of nobody has no quorum', () => {
    expect(ask(0, 0).holds).toBe(false)
  })
})
