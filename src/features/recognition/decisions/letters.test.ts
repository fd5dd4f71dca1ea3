import { describe, expect, test } from 'vitest'
import { regulation } from '../../../../test/factories/council-world.ts'
import { fixedAnswers } from '../../../../test/golden/answers.ts'
import { explain } from '../../../compose-recognition.ts'
import { councilResult } from '../../../rules/scoring/index.ts'

const regime = 'qd26-2026'
const rules = regulation.councilRules('hue', '2026-06-15')!

/** What the letter says of a result that three members formed on a sheet, with the findings of each. */
function said(set: number, findings: readonly (readonly string[])[], answers = {}) {
  const compiled = regulation.compiled(regime, set)!
  const best = { ...fixedAnswers(regulation.sheet(regime, set)!, 0), ...answers }
  const formed = councilResult({
    compiled,
    bands: regulation.regime(regime)!.bands!,
    rules,
    members: findings.map((found, index) => ({ memberId: `m${index}`, answers: best, findings: found })),
  })
  if (!formed.ok) throw new Error(JSON.stringify(formed.problems))
  const { agreed, knockOuts, star, mean } = formed.value
  return explain(
    regulation,
    regime,
    set,
    { agreed, knockOuts },
    {
      star,
      meanNum: Number(mean.numerator),
      meanDen: Number(mean.denominator),
    },
  )!
}

/** The first option of every criterion of set 7. */
const low = Object.fromEntries(regulation.compiled(regime, 7)!.codes.map((code) => [code, 0]))

describe('Điều 7 khoản 3 điểm g: the letter tells what the council found, not what a member did', () => {
  test('a knock-out of one member of three stays that member’s', () => {
    expect(said(7, [['1.1'], [], []], low)).toMatchObject({ knockedOutBy: [], stoppedBy: [] })
  })

  test('one that binds is the reason, and no points lead on from it', () => {
    const { knockedOutBy, next } = said(7, [['1.1'], ['1.1'], []], low)
    expect(said(7, [[], [], []], low).next).not.toBeNull()
    expect(knockedOutBy).toEqual(['Sử dụng toàn bộ nguyên liệu nhập khẩu hoặc không rõ nguồn gốc'])
    expect(next).toBeNull()
  })

  test('a stop of the scoring is told as one, and the way on counts nothing after it', () => {
    const { knockedOutBy, stoppedBy, next } = said(2, [['6.1'], ['6.1'], []])
    expect(knockedOutBy).toEqual([])
    expect(stoppedBy).toHaveLength(1)
    const after = regulation.compiled(regime, 2)!.codes.filter((code) => Number(code.split('.')[0]) > 6)
    for (const step of next?.steps ?? [])
      expect(
        after.some((code) => step.startsWith(`${code}. `)),
        step,
      ).toBe(false)
  })
})
