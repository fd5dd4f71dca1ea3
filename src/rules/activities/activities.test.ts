import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ActivityAction,
  type ActivityStatus,
  activityActions,
  activityStatusOf,
  deservesAttestation,
  mayDoNow,
  seatFor,
} from './index.ts'

describe('an activity', () => {
  it('goes from draft over announced to held, and not back', () => {
    const walk = (actions: readonly ActivityAction[]) =>
      actions.reduce<ActivityStatus | null>(
        (status, action) => (status && mayDoNow(status, action) ? activityStatusOf([action]) : null),
        'draft',
      )
    expect(walk(['announce', 'hold'])).toBe('held')
    expect(walk(['announce', 'cancel'])).toBe('cancelled')
    expect(walk(['hold'])).toBeNull()
    expect(walk(['announce', 'hold', 'cancel'])).toBeNull()
    for (const status of ['held', 'cancelled'] as const)
      for (const action of activityActions) expect(mayDoNow(status, action)).toBe(false)
  })

  it('never gives more seats than it has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 120 }), (seats, people) => {
        let taken = 0
        for (let i = 0; i < people; i++) if (seatFor(taken, seats) === 'enrolled') taken++
        expect(taken).toBe(Math.min(seats, people))
      }),
    )
    expect(seatFor(1_000_000, null)).toBe('enrolled')
  })
})

describe('an attestation', () => {
  const fourFifths = { num: 4, den: 5 }
  it('needs exactly the share: 4 of 5 is enough, 3 of 4 is not', () => {
    expect(deservesAttestation(4, 5, fourFifths)).toBe(true)
    expect(deservesAttestation(3, 4, fourFifths)).toBe(false)
    expect(deservesAttestation(1, 1, fourFifths)).toBe(true)
  })
  it('is for nobody who was never there, whatever the share', () => {
    expect(deservesAttestation(0, 3, { num: 0, den: 1 })).toBe(false)
    expect(deservesAttestation(0, 0, { num: 0, den: 1 })).toBe(false)
  })
})
