import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  doubtsAbout,
  type Figures,
  growthOf,
  periodBefore,
  periodOf,
  periodsToFile,
  unbrokenSince,
} from './index.ts'

const law = { growthPercent: 100, fallPercent: 60, jobsPercent: 100, salesPerUnitPercent: 60, ref: 'thử' }
const usual: Figures = { output: 10_000, unit: 'kg', sales: 50_000_000, jobs: 10 }

it('a product is recognised since the first of the terms that took up one from another', () => {
  const now = { from: '2026-10-15', to: '2029-10-14', stands: true }
  const former = (from: string, to: string) => ({ from, to, stands: false })
  expect(unbrokenSince([now])).toBe('2026-10-15')
  expect(unbrokenSince([now, former('2023-10-20', '2026-10-15')])).toBe('2023-10-20')
  expect(unbrokenSince([former('2020-10-19', '2023-10-19'), now, former('2023-10-20', '2026-10-14')])).toBe(
    '2020-10-19',
  )
  expect(unbrokenSince([now, former('2023-10-10', '2026-10-13')])).toBe('2026-10-15')
})

describe('a period', () => {
  it('is a quarter by the calendar, with its last day', () => {
    expect(periodOf('2026-11-29', 3)).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(periodOf('2024-02-10', 1)).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(periodBefore({ from: '2026-01-01', to: '2026-03-31' }, 3)).toEqual({
      from: '2025-10-01',
      to: '2025-12-31',
    })
  })
  it('follows the one before without gap, whatever its length', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2019-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.constantFrom(1, 3, 6, 12),
        (date, months) => {
          const period = periodOf(date.toISOString().slice(0, 10), months)
          const before = periodBefore(period, months)
          expect(periodOf(before.to, months)).toEqual(before)
          expect(Date.parse(period.from) - Date.parse(before.to)).toBe(86_400_000)
        },
      ),
    )
  })
  it('can be filed once it is over, back to the recognition, four at most', () => {
    expect(periodsToFile('2026-11-29', '2026-05-05', 3).map((each) => each.from)).toEqual([
      '2026-07-01',
      '2026-04-01',
    ])
    expect(periodsToFile('2026-11-29', '2026-11-01', 3)).toEqual([])
    expect(periodsToFile('2026-11-29', '2020-01-01', 3)).toHaveLength(4)
  })
})

describe('plausibility', () => {
  it('asks at twice the sales, not below', () => {
    expect(doubtsAbout({ ...usual, output: 19_900, sales: 99_000_000 }, usual, law)).toEqual([])
    const doubled = doubtsAbout({ ...usual, output: 20_000, sales: 100_000_000 }, usual, law)
    expect(doubled.map((each) => each.about)).toEqual(['sales-up', 'output-up'])
  })
  it('sees a zero too many in the sales by the price', () => {
    const about = doubtsAbout({ ...usual, sales: 500_000_000 }, usual, law).map((each) => each.about)
    expect(about).toEqual(['sales-up', 'price'])
  })
  it('compares no kilograms with tonnes', () => {
    expect(doubtsAbout({ ...usual, unit: 'tấn', output: 10 }, usual, law)).toEqual([
      { about: 'unit', percent: null },
    ])
  })
  it('doubts nothing without a return before, or where one was not told', () => {
    expect(doubtsAbout({ ...usual, sales: 9e12 }, null, law)).toEqual([])
    expect(doubtsAbout({ ...usual, sales: 9e12 }, { ...usual, sales: null }, law)).toEqual([])
    expect(growthOf(0, 5)).toBeNull()
  })
})
