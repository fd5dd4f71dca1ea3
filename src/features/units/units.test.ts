import { expect, test } from 'vitest'
import { createPlaces } from '../places/index.ts'
import { loadRegulation } from '../regulation/index.ts'
import { hoursIn } from './hours.ts'
import { communesOf, servedToday, serves, type UnitLine } from './queries.ts'

const places = createPlaces(loadRegulation('regulation'))
const today = '2026-11-30'
const phuXuan = places.communes('46', today).find(({ name }) => name === 'Phường Phú Xuân')!.code

function unit(codes: readonly string[], day: string): UnitLine {
  const texts = { address: '', phone: '', email: '', hours: '', hours_en: '', website: '' }
  const name = { vi: 'Đơn vị' }
  return {
    ...texts,
    id: '',
    slug: '',
    name,
    services: {},
    serves: codes,
    folded: '',
    serves_day: day,
    version: 1,
    is_demo: false,
  }
}

test('a commune of before stands for what it became; a code is read on its day, a district for its communes', () => {
  expect(communesOf(places, '19750', '2024-05-01', today)).toEqual([phuXuan])
  expect(communesOf(places, '19750', '2026-01-01', today)).toEqual([])
  expect(communesOf(places, '99999', today, today)).toEqual([])
  expect(communesOf(places, '46', today, today)).toHaveLength(40)
})

test('a unit of Phường Tây Lộc in 2024 serves Phường Phú Xuân today; one that names none serves every commune', () => {
  const former = unit(['19750'], '2024-05-01')
  expect(servedToday(places, former, today)).toEqual([phuXuan])
  expect(places.communes('46', today).filter(({ code }) => serves(places, former, code, today))).toHaveLength(
    1,
  )
  expect(places.communes('46', today).every(({ code }) => serves(places, unit([], today), code, today))).toBe(
    true,
  )
})

test('opening hours are put into English only where they are days and times', () => {
  const told = (hours: string, hours_en = '') => hoursIn({ hours, hours_en }, 'en')
  expect(told('Thứ Hai – Thứ Sáu, 7:30–11:30, 13:30–17:00')).toEqual({
    text: 'Monday – Friday, 7:30–11:30, 13:30–17:00',
    lang: 'en',
  })
  expect(told('Thứ 2 đến thứ 6, sáng 7h30–11h30').text).toBe('Monday – Friday, morning 7:30–11:30')
  expect(told('Trực theo lịch của phường')).toEqual({ text: 'Trực theo lịch của phường', lang: 'vi' })
  expect(told('Trực theo lịch', 'By appointment')).toEqual({ text: 'By appointment', lang: 'en' })
  expect(hoursIn({ hours: 'Chủ nhật', hours_en: 'Sunday' }, 'vi').text).toBe('Chủ nhật')
})
