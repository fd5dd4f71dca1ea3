import { describe, expect, it } from 'vitest'
import { placeBook as book } from '../../../test/factories/place-book.ts'
import { placeOn } from '../../rules/places/index.ts'
import { loadRegulation } from '../regulation/index.ts'
import { createAgencies, createPlaces, labelOf } from './index.ts'

const law = loadRegulation('regulation')
const places = createPlaces(law)
const agencies = createAgencies(law, places)

describe('agencies over days', () => {
  it('the OCOP office is Sở NN&PTNT, then Sở Nông nghiệp và Môi trường', () => {
    expect(agencies.ocopOffice('2024-03-25')?.name).toBe(
      'Sở Nông nghiệp và Phát triển nông thôn tỉnh Thừa Thiên Huế',
    )
    expect(agencies.ocopOffice('2026-06-01')?.id).toBe('snnmt-hue')
  })

  it('has a committee for every commune of a day, and districts only while they stood', () => {
    const count = (day: string, level: string) => agencies.on(day).filter((a) => a.level === level).length
    expect([count('2024-12-31', 'xa'), count('2024-12-31', 'huyen')]).toEqual([141, 9])
    expect([count('2026-06-01', 'xa'), count('2026-06-01', 'huyen')]).toEqual([40, 0])
  })

  it('old duties fall to the successor', () => {
    const old = agencies.committee('19750', '2024-05-01')!
    expect(old.name).toBe('Ủy ban nhân dân phường Tây Lộc')
    expect(agencies.bearer(old.id, '2026-06-01')?.name).toBe('Ủy ban nhân dân phường Phú Xuân')
    expect(agencies.withForerunners('snnmt-hue')).toContain('snnptnt-tth')
    expect(agencies.committee('46', '2024-01-01')?.id).toBe('ubnd-tth')
    expect(agencies.committee('46', '2026-01-01')?.id).toBe('ubnd-hue')
    expect(agencies.committee('19750', '2026-01-01')).toBeNull()
  })
})

describe('labels', () => {
  const label = (code: string, day: string) => {
    const located = placeOn(book, code, day)
    return located.ok ? labelOf(book, located.value.place, 'trước') : null
  }

  it('say what a unit was made of', () => {
    expect(label('19753', '2026-01-01')).toBe(
      'Phường Phú Xuân (trước 01/07/2025: Phường Tây Lộc, Phường Thuận Lộc, Phường Gia Hội, Phường Phú Hậu, Phường Thuận Hòa, Phường Đông Ba)',
    )
    expect(label('19909', '2026-01-01')).toBe('Phường Dương Nỗ')
  })
})

describe('the places of an instance', () => {
  const old = { place_code: '19750', place_day: '2023-05-01', province_code: '46' }

  it('say where a record of 2023 is today, and what it was called', () => {
    expect(places.spoken(old, '2026-06-01')).toEqual({
      commune: { code: '19753', name: 'Phường Phú Xuân' },
      today: 'Phường Phú Xuân, Thành phố Huế',
      formerly: 'Phường Tây Lộc, Thành phố Huế, Tỉnh Thừa Thiên Huế',
    })
    expect(
      places.spoken({ place_code: null, place_day: null, province_code: '40' }, '2026-06-01').today,
    ).toBe('Tỉnh Nghệ An')
  })

  it('say who governs a record, of a commune or only of a province', () => {
    expect(places.governing(old, '2026-06-01')).toEqual(['19753', '46'])
    expect(
      places.governing({ place_code: null, place_day: null, province_code: '40' }, '2026-06-01'),
    ).toEqual(['40'])
  })

  it('find every code that lies today in a commune, with the days on which it means that', () => {
    const within = places.within(['19753'], '2026-06-01')
    expect(within).toContainEqual({ code: '19750', from: '2021-07-01', to: '2024-12-31' })
    expect(within).toContainEqual({ code: '19753', from: '2025-07-01', to: null })
    expect(within).not.toContainEqual({ code: '19819', from: '2021-07-01', to: '2024-12-31' })
    expect(places.within(['46'], '2026-06-01').length).toBeGreaterThan(300)
  })

  it('list communes by name, without the kind of unit', () => {
    const names = places.communes('46', '2026-06-01').map((unit) => unit.name)
    expect(names).toHaveLength(40)
    expect(names.slice(0, 2)).toEqual(['Xã A Lưới 1', 'Xã A Lưới 2'])
    expect(places.unit('19819', '2024-06-01')?.name).toBe('Thị trấn Phong Điền')
    expect(places.unit('19750', '2026-06-01')).toBeNull()
  })
})

it('Điều 12 khoản 1: what a district issued is kept by the province today; a renamed authority by its successor', () => {
  const asked = (level: string, day: string, today: string) =>
    agencies.keeperOf({ level, day, province: '46' }, today)
  expect(asked('huyen', '2024-04-20', '2025-06-30')).toBeNull()
  expect(asked('huyen', '2024-04-20', '2025-07-01')).toEqual({
    name: 'Ủy ban nhân dân thành phố Huế',
    why: 'ended',
  })
  expect(asked('tinh', '2022-08-01', '2026-06-15')).toEqual({
    name: 'Ủy ban nhân dân thành phố Huế',
    why: 'renamed',
  })
  expect(asked('tinh', '2025-08-01', '2026-06-15')).toBeNull()
  expect(asked('trung-uong', '2024-08-01', '2026-06-15')).toEqual({
    name: 'Bộ Nông nghiệp và Môi trường',
    why: 'renamed',
  })
})

it('a place is called by its name of the day, or not at all where it was several', () => {
  const at = { place_code: '19753', place_day: '2026-01-01', province_code: '46' }
  expect(places.called(at, '2025-03-01')).toBeNull()
  const danDien = { place_code: '19897', place_day: '2024-12-31', province_code: '46' }
  expect(places.called(danDien, '2024-04-20')).toBe('Xã Quảng Phú, Huyện Quảng Điền, Tỉnh Thừa Thiên Huế')
  expect(places.called(danDien, '2026-01-01')).toContain('Xã Đan Điền')
})
