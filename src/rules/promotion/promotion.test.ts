import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import file from '../../../regulation/hue/promotion.json' with { type: 'json' }
import {
  type Applicant,
  allot,
  type FairStatus,
  fairActions,
  fairMayDo,
  fairStatusOf,
  matchOf,
  mayApplyOn,
  PromotionLaw,
} from './index.ts'

const law = PromotionLaw.parse(file)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const share = (applicants: readonly Applicant[], stalls: number, seed = 's') =>
  allot(law.allotment, applicants, { stalls, seed }, sha256)
const applicant = (id: string, about: Partial<Applicant> = {}): Applicant => ({
  id,
  producerId: `p-${id}`,
  commune: `c-${id}`,
  star: 3,
  stallsBefore: 0,
  ...about,
})

const anybody: fc.Arbitrary<Applicant[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 25 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(`a${id}`),
          producerId: fc.constant(`p${id}`),
          commune: fc.constantFrom('c1', 'c2', 'c3'),
          star: fc.constantFrom(null, 3, 4, 5),
          stallsBefore: fc.integer({ min: 0, max: 4 }),
        }),
      ),
    ),
  )

describe('stalls', () => {
  it('go first to who had fewer of them, then to more stars, and say why', () => {
    const lines = share(
      [
        applicant('often', { star: 5, stallsBefore: 2 }),
        applicant('new', { star: 3 }),
        applicant('four', { star: 4 }),
      ],
      2,
    )
    expect(lines.map(({ id, outcome, total }) => [id, outcome, total])).toEqual([
      ['four', 'stall', 60],
      ['new', 'stall', 50],
      ['often', 'waiting', 30],
    ])
    expect(lines[0]!.terms).toEqual([
      { criterion: 'rotation', fact: 0, points: 40 },
      { criterion: 'star', fact: 4, points: 20 },
      { criterion: 'spread', fact: 0, points: -0 },
    ])
  })

  it('spread over communes: the second of one commune gives way to the first of another', () => {
    const lines = share(
      [
        applicant('a', { commune: 'x', star: 4 }),
        applicant('b', { commune: 'x', star: 4 }),
        applicant('c', { commune: 'y' }),
      ],
      2,
    )
    expect(lines.filter(({ outcome }) => outcome === 'stall').map(({ id }) => id)).toContain('c')
  })

  it('never go to who has no recognition standing on the first day', () => {
    const [line] = share([applicant('none', { star: null })], 5)
    expect(line).toMatchObject({ outcome: 'not-eligible', rank: null, stallNo: null })
  })

  it('are as many as there are or as were asked for, each once, every sum the sum of its terms', () => {
    fc.assert(
      fc.property(anybody, fc.integer({ min: 1, max: 30 }), (applicants, stalls) => {
        const lines = share(applicants, stalls)
        const eligible = applicants.filter(({ star }) => star !== null).length
        const given = lines.filter(({ outcome }) => outcome === 'stall')
        expect(given).toHaveLength(Math.min(stalls, eligible))
        expect(new Set(given.map(({ stallNo }) => stallNo)).size).toBe(given.length)
        expect(new Set(lines.map(({ id }) => id)).size).toBe(applicants.length)
        for (const line of lines)
          expect(line.total).toBe(line.terms.reduce((sum, { points }) => sum + points, 0))
      }),
    )
  })

  it('do not depend on the order of applications, nor on applying again under another number', () => {
    fc.assert(
      fc.property(anybody, fc.integer({ min: 1, max: 30 }), fc.string(), (applicants, stalls, seed) => {
        const order = share(applicants, stalls, seed).map(({ id }) => id)
        expect(share([...applicants].reverse(), stalls, seed).map(({ id }) => id)).toEqual(order)
        const again = applicants.map((each) => ({ ...each, id: `z${each.id}` }))
        const ranked = share(again, stalls, seed).filter(({ rank }) => rank !== null)
        expect(ranked.map(({ id }) => id.slice(1))).toEqual(order.slice(0, ranked.length))
      }),
    )
  })

  it('more stars never bring a worse place', () => {
    fc.assert(
      fc.property(anybody, fc.integer({ min: 1, max: 30 }), (applicants, stalls) => {
        const [first, ...others] = applicants
        if (!first) return
        const rankWith = (star: number) =>
          share([{ ...first, star }, ...others], stalls).find(({ id }) => id === first.id)?.rank ??
          Number.POSITIVE_INFINITY
        expect(rankWith(4)).toBeLessThanOrEqual(rankWith(3))
        expect(rankWith(5)).toBeLessThanOrEqual(rankWith(4))
      }),
    )
  })

  it('of equals the seed alone decides, and it says so', () => {
    const equals = ['a', 'b', 'c', 'd'].map((id) => applicant(id))
    const orders = new Set(['1', '2', '3', '4', '5', '6'].map((seed) => share(equals, 1, seed)[0]!.id))
    expect(orders.size).toBeGreaterThan(1)
    expect(share(equals, 1)[0]!.byDraw).toBe(true)
    expect(share([applicant('a', { star: 5 }), applicant('b')], 1)[0]!.byDraw).toBe(false)
  })
})

