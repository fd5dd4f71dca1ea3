import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../calendar/index.ts'
import { exceedsRange, expectedPercent, forecastOf, Goal, paceOf, progressOf } from './index.ts'

const YEAR = { from: '2024-01-01', to: '2024-12-31' }

describe('the targets of Kế hoạch 135/KH-UBND', () => {
  it('at least 30 products upgraded, standardised or newly recognised', () => {
    const goal = Goal.parse({ kind: 'at-least', value: 30 })
    expect(progressOf(goal, { count: 29 })).toEqual({ now: 29, needed: 30, met: false, percent: 96 })
    expect(progressOf(goal, { count: 30 }).met).toBe(true)
    expect(progressOf(goal, { count: 45 }).percent).toBe(100)
  })

  it('two to three places of community tourism', () => {
    const goal = Goal.parse({ kind: 'range', from: 2, to: 3 })
    expect([1, 2, 3].map((count) => progressOf(goal, { count }).met)).toEqual([false, true, true])
    expect([3, 4].map((count) => exceedsRange(goal, { count }))).toEqual([false, true])
  })

  it('re-evaluation of all that are due; of none due nothing is missing', () => {
    const goal = Goal.parse({ kind: 'share', numerator: 1, denominator: 1 })
    expect(progressOf(goal, { count: 8, base: 48 })).toMatchObject({ needed: 48, met: false, percent: 16 })
    expect(progressOf(goal, { count: 0, base: 0 })).toMatchObject({ met: true, percent: 100 })
    expect(progressOf({ kind: 'share', numerator: 3, denominator: 4 }, { count: 5, base: 7 })).toMatchObject({
      needed: 6,
      met: false,
    })
  })

  it('the pilot model of Bạch Mã wine by milestones, unknown ones not counted', () => {
    const goal = Goal.parse({ kind: 'milestones', ids: ['vung-nguyen-lieu', 'che-bien', 'ho-so'] })
    expect(progressOf(goal, { count: 0, done: ['che-bien', 'khac'] })).toMatchObject({
      now: 1,
      needed: 3,
      percent: 33,
    })
  })
})

describe('pace', () => {
  const half = { now: 15, needed: 30, met: false, percent: 50 }

  it('compares with a straight line through the year', () => {
    expect(expectedPercent(YEAR, '2024-06-30')).toBe(49)
    expect(expectedPercent(YEAR, '2024-12-31')).toBe(100)
    expect(paceOf(half, YEAR, '2024-06-30')).toBe('on-track')
    expect(paceOf(half, YEAR, '2024-09-30')).toBe('behind')
    expect(paceOf(half, YEAR, '2025-01-01')).toBe('missed')
    expect(paceOf(half, YEAR, '2023-12-31')).toBe('not-begun')
    expect(paceOf({ ...half, met: true }, YEAR, '2025-01-01')).toBe('met')
  })

  it('never turns better by time alone', () => {
    const order = ['not-begun', 'on-track', 'behind', 'missed']
    fc.assert(
      fc.property(fc.nat({ max: 99 }), fc.nat({ max: 500 }), fc.nat({ max: 100 }), (percent, day, later) => {
        const at = (n: number) =>
          order.indexOf(paceOf({ now: 0, needed: 1, met: false, percent }, YEAR, addDays('2023-11-01', n)))
        expect(at(day + later)).toBeGreaterThanOrEqual(at(day))
      }),
    )
  })
})

it('a forecast goes on at the pace so far, says nothing too early, and is the figure itself at the end', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' }
  expect(forecastOf(10, year, '2026-07-02')).toBe(19)
  expect(forecastOf(10, year, '2026-01-20')).toBeNull()
  expect(forecastOf(10, year, '2026-12-31')).toBe(10)
  expect(forecastOf(10, year, '2027-03-01')).toBe(10)
})
