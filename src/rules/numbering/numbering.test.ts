import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fill,
  formatSymbol,
  lookalikeKey,
  Numbering,
  type NumberKind,
  parseSymbol,
  read,
  readNumber,
  seriesOf,
  symbolKey,
  tidyCertificateNumber,
  writeNumber,
} from './index.ts'

const hue = Numbering.parse(JSON.parse(readFileSync('regulation/hue/numbering.json', 'utf8')))
const parts = { seq: 7, year: 2026, province: '46', commune: '19753' }

describe('the numbers of Huế', () => {
  it('Mẫu số 01: receipt …/PĐK-(mã tỉnh)-(mã xã)-(năm), one block for the commune, one for the province', () => {
    expect(writeNumber(hue, 'receiptCommune', parts)).toBe('07-X/PĐK-46-19753-2026')
    expect(writeNumber(hue, 'receiptProvince', parts)).toBe('07-T/PĐK-46-19753-2026')
  })

  it('Phụ lục II: product code (T)-(X)-(STT)-20..', () => {
    expect(writeNumber(hue, 'productCode', parts)).toBe('46-19753-07-2026')
    expect(writeNumber(hue, 'productCode', { ...parts, seq: 123 })).toBe('46-19753-123-2026')
  })

  it('certificate: a default of the system, fit for an address', () => {
    const number = writeNumber(hue, 'certificate', parts)
    expect(number).toBe('OCOP-46-2026-0007')
    expect(encodeURIComponent(number)).toBe(number)
  })

  it('each series counts for itself', () => {
    expect(seriesOf(hue, 'certificate', parts)).toBe('certificate/46/2026')
    expect(seriesOf(hue, 'receiptCommune', parts)).toBe('receiptCommune/19753/2026')
    expect(seriesOf(hue, 'productCode', parts)).toBe('productCode/19753')
  })

  it('throws when a part is missing', () => {
    expect(() => writeNumber(hue, 'productCode', { seq: 1, year: 2026 })).toThrow(/needs province/)
    expect(() => seriesOf(hue, 'certificate', {})).toThrow(/needs province/)
  })

  it('refuses patterns that could not be counted or read back', () => {
    const wrong = (pattern: string) => () =>
      Numbering.parse({ ...hue, certificate: { ...hue.certificate, pattern } })
    expect(wrong('OCOP-{year}')).toThrow(/counts by/)
    expect(wrong('{seq}{year}')).toThrow(/between/)
    expect(wrong('{seq}-{month}')).toThrow(/slots/)
  })

  it('reads back what it writes, however it is typed', () => {
    const kinds: NumberKind[] = ['receiptCommune', 'receiptProvince', 'productCode', 'certificate']
    const typo = fc.constantFrom<(text: string) => string>(
      (t) => t,
      (t) => t.toLowerCase(),
      (t) => t.replaceAll('-', ' '),
      (t) => t.replaceAll('-', '–'),
      (t) => t.replaceAll('0', 'O'),
      (t) => t.replaceAll('1', 'l'),
      (t) => t.replaceAll('Đ', 'D'),
      (t) => ` ${t.normalize('NFD')}\t`,
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 2019, max: 2099 }),
        typo,
        (kind, seq, year, type) => {
          const written = writeNumber(hue, kind, { ...parts, seq, year })
          expect(readNumber(hue, kind, type(written))).toMatchObject({ seq, year })
        },
      ),
    )
  })
})

