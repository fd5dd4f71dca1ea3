import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../calendar/index.ts'
import { type AllotmentRule, brokenPromises, callFits, changedTerms, claimUntil, hasLapsed } from './index.ts'

const rule = { claim: { days: 5, leaveDays: 2, status: 'default' } } as unknown as AllotmentRule
const terms = {
  venue: 'Thương Bạc',
  startsOn: '2026-10-20',
  endsOn: '2026-10-22',
  applyUntil: '2026-10-01',
  stalls: 20,
  sectors: ['I', 'II'],
  conditions: '',
}

describe('a call', () => {
  it('fits a producer with one product of its sectors whose star stands', () => {
    const call = { sectors: ['II'], minimumStar: 4 }
    expect(callFits(call, [{ sector: 'II', star: 4 }])).toBe(true)
    expect(
      callFits(call, [
        { sector: 'II', star: 3 },
        { sector: 'I', star: 5 },
      ]),
    ).toBe(false)
    expect(callFits(call, [{ sector: null, star: 5 }])).toBe(false)
    expect(callFits({ ...call, sectors: [] }, [{ sector: null, star: 5 }])).toBe(true)
    expect(callFits({ sectors: [], minimumStar: 3 }, [{ sector: 'I', star: null }])).toBe(false)
  })

  it('keeps its promises when it is amended', () => {
    expect(brokenPromises(terms, { ...terms, stalls: 19 })).toEqual([
      { term: 'stalls', code: 'fair-promise-stalls' },
    ])
    expect(brokenPromises(terms, { ...terms, applyUntil: '2026-09-30' })).toHaveLength(1)
    expect(brokenPromises(terms, { ...terms, sectors: ['I'] })).toHaveLength(1)
    expect(brokenPromises({ ...terms, sectors: [] }, { ...terms, sectors: ['I'] })).toHaveLength(1)
    const wider = { ...terms, stalls: 30, sectors: [], applyUntil: '2026-10-05', venue: 'Nghinh Lương Đình' }
    expect(brokenPromises(terms, wider)).toEqual([])
    expect(changedTerms(terms, wider)).toEqual(['venue', 'applyUntil', 'stalls', 'sectors'])
    expect(changedTerms(terms, { ...terms })).toEqual([])
  })
})

describe('a stall', () => {
  it('is claimed within the days of the rule, leaving time for whoever waits', () => {
    expect(claimUntil(rule, '2026-10-02', '2026-10-20')).toBe('2026-10-07')
    expect(claimUntil(rule, '2026-10-15', '2026-10-20')).toBe('2026-10-18')
    expect(claimUntil(rule, '2026-10-18', '2026-10-20')).toBeNull()
    expect(claimUntil({ ...rule, claim: undefined }, '2026-10-02', '2026-10-20')).toBeNull()
  })

  it('lapses once, after its day and before the first day, and only where nobody claimed it', () => {
    const day = fc.nat({ max: 60 }).map((n) => addDays('2026-09-01', n))
    fc.assert(
      fc.property(day, day, day, fc.boolean(), (given, startsOn, today, claimed) => {
        const claimBy = claimUntil(rule, given, startsOn)
        const lapsed = hasLapsed({ claimBy, claimed }, startsOn, today)
        if (claimBy !== null) expect(claimBy > given && claimBy < startsOn).toBe(true)
        if (lapsed) expect(!claimed && claimBy !== null && today > claimBy && today < startsOn).toBe(true)
        if (lapsed && addDays(today, 1) < startsOn)
          expect(hasLapsed({ claimBy, claimed }, startsOn, addDays(today, 1))).toBe(true)
      }),
    )
  })
})
