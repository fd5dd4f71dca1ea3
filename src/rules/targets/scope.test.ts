import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { definitionNow, fitsScope, flawOfPeriod, periodBefore, periodOf, supersededBy } from './index.ts'

const sectors = ['I', 'II', 'III', 'IV', 'V', 'VI']
const stars = [1, 2, 3, 4, 5]

describe('what a target counts', () => {
  it('sums over the sectors, and over the stars, to the whole once what is not stated is added', () => {
    const record = fc.record({
      sector: fc.option(fc.constantFrom(...sectors)),
      star: fc.option(fc.constantFrom(...stars)),
      amount: fc.nat({ max: 1_000_000 }),
    })
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const sum = (fits: (each: (typeof records)[number]) => boolean) =>
          records.filter(fits).reduce((all, each) => all + each.amount, 0)
        const whole = sum((each) => fitsScope({}, each))
        const bySector = sectors.reduce((all, sector) => all + sum((each) => fitsScope({ sector }, each)), 0)
        const byStar = stars.reduce((all, star) => all + sum((each) => fitsScope({ star }, each)), 0)
        const byBoth = sectors
          .flatMap((sector) => stars.map((star) => sum((each) => fitsScope({ sector, star }, each))))
          .reduce((all, each) => all + each, 0)
        expect(bySector + sum(({ sector }) => sector === null)).toBe(whole)
        expect(byStar + sum(({ star }) => star === null)).toBe(whole)
        expect(byBoth + sum(({ sector, star }) => sector === null || star === null)).toBe(whole)
      }),
    )
  })

  it('runs over the plan’s year, or over days of its own that touch it', () => {
    expect(periodOf({}, 2026)).toEqual({ from: '2026-01-01', to: '2026-12-31' })
    expect(periodOf({ to: '2026-06-30' }, 2026)).toEqual({ from: '2026-01-01', to: '2026-06-30' })
    expect(flawOfPeriod({ from: '2021-01-01', to: '2026-12-31' }, 2026)).toBeNull()
    expect(flawOfPeriod({ from: '2026-07-01', to: '2026-06-30' }, 2026)).toBe('target-period-reversed')
    expect(flawOfPeriod({ from: '2024-01-01', to: '2025-12-31' }, 2026)).toBe('target-period-elsewhere')
    expect(flawOfPeriod({ from: '2010-01-01', to: '2026-12-31' }, 2026)).toBe('target-period-too-long')
  })

  it('is compared with the same days of before, never with days of its own', () => {
    expect(periodBefore({ from: '2026-04-01', to: '2026-06-30' })).toEqual({
      from: '2025-04-01',
      to: '2025-06-30',
    })
    expect(periodBefore({ from: '2021-01-01', to: '2025-12-31' })).toEqual({
      from: '2016-01-01',
      to: '2020-12-31',
    })
    expect(periodBefore({ from: '2024-02-01', to: '2024-02-29' }).to).toBe('2023-02-28')
  })
})

it('a target keeps the definition it was set under and knows what took its place', () => {
  const versions = [
    { version: 1, since: '2024-01-01' },
    { version: 2, since: '2026-07-01' },
  ] as const
  expect(definitionNow(versions).version).toBe(2)
  expect(supersededBy(versions, 1)).toEqual(versions[1])
  expect(supersededBy(versions, 2)).toBeNull()
})