describe('a typed certificate number', () => {
  it.each([
    'OCOP-46-2026-0007',
    'ocop 46 2026 0007',
    'OCOP–46–2026–OOO7',
    '0C0P-46-2026-0007',
    ' ocop46-2026-7 ',
    'ÓCOP.46/2026/0007',
  ])('%j is OCOP-46-2026-0007', (typed) =>
    expect(tidyCertificateNumber(hue, typed)).toBe('OCOP-46-2026-0007'),
  )

  it.each(['', 'OCOP-46-2026', 'OCOP-46-26-0007', '46-2026-0007', 'OCOP-46-2026-0007x', '<script>'])(
    '%j is none',
    (typed) => expect(tidyCertificateNumber(hue, typed)).toBeNull(),
  )

  it('two numbers of one series never share a key', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99_999 }), (a, b) => {
        const key = (seq: number) => lookalikeKey(writeNumber(hue, 'certificate', { ...parts, seq }))
        return (key(a) === key(b)) === (a === b)
      }),
    )
  })

  it('fill and read serve any pattern', () => {
    expect(fill('{seq}/{year}/GCN-{star}S', { seq: 3, year: 2026, star: 4 })).toBe('3/2026/GCN-4S')
    expect(read('{seq}/{year}/GCN-{star}S', '3 2026 gcn 4s')).toEqual({ seq: 3, year: 2026, star: 4 })
  })
})

describe('numbers and symbols of papers (Nghị định 30/2020/NĐ-CP)', () => {
  it.each([
    ['135/KH-UBND', { number: 135, letter: '', year: null, type: 'KH', tail: 'KH-UBND' }, '135/KH-UBND'],
    [
      'Số: 1810/QD–UBND',
      { number: 1810, letter: '', year: null, type: 'QĐ', tail: 'QĐ-UBND' },
      '1810/QĐ-UBND',
    ],
    ['26/2026/QĐ-TTg', { number: 26, letter: '', year: 2026, type: 'QĐ', tail: 'QĐ-TTg' }, '26/2026/QĐ-TTg'],
    ['30/2020/nđ-cp', { number: 30, letter: '', year: 2020, type: 'NĐ', tail: 'NĐ-CP' }, '30/2020/NĐ-CP'],
    ['45/2019/QH14', { number: 45, letter: '', year: 2019, type: null, tail: 'QH14' }, '45/2019/QH14'],
    [
      '1314/NQ-UBTVQH15',
      { number: 1314, letter: '', year: null, type: 'NQ', tail: 'NQ-UBTVQH15' },
      '1314/NQ-UBTVQH15',
    ],
    [
      '2450/VPCP-KGVX',
      { number: 2450, letter: '', year: null, type: null, tail: 'VPCP-KGVX' },
      '2450/VPCP-KGVX',
    ],
    [
      '12a / TB - SNNMT',
      { number: 12, letter: 'a', year: null, type: 'TB', tail: 'TB-SNNMT' },
      '12a/TB-SNNMT',
    ],
    ['7/QĐ-UBND', { number: 7, letter: '', year: null, type: 'QĐ', tail: 'QĐ-UBND' }, '07/QĐ-UBND'],
  ])('%s', (typed, symbol, written) => {
    expect(parseSymbol(typed)).toEqual(symbol)
    expect(formatSymbol(parseSymbol(typed)!)).toBe(written)
  })

  it.each(['', '135', 'KH-UBND', '135/', '/KH-UBND', '135/KH-UBND; DROP', '1234567/QĐ-UBND'])(
    '%j is none',
    (typed) => expect(parseSymbol(typed)).toBeNull(),
  )

  it('writings of one symbol meet, different ones do not', () => {
    expect(symbolKey('số 135 / kh – ubnd')).toBe(symbolKey('135/KH-UBND'))
    expect(symbolKey('0135/KH-UBND')).toBe(symbolKey('135/KH-UBND'))
    expect(symbolKey('135/KH-UBND')).not.toBe(symbolKey('135/QĐ-UBND'))
    expect(symbolKey('26/2026/QĐ-TTg')).not.toBe(symbolKey('26/QĐ-TTg'))
    expect(symbolKey('kế hoạch')).toBeNull()
  })

  it('what is written is read back the same', () => {
    const tails = fc.constantFrom('KH-UBND', 'QĐ-UBND', 'QĐ-TTg', 'TTr-SNNMT', 'NQ-HĐND')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.option(fc.integer({ min: 1990, max: 2090 })),
        tails,
        (number, year, tail) => {
          const written = formatSymbol({ number, letter: '', year, type: null, tail })
          expect(formatSymbol(parseSymbol(written)!)).toBe(written)
        },
      ),
    )
  })
})
