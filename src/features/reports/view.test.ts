import { describe, expect, test } from 'vitest'
import type { RecognitionEvent } from '../../rules/validity/index.ts'
import type { Cut } from './cut.ts'
import { View } from './view.ts'

const recognition = (id: string, star: number, events: readonly RecognitionEvent[]) => ({
  id,
  productId: 'p',
  star,
  issuedOn: events[0]!.day,
  year: null,
  events,
})
/** What ended in the first nine months of 2026, seen from their end. */
const ended = (recognitions: readonly ReturnType<typeof recognition>[]) => {
  const cut = { asOf: '2026-09-30', products: [{ id: 'p' }], recognitions, dossiers: [], hearings: [] }
  const params = { from: '2026-01-01', to: '2026-09-30', sector: null, commune: null, star: null }
  return new View(cut as unknown as Cut, params as never)
    .ended('2026-01-01', '2026-09-30')
    .map(({ recognition: { id }, day, how }) => [id, day, how])
}
const issued = (day: string, validUntil: string) => ({ kind: 'issued' as const, day, validUntil })

describe('what ended within a period', () => {
  test('a product in force by another recognition that day has lost nothing', () => {
    const old = recognition('old', 3, [issued('2023-03-01', '2026-03-01')])
    expect(ended([old])).toEqual([['old', '2026-03-02', 'expired']])
    expect(ended([old, recognition('new', 4, [issued('2025-10-01', '2028-10-01')])])).toEqual([])
  })

  test('an extension ended by the result counts on that day (Điều 12 khoản 3)', () => {
    const extended: RecognitionEvent[] = [
      issued('2023-03-02', '2026-03-02'),
      { kind: 'extended', day: '2026-02-01', until: '2026-08-29' },
    ]
    expect(ended([recognition('a', 3, extended)])).toEqual([['a', '2026-08-30', 'expired']])
    const failed: RecognitionEvent = { kind: 'expired', day: '2026-05-10' }
    expect(ended([recognition('a', 3, [...extended, failed])])).toEqual([['a', '2026-05-10', 'expired']])
  })
})
