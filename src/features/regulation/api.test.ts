import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyAnswers } from '../../../test/golden/answers.ts'
import { compiledSheets } from '../../../test/golden/law.ts'
import { referenceScore } from '../../../test/golden/reference.ts'
import { answerScore, ScoreAnswer, ScoreQuestion, SheetList, sheetList } from './api.ts'
import { loadRegulation } from './index.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'

const regulation = loadRegulation('regulation')
const ask = (question: object) => answerScore(regulation, ScoreQuestion.parse(question))
const refused = (question: object) => {
  const answer = ask(question)
  return answer.ok ? [] : answer.problems.map(({ code, field }) => [code, field])
}

describe('POST /api/v1/score', () => {
  test('answers as the contract says, for random answers on all 26 sheets', () => {
    for (const { sheet, ...compiled } of compiledSheets)
      fc.assert(
        fc.property(anyAnswers({ sheet, ...compiled }), (answers) => {
          const answer = ask({ regime: 'qd26-2026', set: sheet.set, answers })
          if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
          expect(ScoreAnswer.parse(JSON.parse(JSON.stringify(answer.value)))).toEqual(answer.value)
          const { points, parts, starByPoints, star, eliminated, blockedBy } = answer.value
          expect({ points, parts, starByPoints, star, eliminated, blockedBy }).toEqual(
            referenceScore(sheet, answers),
          )
        }),
        { numRuns: 10 },
      )
  })

  test('refuses a regime that is not one, a set that is not one, and regimes whose sheets are not on file', () => {
    expect(refused({ regime: 'qd1-1900', set: 1, answers: {} })).toEqual([['unknown-regime', '/regime']])
    expect(refused({ regime: 'qd26-2026', set: 27, answers: {} })).toEqual([['unknown-set', '/set']])
    for (const regime of ['qd148-2023', 'qd148-2023-qd1489-2025'])
      expect(refused({ regime, set: 1, answers: {} })).toEqual([['sheets-not-on-file', '/set']])
    expect(refused({ regime: 'qd1048-2019', set: 2, answers: {} })).toEqual([['sheets-not-on-file', '/set']])
  })

  test('an elimination is told with its reason', () => {
    const answer = ask({ regime: 'qd26-2026', set: 7, answers: {}, findings: ['1.1'] })
    expect(answer).toMatchObject({ ok: true, value: { star: null, eliminated: true, nextStar: null } })
    expect(answer.ok && answer.value.knockOuts[0]?.text).toContain('nguyên liệu nhập khẩu')
  })

  test('every problem it can answer with has words in both languages', () => {
    const codes = [
      ...refused({ regime: 'x', set: 1, answers: {} }),
      ...refused({ regime: 'qd26-2026', set: 0, answers: {} }),
      ...refused({ regime: 'qd148-2023', set: 1, answers: {} }),
      ...refused({ regime: 'qd26-2026', set: 1, answers: 3, findings: 3 }),
      ...refused({
        regime: 'qd26-2026',
        set: 26,
        answers: { '1': 0, '1.1': [1], '1.2': 'a', '1.3': 9, '8': 1, '9': {}, x: 1 },
      }),
      ...refused({
        regime: 'qd26-2026',
        set: 26,
        answers: { '1.1': { case: 0, option: 0 }, '8': { case: 9, option: 0 } },
      }),
      ...refused({ regime: 'qd26-2026', set: 1, answers: {}, findings: ['1.2'] }),
    ].map(([code]) => code!)
    expect(new Set(codes).size).toBeGreaterThanOrEqual(13)
    for (const code of codes) expect([code, code in vi, code in en]).toEqual([code, true, true])
  })
})

describe('GET /api/v1/sheets', () => {
  test('lists 27 sheets and every regime with what is missing of it', () => {
    const list = sheetList(regulation)
    expect(SheetList.parse(list)).toEqual(list)
    expect(list.items).toHaveLength(27)
    expect(list.regimes.map(({ id, scorable }) => [id, scorable])).toEqual([
      ['qd1048-2019', true],
      ['qd148-2023', false],
      ['qd148-2023-qd1489-2025', false],
      ['qd26-2026', true],
    ])
  })
})
