import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeBook as book, placeFiles as files } from '../../../test/factories/place-book.ts'
import {
  chainOn,
  formerPlaces,
  governedBy,
  originsOn,
  placeBookOf,
  placeFinderOf,
  placeOn,
  placesOn,
  provinceOf,
  successorsOn,
} from './index.ts'

const finder = placeFinderOf(book)
const at = (code: string, day: string) => {
  const located = placeOn(book, code, day)
  if (!located.ok) throw new Error(JSON.stringify(located.problems))
  return located.value.place
}
const DAYS = ['2024-12-31', '2025-03-15', '2026-06-01']

describe('the units on file', () => {
  it('Huế has 141 communes to 31/12/2024, 133 in the first half of 2025, 40 since 1/7/2025', () => {
    const count = (day: string) => placesOn(book, 'commune', day, '46').length
    expect(['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01', '2026-12-31'].map(count)).toEqual([
      141, 133, 133, 40, 40,
    ])
  })

  it('Huế has nine districts until 30/6/2025 and none after', () => {
    const count = (day: string) => placesOn(book, 'district', day, '46').length
    expect(['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01'].map(count)).toEqual([9, 9, 9, 0])
  })

  it('the country has 63 provinces to 30/6/2025 and 34 since, 696 districts until then', () => {
    expect(
      ['2008-08-01', '2025-06-30', '2025-07-01'].map((day) => placesOn(book, 'province', day).length),
    ).toEqual([63, 63, 34])
    expect(placesOn(book, 'district', '2025-06-30')).toHaveLength(696)
    expect(placesOn(book, 'district', '2025-07-01')).toHaveLength(0)
  })

  it('each of the 40 has area, population and a centre within Huế', () => {
    for (const place of placesOn(book, 'commune', '2025-07-01', '46')) {
      expect.soft(place.areaKm2, place.name).toBeGreaterThan(1)
      expect.soft(place.population, place.name).toBeGreaterThan(1000)
      expect
        .soft(
          place.centre!.lon > 107 &&
            place.centre!.lon < 108.3 &&
            place.centre!.lat > 15.9 &&
            place.centre!.lat < 16.8,
          place.name,
        )
        .toBe(true)
    }
  })

  it('names are in one spelling and every unit leads to a province', () => {
    for (const place of book.places) {
      expect.soft(place.name).toBe(place.name.normalize('NFC'))
      expect.soft(provinceOf(book, place, place.validFrom), place.name).toMatch(/^\d\d$/)
    }
  })

  it('refuses units that overlap or go nowhere', () => {
    const [first] = files[0]!.places
    const wrong = (place: object) =>
      placeBookOf([{ ...files[0]!, places: [...files[0]!.places, { ...first!, ...place }] }])
    expect(() => wrong({ validFrom: '2024-01-01' })).toThrow(/overlaps/)
    expect(() =>
      wrong({ code: '99999', successors: [{ code: '88888', from: '2025-01-01', share: 1 }] }),
    ).toThrow(/unknown 88888/)
    const split = [{ code: '474', from: '2025-01-01', share: 0.5 }]
    expect(() => wrong({ code: '99999', successors: split })).toThrow(/make 0.5/)
  })
})

describe('a code and a day', () => {
  it('19819 had three names', () => {
    expect(DAYS.map((day) => at('19819', day).name)).toEqual([
      'Thị trấn Phong Điền',
      'Phường Phong Thu',
      'Phường Phong Điền',
    ])
  })

  it('a code of the wrong year says which years it is right for', () => {
    expect(placeOn(book, '19750', '2026-01-01')).toEqual({
      ok: false,
      problems: [
        {
          code: 'place-of-other-time',
          field: 'place',
          data: {
            place: '19750',
            day: '2026-01-01',
            valid: [
              { name: 'Phường Tây Lộc', from: '2021-07-01', to: '2024-12-31' },
              { name: 'Phường Tây Lộc', from: '2025-01-01', to: '2025-06-30' },
            ],
            right: 'Phường Tây Lộc (01/07/2021 – 31/12/2024); Phường Tây Lộc (01/01/2025 – 30/06/2025)',
          },
        },
      ],
    })
    expect(placeOn(book, '19906', '2025-02-01')).toMatchObject({
      problems: [{ code: 'place-of-other-time' }],
    })
    expect(placeOn(book, '475', '2024-06-01')).toMatchObject({ problems: [{ code: 'place-of-other-time' }] })
    expect(placeOn(book, '12345', '2026-01-01')).toMatchObject({ problems: [{ code: 'unknown-place' }] })
  })

  it('reads days before the file as its first day, and says so', () => {
    expect(placeOn(book, '19750', '2020-05-01')).toMatchObject({ ok: true, value: { approximate: true } })
  })

  it('46 is tỉnh Thừa Thiên Huế to 31/12/2024 and thành phố Huế since 1/1/2025', () => {
    expect(at('46', '2024-12-31').name).toBe('Tỉnh Thừa Thiên Huế')
    expect(at('46', '2025-01-01').name).toBe('Thành phố Huế')
  })

  it('knows what stands above', () => {
    const names = (code: string, day: string) => chainOn(book, at(code, day), day).map((p) => p.name)
    expect(names('19750', '2024-01-01')).toEqual(['Phường Tây Lộc', 'Thành phố Huế', 'Tỉnh Thừa Thiên Huế'])
    expect(names('19750', '2025-02-01')).toEqual(['Phường Tây Lộc', 'Quận Phú Xuân', 'Thành phố Huế'])
    expect(names('19753', '2026-01-01')).toEqual(['Phường Phú Xuân', 'Thành phố Huế'])
  })
})

