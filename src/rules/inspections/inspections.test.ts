import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chooseProducts,
  drawOrder,
  type FindingAction,
  findingActions,
  findingStatusOf,
  interestsBetween,
  mayActOnFinding,
  mayActOnInspection,
  type RiskFacts,
  riskOf,
} from './index.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const law = {
  ref: 'thử',
  misuseConfirmed: 30,
  misuseOpen: 20,
  paperExpired: 20,
  paperExpiring: 10,
  expiringWithinDays: 90,
  neverVisited: 15,
  visitOlderThanMonths: 12,
  visitOld: 10,
  salesJumpPercent: 50,
  salesJump: 15,
  openFinding: 25,
  earlierFinding: 10,
}
const calm: RiskFacts = {
  misuseConfirmed: 0,
  misuseOpen: 0,
  papersExpired: 0,
  papersExpiring: 0,
  monthsSinceVisit: 3,
  salesGrowth: 10,
  openFindings: 0,
  earlierFindings: 0,
}

describe('the risk of a product', () => {
  it('is the sum of its named reasons', () => {
    expect(riskOf(calm, law)).toEqual({ score: 0, parts: [] })
    const risky = riskOf({ ...calm, misuseOpen: 2, monthsSinceVisit: null, salesGrowth: 50 }, law)
    expect(risky.score).toBe(50)
    expect(risky.parts.map((part) => part.because)).toEqual(['misuseOpen', 'monthsSinceVisit', 'salesGrowth'])
  })
  it('does not guess what is not on file', () => {
    expect(riskOf({ ...calm, salesGrowth: null }, law).score).toBe(0)
  })
  it('counts a visit as old from twelve months on, not at eleven', () => {
    expect(riskOf({ ...calm, monthsSinceVisit: 11 }, law).score).toBe(0)
    expect(riskOf({ ...calm, monthsSinceVisit: 12 }, law).score).toBe(10)
  })
})

describe('the choice', () => {
  const pool = Array.from({ length: 40 }, (_, i) => ({ id: `p${String(i).padStart(2, '0')}`, score: i % 7 }))
  it('is the same for everybody who knows the seed, and another for another seed', () => {
    const ask = (seed: string) =>
      chooseProducts(pool, { wanted: 12, share: { num: 1, den: 4 }, seed }, sha256)
    expect(ask('Huế-2026')).toEqual(ask('Huế-2026'))
    expect(ask('Huế-2026').byDraw).not.toEqual(ask('Huế-2027').byDraw)
    expect(ask('Huế-2026').byRisk).toHaveLength(9)
    expect(ask('Huế-2026').byDraw).toHaveLength(3)
  })
  it('takes nobody twice, never more than wanted, and the riskiest by rank', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 4 }), (wanted, num) => {
        const { byRisk, byDraw } = chooseProducts(pool, { wanted, share: { num, den: 4 }, seed: 's' }, sha256)
        const all = [...byRisk, ...byDraw]
        expect(new Set(all).size).toBe(all.length)
        expect(all.length).toBe(Math.min(wanted, pool.length))
        const scores = (ids: readonly string[]) => ids.map((id) => pool.find((each) => each.id === id)!.score)
        const left = pool.filter((each) => !byRisk.includes(each.id)).map((each) => each.score)
        if (byRisk.length > 0 && left.length > 0)
          expect(Math.min(...scores(byRisk))).toBeGreaterThanOrEqual(Math.max(...left))
      }),
    )
  })
  it('does not depend on the order in which products stand', () => {
    const ids = pool.map((each) => each.id)
    expect(drawOrder([...ids].reverse(), 'x', sha256)).toEqual(drawOrder(ids, 'x', sha256))
  })
})

describe('a finding', () => {
  it('is closed only by who checks, and never comes back', () => {
    const walk = (actions: readonly FindingAction[]) => findingStatusOf(actions)
    expect(walk(['find', 'answer'])).toBe('answered')
    expect(walk(['find', 'answer', 'reject'])).toBe('open')
    expect(walk(['find', 'answer', 'reject', 'answer', 'accept'])).toBe('closed')
    for (const action of findingActions) expect(mayActOnFinding('closed', action)).toBe(false)
    expect(mayActOnFinding('open', 'reject')).toBe(false)
  })
  it('of signed minutes cannot be signed again', () => {
    expect(mayActOnInspection('signed', 'sign')).toBe(false)
    expect(mayActOnInspection('planned', 'sign')).toBe(true)
  })
})

describe('an interest (Điều 9 khoản 2 điểm b)', () => {
  const person = {
    name: 'Nguyễn Văn Hoà',
    phone: '+84 903 111 222',
    email: 'a@b.vn',
    actsFor: [],
    helped: [],
  }
  const producer = { id: 'p', phone: null, email: null, representative: null }
  it('is seen in a shared number however it is written, a name however the tone stands, a role', () => {
    expect(interestsBetween(person, [producer, { ...producer, phone: '0903.111.222' }])).toEqual([
      'same-phone',
    ])
    expect(interestsBetween(person, [{ ...producer, representative: 'NGUYỄN VĂN HÒA' }])).toEqual([
      'same-name',
    ])
    expect(interestsBetween({ ...person, actsFor: ['p'] }, [producer])).toEqual(['acts-for-producer'])
    expect(interestsBetween(person, [producer])).toEqual([])
  })
})
