import { expect, test } from 'vitest'
import type { Cut } from '../cut.ts'
import { dashboardOf } from './figures.ts'

const params = {
  from: '2026-01-01',
  to: '2026-11-29',
  unitsOn: '2026-11-29',
  province: '46',
  commune: null,
  sector: null,
  star: null,
}
const product = (id: string) =>
  ({ id, placeCode: null, placeDay: null, sector: null }) as unknown as Cut['products'][number]
const recognition = (productId: string, issuedOn: string, validUntil: string) =>
  ({
    id: `${productId}-${issuedOn}`,
    productId,
    star: 3,
    issuedOn,
    year: null,
    events: [{ kind: 'issued', day: issuedOn, validUntil }],
  }) as unknown as Cut['recognitions'][number]
const figure = (key: string, records: { id: string; day: string; amount: number }[]) =>
  ({
    key,
    records: records.map((each) => ({ ...each, path: null, title: each.id })),
  }) as unknown as Cut['sourced'][number]

test('support beside what followed: recognised after the payment, in force from before it, without a star', () => {
  const cut = {
    asOf: '2026-11-29',
    words: { communes: {}, names: {} },
    products: ['after', 'before', 'none'].map(product),
    recognitions: [
      recognition('after', '2025-06-01', '2028-06-01'),
      recognition('before', '2024-02-01', '2027-02-01'),
      recognition('none', '2020-02-01', '2023-02-01'),
    ],
    dossiers: [],
    rounds: [],
    hearings: [],
    plan: [],
    sourced: [],
  } as unknown as Cut
  const sourced = [
    figure('support-paid', [
      { id: 'a/1', day: '2025-03-01', amount: 5_000_000 },
      { id: 'a/2', day: '2025-09-01', amount: 2_000_000 },
      { id: 'c/1', day: '2026-03-01', amount: 1_000_000 },
    ]),
    figure('products-supported', [
      { id: 'after', day: '2025-03-01', amount: 1 },
      { id: 'before', day: '2025-09-01', amount: 1 },
      { id: 'none', day: '2026-03-01', amount: 1 },
    ]),
  ]
  expect(dashboardOf(cut, params, sourced).support).toEqual([
    { year: '2025', paid: 7_000_000, results: [1, 1, 0] },
    { year: '2026', paid: 1_000_000, results: [0, 0, 1] },
  ])
})