describe('a name', () => {
  const code = (text: object, day?: string) => {
    const found = finder.find(text, day)
    return found.ok ? `${found.value.place.code} ${found.value.place.validFrom}` : found.problems[0]!.code
  }
  const doubts = (text: object, day?: string) => {
    const found = finder.find(text, day)
    return found.ok ? found.value.doubts.map((d) => d.code) : ['refused']
  }
  const TTH = 'Thừa Thiên Huế'

  it('is found whatever its tone placement, case and short form', () => {
    for (const commune of [
      'Phường Thuận Hòa',
      'phường thuận hoà',
      'P. Thuận Hoà',
      'THUẬN HÒA'.normalize('NFD'),
      'Thuan Hoa',
    ])
      expect
        .soft(code({ commune, district: 'TP. Huế', province: TTH }, '2023-05-01'), commune)
        .toBe('19762 2021-07-01')
    expect(code({ commune: 'TT. Sịa', district: 'H. Quảng Điền', province: 'tỉnh Thừa Thiên - Huế' })).toBe(
      '19867 2025-01-01',
    )
  })

  it('two old Xã Hương Phong: the district decides, without it it is ambiguous', () => {
    expect(code({ commune: 'Xã Hương Phong', district: 'Thành phố Huế', province: TTH }, '2023-01-01')).toBe(
      '20002 2021-07-01',
    )
    expect(code({ commune: 'Xã Hương Phong', district: 'Huyện A Lưới', province: TTH }, '2023-01-01')).toBe(
      '20080 2021-07-01',
    )
    expect(code({ commune: 'Xã Hương Phong', province: TTH }, '2023-01-01')).toBe('ambiguous-place')
    expect(finder.find({ commune: 'Xã Hương Phong', province: TTH })).toMatchObject({
      problems: [{ data: { candidates: { length: 3 } } }],
    })
  })

  it('Nghị quyết 1264/NQ-UBTVQH14: before 1/7/2021 Hương Phong lay in thị xã Hương Trà', () => {
    const text = { commune: 'Xã Hương Phong', district: 'Thị xã Hương Trà', province: TTH }
    expect(code(text, '2020-06-01')).toBe('20002 2021-07-01')
    expect(doubts(text, '2020-06-01')).toEqual([])
  })

  it('the same name of another time is another place', () => {
    expect(code({ commune: 'Phú Vinh', province: 'Huế' }, '2024-05-01')).toBe(
      code({ commune: 'Phú Vinh', district: 'A Lưới', province: TTH }, '2024-05-01'),
    )
    expect(code({ commune: 'Phú Vinh', province: 'Huế' }, '2026-01-01')).toBe('19945 2025-07-01')
    expect(code({ commune: 'Xã Phú Vinh', province: 'Huế' })).toBe('ambiguous-place')
  })

  it('an old name on a new day is found, with a doubt', () => {
    const text = { commune: 'Phường Tây Lộc', province: 'Thành phố Huế' }
    expect(code(text, '2026-01-01')).toBe('19750 2025-01-01')
    expect(doubts(text, '2026-01-01')).toEqual(['other-time'])
  })

  it('a district that does not fit is a doubt when the commune is clear all the same', () => {
    expect(
      doubts({ commune: 'Xã Quảng Phú', district: 'Huyện Phú Vang', province: TTH }, '2023-01-01'),
    ).toEqual(['district-differs'])
  })

  it('accents decide between Hương Vân and Hương Văn; without them it is ambiguous', () => {
    const of = (commune: string) =>
      code({ commune, district: 'Thị xã Hương Trà', province: TTH }, '2024-01-01')
    expect([of('Phường Hương Vân'), of('P. HƯƠNG VĂN')]).toEqual(['20008 2021-07-01', '20011 2021-07-01'])
    expect(of('Huong Van')).toBe('ambiguous-place')
  })

  it('Phường Đúc is Phường Phường Đúc', () => {
    for (const commune of ['Phường Đúc', 'Phường Phường Đúc', 'P. Phường Đúc'])
      expect.soft(code({ commune, province: TTH }, '2024-01-01'), commune).toBe('19780 2021-07-01')
  })

  it('of another province the district is found, or the province, with what is missing said', () => {
    const text = { commune: 'Xã Mỹ Lý', district: 'Huyện Kỳ Sơn', province: 'Nghệ An' }
    expect(code(text, '2023-01-01')).toMatch(/^\d{3} /)
    expect(doubts(text, '2023-01-01')).toEqual(['commune-not-on-file'])
    expect(code({ province: 'Tỉnh Bắc Kạn' })).toBe('06 2008-08-01')
    expect(code({ province: 'Lào Cai' }, '2024-01-01')).toBe('10 2008-08-01')
    expect(code({ province: 'Lào Cai' })).toBe('15 2025-07-01')
    expect(code({ province: 'TP.HCM' }, '2026-01-01')).toBe('79 2025-07-01')
    expect(doubts({ district: 'Huyện Không Có', province: 'Nghệ An' })).toEqual(['district-not-on-file'])
    expect(code({ province: 'Atlantis' })).toBe('unknown-place')
    expect(code({})).toBe('unknown-place')
  })

  it('every unit is found by its own name, district and province on its own days', () => {
    for (const place of book.places.filter((p) => p.level === 'commune')) {
      const [commune, ...above] = chainOn(book, place, place.validFrom)
      const district = above.find((p) => p.level === 'district')?.name ?? null
      const province = above.at(-1)!.name
      const found = finder.find({ commune: commune!.name, district, province }, place.validFrom)
      expect.soft(found.ok && found.value.place.code, place.name).toBe(place.code)
      expect.soft(found.ok && found.value.doubts, place.name).toEqual([])
    }
  })

  it('never throws on any text', () => {
    fc.assert(
      fc.property(
        fc.record({ commune: fc.string(), district: fc.string(), province: fc.string() }),
        (text) => {
          finder.find(text, '2024-01-01')
        },
      ),
    )
  })
})