describe('a fair', () => {
  it('goes from draft over call and allotment to held; an allotment taken back is made again', () => {
    expect(fairStatusOf(['draft', 'call', 'allot', 'recall', 'allot', 'hold'])).toBe('held')
    expect(fairMayDo('called', 'hold')).toBe(false)
    for (const status of ['held', 'cancelled'] satisfies FairStatus[])
      for (const action of fairActions) expect(fairMayDo(status, action)).toBe(false)
  })

  it('takes applications to the end of their last day', () => {
    const fair = { status: 'called' as const, applyUntil: '2026-12-10' }
    expect(mayApplyOn(fair, '2026-12-10')).toBe(true)
    expect(mayApplyOn(fair, '2026-12-11')).toBe(false)
    expect(mayApplyOn({ ...fair, status: 'draft' }, '2026-12-01')).toBe(false)
  })
})

describe('a match', () => {
  const wanted = {
    sector: 'I',
    minimumStar: 4,
    perMonth: 300,
    unit: 'hộp',
    months: [11, 12],
    certificates: ['trace'],
  }
  const offered = {
    sector: 'I',
    star: 4,
    perMonth: 300,
    unit: 'Hộp',
    months: [10, 11, 12],
    certificates: ['trace', 'tested'],
  }

  it('is of the sector and the stars asked for, or none', () => {
    expect(matchOf(law.matching, wanted, { ...offered, sector: 'II' })).toBeNull()
    expect(matchOf(law.matching, wanted, { ...offered, star: 3 })).toBeNull()
    expect(matchOf(law.matching, wanted, { ...offered, star: null })).toBeNull()
  })

  it('weighs capacity, season, certificates and stars; what is not told earns nothing and says so', () => {
    expect(matchOf(law.matching, wanted, offered)!.score).toBe(98)
    const untold = matchOf(law.matching, wanted, { ...offered, perMonth: null, months: [] })!
    expect(untold.points.filter(({ percent }) => percent === null).map(({ criterion }) => criterion)).toEqual(
      ['capacity', 'season'],
    )
    const halfYear = matchOf(law.matching, wanted, { ...offered, perMonth: 150, months: [12] })!
    expect(halfYear.points.map(({ percent }) => percent)).toEqual([50, 50, 100, 80])
    expect(matchOf(law.matching, { ...wanted, unit: 'kg' }, offered)!.points[0]!.percent).toBeNull()
  })

  it('stays within 0 and 100, and more capacity never scores less', () => {
    const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(
        months,
        months,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        (a, b, n, m) => {
          const scored = (perMonth: number) =>
            matchOf(law.matching, { ...wanted, months: a, perMonth: n }, { ...offered, months: b, perMonth })!
              .score
          expect(scored(m)).toBeGreaterThanOrEqual(0)
          expect(scored(m)).toBeLessThanOrEqual(100)
          expect(scored(m + 1)).toBeGreaterThanOrEqual(scored(m))
        },
      ),
    )
  })
})

it('the rules on file say that they are defaults of the office', () => {
  for (const rule of [law.allotment, law.matching]) {
    expect(rule.status).toBe('default')
    expect(rule.note.vi).toContain('Mặc định của cơ quan')
  }
})
