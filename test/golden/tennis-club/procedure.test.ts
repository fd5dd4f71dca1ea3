import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calendarOf, Holidays } from '../../../src/rules/calendar/index.ts'
import {
  type Action,
  type Facts,
  Lifecycle,
  lifeOf,
  ProcedureLaw,
} from '../../../src/rules/procedure/index.ts'

const read = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
const club = lifeOf(
  Lifecycle.parse(read('tennis-club/lifecycle.json')),
  ProcedureLaw.parse(read('tennis-club/procedure.json')),
)
const calendar = calendarOf(
  Holidays.parse(JSON.parse(readFileSync('regulation/vietnam/holidays.json', 'utf8'))),
)

describe('a toy decree of three steps runs on data alone', () => {
  const facts: Facts = {
    today: '2026-06-01',
    kind: 'first',
    setNo: 1,
    ownerType: 'member',
    sheetOnFile: true,
  }
  const judged: Facts = {
    ...facts,
    result: { star: 3, mean: { numerator: 19n, denominator: 2n }, level: 'club' },
  }

  it('goes from filing to recognition', () => {
    const history: { action: Action }[] = []
    for (const [action, known] of [
      ['file', facts],
      ['agree-result', judged],
      ['decide-recognise', judged],
    ] as const) {
      expect(club.can(club.fold(history), action, known)).toEqual({ ok: true })
      history.push({ action })
    }
    expect(club.fold(history)).toBe('recognised')
  })

  it('cites its own rules and keeps its own clock', () => {
    expect(club.can('draft', 'file', { ...facts, ownerType: 'hop-tac-xa' })).toMatchObject({
      problems: [{ code: 'owner-not-eligible', article: 'Club rule 1' }],
    })
    const actions = [{ action: 'file', day: '2026-06-01' }] as const
    expect(club.clockOf({ status: 'filed', kind: 'first', actions }, '2026-06-02', calendar)).toMatchObject({
      id: 'club-answer',
      lastDay: '2026-06-08',
    })
  })

  it('has none of the steps of the OCOP decree', () => {
    expect(club.can('filed', 'receive-commune', facts)).toMatchObject({
      problems: [{ code: 'action-not-now' }],
    })
    expect(club.roundFor('2026-06-01')).toBeNull()
  })
})