describe('succession', () => {
  it('every commune of 2024 lies whole in one of 2025 and one of 2026', () => {
    for (const place of placesOn(book, 'commune', '2024-12-31', '46'))
      for (const day of DAYS.slice(1)) {
        const parts = successorsOn(book, place, day)
        expect.soft(parts, place.name).toHaveLength(1)
        expect.soft(parts[0]!.share).toBe(1)
      }
  })

  it('every commune of today came out of communes of 2024, none of them twice', () => {
    const origins = placesOn(book, 'commune', '2026-01-01', '46').flatMap((p) =>
      originsOn(book, p, '2024-06-01'),
    )
    expect(origins).toHaveLength(141)
    expect(new Set(origins).size).toBe(141)
  })

  it('names what a place was made of', () => {
    expect(formerPlaces(book, at('19753', '2026-01-01')).map((p) => p.name)).toEqual([
      'Phường Tây Lộc',
      'Phường Thuận Lộc',
      'Phường Gia Hội',
      'Phường Phú Hậu',
      'Phường Thuận Hòa',
      'Phường Đông Ba',
    ])
    expect(formerPlaces(book, at('19909', '2026-01-01'))).toEqual([])
  })

  it('an old dossier is governed by the commune of today and the province', () => {
    expect(governedBy(book, '19750', '2023-04-01', '2026-06-01')).toEqual(['19753', '46'])
    expect(governedBy(book, '19750', '2023-04-01', '2024-06-01')).toEqual(['19750', '474', '46'])
    expect(governedBy(book, '474', '2023-04-01', '2026-06-01')).toEqual(['46'])
    expect(governedBy(book, '10', '2023-04-01', '2026-06-01')).toEqual(['15'])
    expect(governedBy(book, '99999', '2023-04-01', '2026-06-01')).toEqual([])
  })
})
