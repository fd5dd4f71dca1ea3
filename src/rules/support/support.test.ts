import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import law from '../../../regulation/hue/support.json' with { type: 'json' }
import {
  mayDoNow,
  mostOf,
  SupportLaw,
  type SupportStatus,
  supportActions,
  supportStandingOf,
} from './index.ts'

describe('a support', () => {
  it('goes from request over approval and payment to its result; a recalled approval is asked again', () => {
    const standing = supportStandingOf([
      { action: 'request', amount: 9n },
      { action: 'approve', amount: 8n },
      { action: 'recall', amount: null },
      { action: 'approve', amount: 7n },
      { action: 'pay', amount: 3n },
      { action: 'pay', amount: 4n },
    ])
    expect(standing).toEqual({ status: 'paid', approved: 7n, paid: 7n })
  })

  it('whose producer told a result after the first instalment can still be paid the rest', () => {
    expect(mayDoNow('finished', 'pay')).toBe(true)
    const standing = supportStandingOf([
      { action: 'request', amount: 9n },
      { action: 'approve', amount: 7n },
      { action: 'pay', amount: 3n },
      { action: 'report-result', amount: null },
      { action: 'pay', amount: 4n },
    ])
    expect(standing).toEqual({ status: 'paid', approved: 7n, paid: 7n })
  })

  it('that is refused or withdrawn moves no more, and no money goes before approval', () => {
    for (const status of ['refused', 'withdrawn'] satisfies SupportStatus[])
      for (const action of supportActions) expect(mayDoNow(status, action)).toBe(false)
    expect(mayDoNow('requested', 'pay')).toBe(false)
    expect(mayDoNow('paid', 'recall')).toBe(false)
    expect(mayDoNow('finished', 'recall')).toBe(false)
    expect(mayDoNow('approved', 'report-result')).toBe(false)
  })
})

describe('the most of a measure', () => {
  it('is its share up to its ceiling, less what the product had this year', () => {
    const half = { sharePercent: 50, ceiling: 30 }
    expect(mostOf(half, 41n)).toBe(20n)
    expect(mostOf(half, 100n)).toBe(30n)
    expect(mostOf(half, 100n, [25n])).toBe(5n)
    expect(mostOf(half, 100n, [25n, 10n])).toBe(0n)
  })

  it('split into any number of requests never gives more than its ceiling', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 1000n }), { maxLength: 20 }), (costs) => {
        const given: bigint[] = []
        for (const cost of costs) given.push(mostOf({ sharePercent: 70, ceiling: 500 }, cost, given))
        expect(given.reduce((sum, each) => sum + each, 0n)).toBeLessThanOrEqual(500n)
      }),
    )
  })
})

it('every figure on file says whether it is law or a default of the office', () => {
  const read = SupportLaw.parse(law)
  for (const measure of read.measures)
    if (measure.status === 'default') expect(measure.note).toContain('văn bản không quy định')
})
