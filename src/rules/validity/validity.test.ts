import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, daysBetween } from '../calendar/index.ts'
import {
  daysOfValidityLeft,
  extensionLimit,
  isInForce,
  lastValidDay,
  type RecognitionEvent,
  reevaluationDays,
  reevaluationPhase,
  standingOn,
} from './index.ts'

const procedure = JSON.parse(readFileSync('regulation/qd26-2026/procedure.json', 'utf8'))
const MONTHS: number = procedure.validity.months
const WINDOW = procedure.reevaluation.window

describe('Điều 4 khoản 3: 36 months from the day of issue', () => {
  it('the corresponding day is the last valid one', () => {
    expect(MONTHS).toBe(36)
    expect(lastValidDay('2026-03-15', MONTHS)).toBe('2029-03-15')
    expect(lastValidDay('2026-08-31', MONTHS)).toBe('2029-08-31')
  })

  it('29 February ends on 28 February of a common year', () => {
    expect(lastValidDay('2024-02-29', MONTHS)).toBe('2027-02-28')
    expect(lastValidDay('2024-02-29', 48)).toBe('2028-02-29')
  })
})

describe('Điều 7 khoản 6 điểm a: re-evaluation is filed 180 to 120 days before the last valid day', () => {
  it('counts both days', () => {
    expect(reevaluationDays('2029-06-01', WINDOW)).toEqual({ from: '2028-12-03', to: '2029-02-01' })
    const phase = (day: Day) => reevaluationPhase('2029-06-01', WINDOW, day)
    expect(
      ['2028-12-02', '2028-12-03', '2029-02-01', '2029-02-02', '2029-06-01', '2029-06-02'].map(phase),
    ).toEqual(['not-yet', 'open', 'open', 'late', 'late', 'expired'])
  })
})

describe('Điều 12 khoản 3: at most 180 days more', () => {
  it('ends 180 days after the last valid day', () => {
    expect(extensionLimit('2026-07-10', 180)).toBe('2027-01-06')
    expect(daysOfValidityLeft('2026-07-10', '2026-07-10')).toBe(0)
  })
})

describe('standing of a recognition', () => {
  const issued: RecognitionEvent = { kind: 'issued', day: '2024-06-01', validUntil: '2027-06-01' }
  const on = (today: Day, ...more: RecognitionEvent[]) => standingOn([issued, ...more], today).status

  it('is valid to the end of its last day, expiring in the last 180 days', () => {
    expect(on('2024-05-31')).toBe('not-yet-valid')
    expect(on('2024-06-01')).toBe('valid')
    expect(on('2026-12-02')).toBe('valid')
    expect(on('2026-12-03')).toBe('expiring')
    expect(on('2027-06-01')).toBe('expiring')
    expect(on('2027-06-02')).toBe('expired')
  })

  it('takes another threshold', () => {
    expect(standingOn([issued], '2027-05-01', 30).status).toBe('valid')
    expect(standingOn([issued], '2027-05-02', 30)).toMatchObject({ status: 'expiring', since: '2027-05-02' })
  })

  it('is suspended until resumed, and expires even while suspended', () => {
    const suspended: RecognitionEvent = { kind: 'suspended', day: '2025-01-10' }
    expect(on('2025-01-09', suspended)).toBe('valid')
    expect(on('2025-01-10', suspended)).toBe('suspended')
    expect(on('2025-02-01', suspended, { kind: 'resumed', day: '2025-02-01' })).toBe('valid')
    expect(on('2027-06-02', suspended)).toBe('expired')
  })

  it('Điều 8: once revoked stays revoked, whatever else is recorded', () => {
    const revoked: RecognitionEvent = { kind: 'revoked', day: '2025-03-01' }
    expect(on('2025-03-01', revoked)).toBe('revoked')
    expect(on('2025-04-01', revoked, { kind: 'resumed', day: '2025-03-20' })).toBe('revoked')
    expect(on('2028-01-01', revoked, { kind: 'extended', day: '2025-04-01', until: '2030-01-01' })).toBe(
      'revoked',
    )
    expect(on('2025-04-01', { kind: 'superseded', day: '2025-02-01' }, revoked)).toBe('revoked')
  })

  it('an upgrade supersedes it', () => {
    expect(on('2025-03-01', { kind: 'superseded', day: '2025-02-01' })).toBe('superseded')
  })

  it('Điều 12 khoản 3: an extension carries it on, also when it was already stated as expired', () => {
    const extended: RecognitionEvent = { kind: 'extended', day: '2027-05-20', until: '2027-11-28' }
    expect(standingOn([issued, extended], '2027-06-02')).toEqual({
      status: 'expiring',
      validUntil: '2027-11-28',
      extended: true,
      since: '2027-06-01',
    })
    expect(on('2027-11-29', extended)).toBe('expired')
    const late = { ...extended, day: '2027-06-10' }
    expect(on('2027-06-09', { kind: 'expired', day: '2027-06-05' }, late)).toBe('expired')
    expect(on('2027-06-10', { kind: 'expired', day: '2027-06-05' }, late)).toBe('expiring')
  })

  it('claims nothing when the source states no end', () => {
    expect(standingOn([{ kind: 'issued', day: '2021-01-01', validUntil: null }], '2026-01-01')).toMatchObject(
      { status: 'not-stated', validUntil: null },
    )
  })

  it('of no events at all is not yet valid', () => {
    expect(standingOn([], '2026-01-01').status).toBe('not-yet-valid')
  })
})

