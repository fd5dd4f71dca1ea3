import { expect, test } from 'vitest'
import { readSearch } from './search-words.ts'

test('conditions and words of one line', () => {
  expect(readSearch('sao:4 xã:"Quảng Điền" hạn<7d mắm ruốc')).toEqual({
    text: 'mắm ruốc',
    star: 4,
    place: 'Quảng Điền',
    round: null,
    dueBelow: 7,
    kind: null,
  })
  expect(readSearch('loại:danh-gia-lai đợt:2').kind).toBe('reevaluation')
})

test('what is no condition is looked for as it stands', () => {
  expect(readSearch('sao:9 12/PĐK gì:đó').text).toBe('sao:9 12/PĐK gì:đó')
  expect(readSearch('').text).toBe('')
})
