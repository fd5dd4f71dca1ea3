import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { life } from '../../../test/factories/procedure-law.ts'
import { addDays } from '../calendar/index.ts'
import { filingWindow } from './window.ts'

const on = (today: string, issuedOn = '2026-06-01', validUntil = '2029-06-01') =>
  filingWindow({ issuedOn, validUntil }, life.law, today)!

describe('when a re-evaluation may be filed', () => {
  it('Điều 7 khoản 6 điểm a: 180 to 120 days before the last valid day, both counted', () => {
    expect(on('2028-12-02')).toMatchObject({ phase: 'not-yet', from: '2028-12-03', daysLeft: 1 })
    expect(on('2028-12-03')).toMatchObject({ phase: 'open', to: '2029-02-01', daysLeft: 60 })
    expect(on('2029-02-01')).toMatchObject({ phase: 'open', daysLeft: 0 })
    expect(on('2029-02-02')).toMatchObject({ phase: 'over', carriedTo: null })
  })

  it('Điều 12 khoản 3: a certificate older than the decree is carried to 180 days after its end', () => {
    expect(on('2026-06-05', '2023-07-10', '2026-07-10')).toMatchObject({
      phase: 'carried',
      carriedTo: '2027-01-06',
    })
    expect(on('2027-01-06', '2023-07-10', '2026-07-10')).toMatchObject({ phase: 'carried', daysLeft: 0 })
    expect(on('2027-01-07', '2023-07-10', '2026-07-10')).toMatchObject({ phase: 'over' })
    // Issued on the decree's own day: under the decree, so nothing is carried.
    expect(on('2029-06-02', '2026-05-22', '2029-05-22').carriedTo).toBeNull()
    expect(filingWindow({ issuedOn: null, validUntil: '2026-07-10' }, life.law, '2026-07-11')!.phase).toBe(
      'over',
    )
  })

  it('says the same as the guard at filing, on every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.boolean(), (days, older) => {
        const prior = { star: 3, issuedOn: older ? '2025-01-10' : '2026-06-01', validUntil: '2028-01-10' }
        const today = addDays(prior.validUntil, days)
        const { phase } = filingWindow(prior, life.law, today)!
        const allowed = life.can('draft', 'file', {
          today,
          kind: 'reevaluation',
          setNo: 8,
          ownerType: 'hop-tac-xa',
          sheetOnFile: true,
          items: { 'mau-01': 1, 'mau-02': 1, 'cap-nhat': 1, 'giay-to-co-thoi-han': 1 },
          prior,
        })
        expect(allowed.ok).toBe(phase === 'open' || phase === 'carried')
      }),
    )
  })
})
