import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeBook as book } from '../../../test/factories/place-book.ts'
import { groupByCommunes, isValidOn, PlaceFile, placeBookOf, placesOn, remap } from './index.ts'

const DAYS = ['2024-12-31', '2025-03-15', '2026-06-01']

describe('figures by the units of any day', () => {
  const communes = DAYS.flatMap((day) =>
    placesOn(book, 'commune', day, '46').map((place) => ({ place, day })),
  )
  const figure = fc
    .record({ at: fc.constantFrom(...communes), value: fc.integer({ min: 0, max: 1000 }) })
    .map(({ at: { place, day }, value }) => ({ code: place.code, day, value }))
  const sum = (list: readonly { value: number }[]) => list.reduce((total, { value }) => total + value, 0)

  it('keep their sum, forwards and backwards', () => {
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 60 }), fc.constantFrom(...DAYS), (figures, to) => {
        const result = remap(book, figures, to)
        if (!result.ok) throw new Error(JSON.stringify(result.problems))
        expect(sum(result.value.rows) + sum(result.value.undivided)).toBe(sum(figures))
        for (const { place } of result.value.rows) expect(isValidOn(place, to)).toBe(true)
      }),
    )
  })

  it('forwards nothing is left undivided; backwards only where several units became one', () => {
    const today = [
      { code: '19753', day: '2026-01-01', value: 12 },
      { code: '19909', day: '2026-01-01', value: 5 },
    ]
    const before = remap(book, today, '2025-03-01')
    expect(before.ok && before.value.rows.map((r) => [r.place.name, r.value])).toEqual([
      ['Phường Dương Nỗ', 5],
    ])
    expect(before.ok && before.value.undivided.map((r) => [r.place.name, r.among.length, r.value])).toEqual([
      ['Phường Phú Xuân', 6, 12],
    ])
    const forward = remap(
      book,
      [
        { code: '19750', day: '2024-01-01', value: 3 },
        { code: '19768', day: '2025-01-01', value: 4 },
      ],
      '2026-01-01',
    )
    expect(forward.ok && forward.value.rows.map((r) => [r.place.name, r.value])).toEqual([
      ['Phường Phú Xuân', 7],
    ])
  })

  it('deals whole numbers out by largest remainder', () => {
    const split = placeBookOf([
      PlaceFile.parse({
        title: 'split',
        onFileFrom: '2020-01-01',
        counts: [],
        places: [
          {
            code: '10001',
            level: 'commune',
            name: 'Xã A',
            parentCode: null,
            validFrom: '2020-01-01',
            validTo: '2020-12-31',
            successors: [
              { code: '10002', from: '2021-01-01', share: 0.6 },
              { code: '10003', from: '2021-01-01', share: 0.4 },
            ],
          },
          {
            code: '10002',
            level: 'commune',
            name: 'Xã B',
            parentCode: null,
            validFrom: '2021-01-01',
            validTo: null,
            successors: [],
          },
          {
            code: '10003',
            level: 'commune',
            name: 'Xã C',
            parentCode: null,
            validFrom: '2021-01-01',
            validTo: null,
            successors: [],
          },
        ],
      }),
    ])
    fc.assert(
      fc.property(
        fc.oneof(fc.nat({ max: 10_000 }), fc.double({ min: 0, max: 1e6, noNaN: true })),
        (value) => {
          const result = remap(split, [{ code: '10001', day: '2020-05-05', value }], '2022-01-01')
          expect(result.ok && result.value.rows.map((r) => r.place.code)).toEqual(['10002', '10003'])
          if (result.ok && Number.isInteger(value)) {
            expect(sum(result.value.rows)).toBe(value)
            expect(result.value.rows.every((r) => Number.isInteger(r.value))).toBe(true)
          } else if (result.ok) expect(sum(result.value.rows)).toBeCloseTo(value, 6)
        },
      ),
    )
  })

  it('say what cannot be done', () => {
    expect(remap(book, [{ code: '19750', day: '2026-01-01', value: 1 }], '2026-01-01')).toMatchObject({
      problems: [{ code: 'place-of-other-time' }],
    })
    expect(remap(book, [{ code: '474', day: '2024-01-01', value: 1 }], '2025-02-01')).toMatchObject({
      problems: [{ code: 'share-not-on-file' }],
    })
    expect(remap(book, [{ code: '477', day: '2024-01-01', value: 1 }], '2026-02-01')).toMatchObject({
      problems: [{ code: 'place-abolished' }],
    })
  })
})

describe('things by the communes of any day', () => {
  const known = book.places.filter((place) => place.level === 'commune' || place.code.startsWith('47'))
  const thing = fc.oneof(
    fc.constantFrom(...known).map((place) => ({ code: place.code, day: place.validFrom })),
    fc.constant({ code: null, day: null }),
    fc.constant({ code: '00000', day: '2026-01-01' }),
    fc.constantFrom(...known).map((place) => ({ code: place.code, day: place.validTo ?? '2024-01-01' })),
  )
  const anyDay = fc.constantFrom(
    '2019-05-07',
    '2021-07-01',
    '2024-12-31',
    '2025-01-01',
    '2025-06-30',
    '2025-07-01',
    '2026-11-24',
  )

  it('each stands once, whatever the day: nothing is dropped, nothing counted twice', () => {
    fc.assert(
      fc.property(fc.array(thing, { maxLength: 80 }), anyDay, (things, to) => {
        const grouped = groupByCommunes(book, things, (each) => each, to)
        const found = [...grouped.units, ...grouped.joined, ...grouped.wider].flatMap((each) => each.things)
        const all = [...found, ...grouped.unplaced]
        expect(all).toHaveLength(things.length)
        expect(new Set(all)).toEqual(new Set(things))
        for (const { place } of grouped.units) if (to >= '2021-07-01') expect(isValidOn(place, to)).toBe(true)
      }),
    )
  })

  it('every commune of 2024 is one of the 133 and one of the 40; a commune of today is told as several of before', () => {
    const of2024 = placesOn(book, 'commune', '2024-12-31', '46').map(({ code }) => ({
      code,
      day: '2024-12-31',
    }))
    expect(of2024).toHaveLength(141)
    for (const [to, count] of [
      ['2024-12-31', 141],
      ['2025-03-01', 133],
      ['2026-01-01', 40],
    ] as const) {
      const grouped = groupByCommunes(book, of2024, (each) => each, to)
      expect([grouped.units.length, grouped.joined.length, grouped.unplaced.length]).toEqual([count, 0, 0])
    }
    const today = groupByCommunes(book, [{ code: '19753', day: '2026-01-01' }], (each) => each, '2025-03-01')
    expect(today.joined.map((each) => [each.place.name, each.among.length])).toEqual([['Phường Phú Xuân', 6]])
  })
})
