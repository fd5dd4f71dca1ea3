import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDay, formatDayLong, formatNumber, inWords, parseDay, parseNumber } from './index.ts'

describe('inWords', () => {
  it.each([
    [0, 'không'],
    [1, 'một'],
    [4, 'bốn'],
    [5, 'năm'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [25, 'hai mươi lăm'],
    [100, 'một trăm'],
    [101, 'một trăm linh một'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [115, 'một trăm mười lăm'],
    [1000, 'một nghìn'],
    [1005, 'một nghìn không trăm linh năm'],
    [2026, 'hai nghìn không trăm hai mươi sáu'],
    [1_000_005, 'một triệu không trăm linh năm'],
    [6_313_791, 'sáu triệu ba trăm mười ba nghìn bảy trăm chín mươi mốt'],
    [1_000_000_000, 'một tỷ'],
    [12_000_000_000, 'mười hai tỷ'],
    [1_000_000_001, 'một tỷ không trăm linh một'],
    [-3, 'âm ba'],
  ])('%d → %s', (value, words) => expect(inWords(value)).toBe(words))

  it('reads any size and refuses fractions', () => {
    expect(inWords(10n ** 18n)).toBe('một tỷ tỷ')
    expect(() => inWords(1.5)).toThrow(RangeError)
  })

  it('reads different numbers differently', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 10 ** 7 }),
        fc.nat({ max: 10 ** 7 }),
        (a, b) => (inWords(a) === inWords(b)) === (a === b),
      ),
      { numRuns: 500 },
    )
  })
})

describe('dates and numbers', () => {
  it('writes days as offices do (Nghị định 30/2020/NĐ-CP)', () => {
    expect(formatDay('2026-05-22')).toBe('22/05/2026')
    expect(formatDayLong('2026-05-02')).toBe('ngày 02 tháng 5 năm 2026')
    expect(formatDayLong('2026-02-12')).toBe('ngày 12 tháng 02 năm 2026')
  })

  it.each([
    ['5/3/2026', '2026-03-05'],
    ['05-03-2026', '2026-03-05'],
    ['5.3.2026', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['ngày 5 tháng 3 năm 2026', '2026-03-05'],
    [' 28/03/2024 ', '2024-03-28'],
    ['29/2/2026', null],
    ['3/2026', null],
    ['5/13/2026', null],
    ['hôm qua', null],
    ['', null],
  ])('reads %j as %j', (text, day) => expect(parseDay(text)).toBe(day))

  it.each([
    [1234.5, undefined, '1.234,5'],
    [0, undefined, '0'],
    [-12500, undefined, '-12.500'],
    [6313791, undefined, '6.313.791'],
    [82.266666, 2, '82,27'],
    [2.345, 2, '2,35'],
    [1.005, 2, '1,01'],
    [89.995, 2, '90,00'],
    [3, 2, '3,00'],
    [0.5, 0, '1'],
    [-0.001, 2, '0,00'],
    [1e21, undefined, '1.000.000.000.000.000.000.000'],
  ])('writes %d (%s decimals) as %s', (value, decimals, text) =>
    expect(formatNumber(value, decimals)).toBe(text),
  )

  it.each([
    ['1.234,5', 1234.5],
    ['12.500', 12500],
    ['1234', 1234],
    ['0,5', 0.5],
    ['-3', -3],
    ['−3', -3],
    ['1 234', 1234],
    ['1.5', null],
    ['1,2,3', null],
    ['12.34.567', null],
    ['abc', null],
    ['', null],
    ['1e5', null],
  ])('reads %j as %j', (text, value) => expect(parseNumber(text)).toBe(value))

  it('reads back what it writes', () => {
    fc.assert(fc.property(fc.integer(), (n) => parseNumber(formatNumber(n)) === n))
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        (n) => parseNumber(formatNumber(n / 100, 2)) === n / 100,
      ),
    )
  })
})
