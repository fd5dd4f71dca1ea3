import { expect, test } from 'vitest'
import { CONDITIONS, readSearch } from './search.ts'

const asked = (line: string) =>
  Object.fromEntries(
    Object.entries(readSearch(line)).filter(
      ([, value]) =>
        value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )

test('conditions and words of one line, with or without tones, in either language', () => {
  expect(asked('sao:4 xã:"Quảng Điền" hạn<7d mắm ruốc')).toEqual({
    text: 'mắm ruốc',
    star: 4,
    place: 'Quảng Điền',
    dueBelow: 7,
  })
  expect(asked('star:3 xa:“Phú Lộc” round:2/2026')).toEqual({
    star: 3,
    place: 'Phú Lộc',
    round: { ordinal: 2, year: 2026 },
  })
  expect(asked('loại:"Đánh giá lại" hạn:quá ở:hội-đồng')).toEqual({
    kind: 'reevaluation',
    overdue: true,
    stage: 'hoi-dong',
  })
  expect(asked('chủ-thể:"Đồi Mây" bộ:9 năm:2026 hạn>30'.normalize('NFD'))).toEqual({
    owner: 'Đồi Mây',
    set: 9,
    year: 2026,
    dueAbove: 30,
  })
})

test('every condition reads its own example', () => {
  for (const { example } of CONDITIONS) expect(readSearch(example).flaws, example).toEqual([])
})

test('what is no condition is looked for as it stands: numbers of receipts, times, plain words', () => {
  expect(readSearch('12-X/PĐK-46-19942-2026 chè').text).toBe('12-X/PĐK-46-19942-2026 chè')
  expect(readSearch('').text).toBe('')
})

test('what cannot be understood is said, with what was probably meant, and the rest is still searched', () => {
  expect(readSearch('sao:9 mắm')).toMatchObject({
    text: 'mắm',
    star: null,
    flaws: [{ code: 'wrong-value', typed: 'sao:9', condition: 'sao:', example: 'sao:4' }],
  })
  expect(readSearch('phươngg:"Thuận An" chè')).toMatchObject({
    text: 'chè',
    flaws: [{ code: 'unknown-condition', condition: 'xã:' }],
  })
  expect(readSearch('zzz:1').flaws).toMatchObject([{ code: 'unknown-condition', condition: null }])
  expect(readSearch('hạn<mai').flaws).toMatchObject([{ code: 'wrong-value', example: 'hạn<7d' }])
  expect(readSearch('xã:').flaws).toMatchObject([{ code: 'wrong-value', condition: 'xã:' }])
})
