import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../calendar/index.ts'
import { currentOf, type Held, standingOn, statusOn } from './index.ts'

const held = (about: Partial<Held>): Held => ({
  id: 'r',
  star: 3,
  issuedOn: '2024-06-01',
  year: null,
  events: [{ kind: 'issued', day: about.issuedOn ?? '2024-06-01', validUntil: '2027-06-01' }],
  ...about,
})

const statusAt = (recognitions: Held[], today: string) => statusOn(currentOf(recognitions, today), today)

describe('what a product stands for on a day', () => {
  it('is the latest recognition that has begun', () => {
    const first = held({ id: 'a', issuedOn: '2021-03-01', star: 3 })
    const next = held({
      id: 'b',
      star: 4,
      events: [{ kind: 'issued', day: '2024-06-01', validUntil: '2027-06-01' }],
    })
    expect(currentOf([first, next], '2025-01-01').held?.id).toBe('b')
    expect(currentOf([next, first], '2023-01-01').held?.id).toBe('a')
  })

  it('is none before anything is on file, and not stated where no day is', () => {
    expect(statusAt([], '2026-01-01')).toBe('not-stated')
    const stated = held({ issuedOn: null, year: '2025', events: [] })
    expect(currentOf([stated], '2026-01-01')).toMatchObject({ standing: 'not-stated', validUntil: null })
  })

  it('weighs a year by its end: a statement of 2025 is later than a decision of 2024, not than one of 2026', () => {
    const stated = held({ id: 'stated', issuedOn: null, year: '2025', events: [] })
    const decided = (day: string) =>
      held({ id: day, issuedOn: day, events: [{ kind: 'issued', day, validUntil: addDays(day, 1096) }] })
    expect(currentOf([stated, decided('2024-05-01')], '2026-10-01').held?.id).toBe('stated')
    expect(currentOf([stated, decided('2026-05-01')], '2026-10-01').held?.id).toBe('2026-05-01')
  })

  it('passes over what was superseded while something else is on file', () => {
    const before = held({
      id: 'a',
      events: [
        { kind: 'issued', day: '2024-06-01', validUntil: '2027-06-01' },
        { kind: 'superseded', day: '2024-01-01' },
      ],
    })
    const stated = held({ id: 'b', issuedOn: null, year: '2020', events: [] })
    expect(currentOf([before, stated], '2025-01-01').held?.id).toBe('b')
    expect(statusAt([before], '2025-01-01')).toBe('superseded')
  })

  it('names the next day on which an event recorded ahead takes effect', () => {
    const suspended = held({
      events: [
        { kind: 'issued', day: '2024-06-01', validUntil: '2027-06-01' },
        { kind: 'suspended', day: '2025-02-01' },
      ],
    })
    expect(currentOf([suspended], '2025-01-31')).toMatchObject({
      standing: 'in-force',
      nextChangeOn: '2025-02-01',
    })
    expect(currentOf([suspended], '2025-02-01')).toMatchObject({ standing: 'suspended', nextChangeOn: null })
  })

  it('says on every day what the law’s own fold says, from a standing folded on any earlier day without events between', () => {
    const day = fc.nat({ max: 2500 }).map((n) => addDays('2023-01-01', n))
    const kind = fc.constantFrom(
      'suspended' as const,
      'resumed' as const,
      'revoked' as const,
      'expired' as const,
    )
    fc.assert(
      fc.property(fc.array(fc.record({ kind, day }), { maxLength: 4 }), day, day, (later, folded, read) => {
        fc.pre(folded <= read)
        const events = [
          { kind: 'issued' as const, day: '2023-01-01', validUntil: '2026-01-01' },
          ...later.sort((a, b) => (a.day < b.day ? -1 : 1)),
        ]
        const current = currentOf([held({ issuedOn: '2023-01-01', events })], folded)
        fc.pre(current.nextChangeOn === null || read < current.nextChangeOn)
        expect(statusOn(current, read)).toBe(standingOn(events, read).status)
      }),
    )
  })
})
