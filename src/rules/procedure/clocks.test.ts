import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendar, life } from '../../../test/factories/procedure-law.ts'
import { addDays } from '../calendar/index.ts'

describe('clocks', () => {
  it('Điều 7 khoản 2: 15 working days from the last receipt at the commune', () => {
    const actions = [
      { action: 'file', day: '2026-06-04' },
      { action: 'receive-commune', day: '2026-06-05' },
    ] as const
    const on = (today: string) =>
      life.clockOf({ status: 'commune.received', kind: 'first', actions }, today, calendar)
    expect(on('2026-06-05')).toEqual({
      id: 'commune-report',
      from: '2026-06-05',
      lastDay: '2026-06-26',
      unit: 'working-day',
      daysLeft: 15,
      overdue: false,
      ref: 'Điều 7 khoản 2',
    })
    expect(on('2026-06-26')).toMatchObject({ daysLeft: 0, overdue: false })
    expect(on('2026-06-29')).toMatchObject({ daysLeft: -1, overdue: true })
  })

  it('stands still while the dossier is with the owner, and begins anew when it is received again', () => {
    const actions = [
      { action: 'file', day: '2026-06-01' },
      { action: 'receive-commune', day: '2026-06-01' },
      { action: 'return-commune', day: '2026-06-03' },
      { action: 'resubmit', day: '2026-06-10' },
    ] as const
    const returned = { status: 'commune.returned', kind: 'first', actions } as const
    expect(
      life.clocksOf(returned, '2026-06-05', calendar).map(({ id }) => id),
      'the round goes on',
    ).toEqual(['round-proposals'])
    const again = [...actions, { action: 'receive-commune', day: '2026-06-11' }] as const
    expect(
      life.clockOf({ status: 'commune.received', kind: 'first', actions: again }, '2026-06-11', calendar)
        ?.from,
    ).toBe('2026-06-11')
  })

  it('Điều 7 khoản 6 điểm g: 45 days from the complete dossier, for re-evaluations only', () => {
    const actions = [
      { action: 'receive-province', day: '2026-07-01' },
      { action: 'complete', day: '2026-07-10' },
    ] as const
    const facts = { status: 'province.received', kind: 'reevaluation', actions } as const
    expect(life.clockOf(facts, '2026-07-11', calendar)).toMatchObject({
      id: 'reevaluation',
      lastDay: '2026-08-24',
      daysLeft: 44,
    })
    expect(life.clockOf({ ...facts, kind: 'first' }, '2026-07-11', calendar)).toBeNull()
  })

  it('Điều 5: a round held before 30/6 ends on 29/6; the nearer clock comes first', () => {
    const round = { proposalsBefore: '2026-10-30', heldBefore: '2026-12-30' }
    const actions = [{ action: 'receive-commune', day: '2026-10-26' }] as const
    const clocks = life.clocksOf(
      { status: 'commune.received', kind: 'first', actions, round },
      '2026-10-27',
      calendar,
    )
    expect(clocks.map((c) => [c.id, c.lastDay])).toEqual([
      ['round-proposals', '2026-10-29'],
      ['commune-report', '2026-11-16'],
    ])
  })

  it('Điều 5 khoản 1: what the commune holds before it is in a round runs to the next one that takes it', () => {
    const on = (status: 'filed' | 'commune.received' | 'commune.returned' | 'proposed', today: string) =>
      life
        .clocksOf(
          { status, kind: 'first', actions: [{ action: 'file', day: '2027-04-01' }] },
          today,
          calendar,
        )
        .map((clock) => [clock.id, clock.lastDay, clock.daysLeft])
    for (const status of ['filed', 'commune.received', 'commune.returned'] as const) {
      expect(on(status, '2027-04-22'), status).toEqual([['round-proposals', '2027-04-29', 7]])
      expect(on(status, '2027-04-30'), status).toEqual([['round-proposals', '2027-10-29', 182]])
    }
    expect(on('proposed', '2027-05-02')).toEqual([])
  })

  it('says when the holiday table does not surely cover it', () => {
    const actions = [{ action: 'receive-commune', day: '2026-12-20' }] as const
    expect(
      life.clockOf({ status: 'commune.received', kind: 'first', actions }, '2026-12-20', calendar)?.uncertain,
    ).toBe('year-not-on-file')
  })
})

describe('rounds of Điều 5', () => {
  it('khoản 1: a proposal takes the next round of the province', () => {
    expect(life.roundFor('2026-04-29')).toMatchObject({
      year: 2026,
      ordinal: 1,
      proposalsBefore: '2026-04-30',
      heldBefore: '2026-06-30',
    })
    expect(life.roundFor('2026-04-30')).toMatchObject({
      year: 2026,
      ordinal: 2,
      proposalsBefore: '2026-10-30',
      heldBefore: '2026-12-30',
    })
    expect(life.roundFor('2026-10-30')).toMatchObject({ year: 2027, ordinal: 1 })
  })

  it('khoản 2: the Ministry holds its second round in the next spring', () => {
    expect(life.roundFor('2026-07-29', 'trung-uong')).toMatchObject({ ordinal: 1, heldBefore: '2026-09-30' })
    expect(life.roundFor('2026-07-30', 'trung-uong')).toMatchObject({
      ordinal: 2,
      proposalsBefore: '2027-01-30',
      heldBefore: '2027-03-30',
    })
  })

  it('always closes after the proposal and before it is held', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3000 }), fc.constantFrom('tinh', 'trung-uong'), (n, level) => {
        const day = addDays('2026-01-01', n)
        const round = life.roundFor(day, level)!
        expect(day < round.proposalsBefore && round.proposalsBefore < round.heldBefore).toBe(true)
      }),
    )
  })
})
