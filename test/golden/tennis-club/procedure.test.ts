import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calendarOf, Holidays } from '../../../src/rules/calendar/index.ts'
import { fill, read } from '../../../src/rules/numbering/index.ts'
import {
  type Action,
  type Facts,
  Lifecycle,
  lifeOf,
  ProcedureLaw,
} from '../../../src/rules/procedure/index.ts'
import { lastValidDay, standingOn } from '../../../src/rules/validity/index.ts'

const readFile = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
const club = lifeOf(
  Lifecycle.parse(readFile('tennis-club/lifecycle.json')),
  ProcedureLaw.parse(readFile('tennis-club/procedure.json')),
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

  it('issues a certificate for its own term, under its own number', () => {
    const validUntil = lastValidDay('2026-08-31', club.law.validity!.months)
    expect(validUntil).toBe('2027-08-31')
    const issued = { kind: 'issued' as const, day: '2026-08-31', validUntil }
    expect(standingOn([issued], '2027-09-01').status).toBe('expired')
    const number = fill('CLUB/{year}/{seq:03}', { year: 2026, seq: 7 })
    expect(number).toBe('CLUB/2026/007')
    expect(read('CLUB/{year}/{seq:03}', 'club 2026 OO7')).toEqual({ year: 2026, seq: 7 })
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