describe('for every history', () => {
  const START = '2024-01-01'
  const day = fc.nat({ max: 2000 }).map((n) => addDays(START, n))
  const event: fc.Arbitrary<RecognitionEvent> = fc.oneof(
    fc.record({ kind: fc.constant('extended' as const), day, until: day }),
    fc.record({
      kind: fc.constantFrom(
        'suspended' as const,
        'resumed' as const,
        'superseded' as const,
        'expired' as const,
        'revoked' as const,
      ),
      day,
    }),
  )
  const history = fc
    .tuple(day, fc.nat({ max: 1100 }), fc.array(event, { maxLength: 6 }))
    .map(([issuedOn, length, later]) => [
      { kind: 'issued' as const, day: issuedOn, validUntil: addDays(issuedOn, length) },
      ...later.filter((e) => e.day >= issuedOn).sort((a, b) => (a.day < b.day ? -1 : 1)),
    ])

  it('what lies in the future changes nothing today', () => {
    fc.assert(
      fc.property(history, day, (events, today) => {
        const known = events.filter((e) => e.day <= today)
        if (known.length > 0) expect(standingOn(known, today)).toEqual(standingOn(events, today))
      }),
    )
  })

  it('nothing is in force after its last valid day, revoked or superseded', () => {
    fc.assert(
      fc.property(history, day, (events, today) => {
        const standing = standingOn(events, today)
        if (!isInForce(standing.status)) return
        expect(daysBetween(today, standing.validUntil!)).toBeGreaterThanOrEqual(0)
        expect(events.some((e) => (e.kind === 'revoked' || e.kind === 'superseded') && e.day <= today)).toBe(
          false,
        )
      }),
    )
  })

  it('a status never begins after the day it is seen on', () => {
    fc.assert(
      fc.property(history, day, (events, today) => {
        const standing = standingOn(events, today)
        if (standing.status !== 'not-yet-valid') expect(standing.since <= today).toBe(true)
      }),
    )
  })

  it('36 months are between 1095 and 1096 days, whatever the day of issue', () => {
    fc.assert(
      fc.property(day, (issuedOn) => {
        const days = daysBetween(issuedOn, lastValidDay(issuedOn, MONTHS))
        expect(days).toBeGreaterThanOrEqual(1095)
        expect(days).toBeLessThanOrEqual(1096)
      }),
    )
  })
})
