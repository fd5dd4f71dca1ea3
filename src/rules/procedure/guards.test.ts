import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codes, life, ready, steps, WAY } from '../../../test/factories/procedure-law.ts'
import { addDays } from '../calendar/index.ts'
import { ACTION_NAMES } from './index.ts'

const mean = (numerator: number, denominator = 1) => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
})

describe('can', () => {
  it('lets a complete first dossier be filed', () => {
    expect(life.can('draft', 'file', ready)).toEqual({ ok: true })
  })

  it('Điều 6 khoản 1: says which forms are missing', () => {
    const allowed = life.can('draft', 'file', { ...ready, items: { 'mau-01': 1 } })
    expect(allowed).toEqual({
      ok: false,
      problems: [
        {
          code: 'items-missing',
          field: 'items',
          article: 'Điều 6 khoản 1 điểm a',
          data: { missing: ['mau-02'] },
        },
      ],
    })
  })

  it('Điều 2 khoản 3: associations only for tourism (set 26), large enterprises never', () => {
    expect(codes('draft', 'file', { ...ready, ownerType: 'hiep-hoi' })).toEqual(['owner-not-eligible'])
    expect(codes('draft', 'file', { ...ready, ownerType: 'hiep-hoi', setNo: 26 })).toEqual([])
    expect(codes('draft', 'file', { ...ready, ownerType: 'doanh-nghiep-lon' })).toEqual([
      'owner-not-eligible',
    ])
    expect(codes('draft', 'file', { ...ready, ownerType: null })).toEqual(['owner-not-eligible'])
  })

  it('names every reason at once', () => {
    expect(codes('draft', 'file', { ...ready, ownerType: null, sheetOnFile: false, items: {} })).toEqual([
      'sheets-not-on-file',
      'owner-not-eligible',
      'items-missing',
    ])
  })

  it('Điều 7 khoản 6 điểm a: 180 to 120 days before the last valid day, both counted', () => {
    const on = (today: string) =>
      codes('draft', 'file', {
        ...ready,
        today,
        kind: 'reevaluation',
        items: { 'mau-01': 1, 'mau-02': 1, 'cap-nhat': 1, 'giay-to-co-thoi-han': 1 },
        prior: { star: 4, issuedOn: '2026-06-01', validUntil: '2029-06-01' },
      })
    expect(on('2028-12-02')).toEqual(['reevaluation-too-early'])
    expect(on('2028-12-03')).toEqual([]) // 180 days before
    expect(on('2029-02-01')).toEqual([]) // 120 days before
    expect(on('2029-02-02')).toEqual(['reevaluation-too-late'])
  })

  it('Điều 12 khoản 3: a certificate older than the decree may be renewed late, to 180 days after expiry', () => {
    const on = (today: string) =>
      codes('draft', 'file', {
        ...ready,
        today,
        kind: 'reevaluation',
        items: { 'mau-01': 1, 'mau-02': 1, 'cap-nhat': 1, 'giay-to-co-thoi-han': 1 },
        prior: { star: 3, issuedOn: '2023-07-10', validUntil: '2026-07-10' },
      })
    expect(on('2026-06-05')).toEqual([])
    expect(on(addDays('2026-07-10', 180))).toEqual([])
    expect(on(addDays('2026-07-10', 181))).toEqual(['reevaluation-too-late'])
  })

  it('Điều 7 khoản 5: an upgrade needs a recognition below the highest star', () => {
    const upgrade = { ...ready, kind: 'upgrade' as const }
    expect(codes('draft', 'file', upgrade)).toEqual(['no-prior-recognition'])
    const prior = { issuedOn: '2025-01-01', validUntil: '2028-01-01' }
    expect(codes('draft', 'file', { ...upgrade, prior: { star: 5, ...prior } })).toEqual(['nothing-above'])
    expect(codes('draft', 'file', { ...upgrade, prior: { star: 3, ...prior } })).toEqual([])
  })

  it('Điều 6 khoản 2: the commune proposes with letter, Mẫu 03, dossier and five samples; none for tourism', () => {
    const items = { 'van-ban-de-nghi-xa': 1, 'mau-03': 1, 'ho-so-san-pham': 1 }
    expect(
      codes('commune.reported', 'propose', { ...ready, items: { ...items, 'san-pham-mau': 4 } }),
    ).toEqual(['items-missing'])
    expect(
      codes('commune.reported', 'propose', { ...ready, items: { ...items, 'san-pham-mau': 5 } }),
    ).toEqual([])
    expect(codes('commune.reported', 'propose', { ...ready, items, setNo: 26 })).toEqual([])
  })

  it('Điều 5 khoản 1: a proposal of 30/4 is too late for the round before 30/6', () => {
    const round = { proposalsBefore: '2027-04-30', heldBefore: '2027-06-30', open: true }
    const on = (proposedOn: string) =>
      codes('province.received', 'accept-into-round', { ...ready, round, proposedOn })
    expect(on('2027-04-29')).toEqual([])
    expect(on('2027-04-30')).toEqual(['proposed-too-late'])
    expect(codes('province.received', 'accept-into-round', ready)).toEqual(['no-round'])
    expect(
      codes('province.received', 'accept-into-round', { ...ready, round: { ...round, open: false } }),
    ).toEqual(['round-closed'])
  })

  it('Điều 7 khoản 6: a re-evaluation is put into no round and reviewed by the office', () => {
    const re = { ...ready, kind: 'reevaluation' as const }
    expect(codes('province.received', 'accept-into-round', re)).toEqual(['action-not-for-kind'])
    expect(codes('province.received', 'office-report', re)).toEqual([])
    expect(codes('province.received', 'office-report', ready)).toEqual(['action-not-for-kind'])
  })

  it('Điều 4 khoản 1: the province recognises 3 and 4 stars; 1 and 2 stars get a letter, not a certificate', () => {
    const of = (star: number | null, points: number) => ({
      ...ready,
      result: { star, mean: mean(points), level: 'tinh' },
    })
    expect(codes('result', 'decide-recognise', of(3, 50))).toEqual([])
    expect(codes('result', 'decide-recognise', of(4, 89))).toEqual([])
    expect(codes('result', 'decide-recognise', of(5, 90))).toEqual(['star-not-recognised-here'])
    expect(codes('result', 'decide-recognise', of(2, 49))).toEqual(['star-not-recognised-here'])
    expect(codes('result', 'decide-not-recognise', of(2, 49))).toEqual([])
    expect(codes('result', 'decide-not-recognise', of(null, 82))).toEqual([])
    expect(codes('result', 'decide-not-recognise', of(3, 50))).toEqual(['star-is-certified'])
    expect(codes('result', 'notify-result', of(2, 49))).toEqual([])
    expect(codes('result', 'notify-result', of(3, 50))).toEqual(['star-is-certified'])
  })

  it('Điều 7 khoản 5: an upgrade that reaches no higher star than the product holds is told, not decided', () => {
    const of = (star: number, held: number) => ({
      ...ready,
      kind: 'upgrade' as const,
      prior: { star: held, issuedOn: '2025-01-01', validUntil: '2028-01-01' },
      result: { star, mean: mean(60), level: 'tinh' },
    })
    expect(codes('result', 'notify-result', of(3, 4))).toEqual([])
    expect(codes('result', 'notify-result', of(3, 3))).toEqual([])
    expect(codes('result', 'notify-result', of(4, 3))).toEqual(['star-is-certified'])
  })

  it('Điều 7 khoản 3 điểm e: from exactly 90 on to the Ministry; 89.99… stays; knocked out never', () => {
    const of = (star: number | null, numerator: number, denominator = 1) => ({
      ...ready,
      result: { star, mean: mean(numerator, denominator), level: 'tinh' },
    })
    expect(codes('result', 'approve-for-ministry', of(5, 90))).toEqual([])
    expect(codes('result', 'approve-for-ministry', of(5, 1350, 15))).toEqual([])
    expect(codes('result', 'approve-for-ministry', of(4, 1349, 15))).toEqual(['mean-below-next-level'])
    expect(codes('result', 'approve-for-ministry', of(null, 95))).toEqual(['mean-below-next-level'])
    expect(codes('result', 'approve-for-ministry', ready)).toEqual(['no-result', 'mean-below-next-level'])
  })

  it('Điều 7 khoản 4 điểm g: below 90 at the Ministry, the province may recognise its own stars on that result', () => {
    const central = (star: number, points: number) => ({
      ...ready,
      result: { star, mean: mean(points), level: 'trung-uong' },
    })
    expect(codes('at-ministry', 'ministry-recognise', central(5, 91))).toEqual([])
    expect(codes('at-ministry', 'ministry-recognise', central(4, 88))).toEqual(['star-not-recognised-here'])
    expect(codes('at-ministry', 'ministry-fall-back', central(4, 88))).toEqual([])
    expect(codes('at-ministry', 'ministry-fall-back', central(4, 91))).toEqual([])
    expect(codes('at-ministry', 'ministry-fall-back', central(5, 91))).toEqual(['recognised-above'])
    expect(codes('ministry-result', 'decide-recognise', central(4, 88))).toEqual([])
    expect(codes('ministry-result', 'rejudge', central(4, 88))).toEqual([])
    expect(codes('appealed', 'rejudge', central(4, 88))).toEqual(['panel-not-separate'])
  })

  it('is withdrawn by the owner before the council scores, not after', () => {
    expect(codes('before-council', 'withdraw', ready)).toEqual([])
    expect(codes('scored', 'withdraw', ready)).toEqual(['action-not-now'])
    expect(codes('draft', 'withdraw', ready)).toEqual(['action-not-now'])
  })

  it('can only what the fold accepts: guards never open a way that is not there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WAY.keys()), fc.constantFrom(...ACTION_NAMES), (length, action) => {
        const history = WAY.slice(0, length)
        const status = life.fold(steps(...history))
        if (life.can(status, action, ready).ok)
          expect(() => life.fold(steps(...history, action))).not.toThrow()
      }),
    )
  })
})
