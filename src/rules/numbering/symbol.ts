import { lookalikeKey } from './pattern.ts'

/**
 * The number and symbol of an official paper (Nghị định 30/2020/NĐ-CP, Phụ lục I): 135/KH-UBND, 26/2026/QĐ-TTg, 45/2019/QH14.
 * `letter`: what follows the number (135a). `year`: only where the symbol prints it. `type`: the kind of paper when it is a
 * known one. `tail`: all after the number and year, as official papers write it.
 */
export interface PaperSymbol {
  number: number
  letter: string
  year: number | null
  type: string | null
  tail: string
}

/** Kinds of papers with their symbols (Nghị định 30/2020/NĐ-CP, Phụ lục III), and those of laws. */
const TYPES = [
  'NQ',
  'QĐ',
  'CT',
  'QC',
  'QYĐ',
  'TC',
  'TB',
  'HD',
  'CTr',
  'KH',
  'PA',
  'ĐA',
  'DA',
  'BC',
  'BB',
  'TTr',
  'HĐ',
  'CĐ',
  'BGN',
  'BTT',
  'GUQ',
  'GM',
  'GGT',
  'GNP',
  'PG',
  'PC',
  'PB',
  'NĐ',
  'TT',
  'TTLT',
  'L',
  'PL',
  'QCPH',
  'VBHN',
  'GCN',
]
const OFFICES = [
  'UBND',
  'HĐND',
  'TTg',
  'CP',
  'UBTVQH',
  'QH',
  'BNN',
  'BNNMT',
  'SNNPTNT',
  'SNNMT',
  'VPCP',
  'BCĐ',
  'HĐ',
]
const WRITTEN: ReadonlyMap<string, string> = new Map(
  [...TYPES, ...OFFICES].map((word) => [lookalikeKey(word), word]),
)

const SHAPE =
  /^(?:số\s*:?\s*)?(\d{1,6})([a-zđ]?)\s*\/\s*(?:(\d{4})\s*\/\s*)?(\p{L}[\p{L}\d&.]*(?:\s*[-–—]\s*[\p{L}\d&.]+)*)$/iu

/** Reads a symbol as people type it ("Số 135 / kh-ubnd", "1810/QD–UBND"), or null. Words it does not know stay as typed. */
export function parseSymbol(typed: string): PaperSymbol | null {
  const match = SHAPE.exec(typed.normalize('NFC').trim())
  if (!match) return null
  const [, number = '', letter = '', year, rest = ''] = match
  const words = rest.split(/\s*[-–—]\s*/).map(asWritten)
  const type = TYPES.includes(words[0]!) ? words[0]! : null
  return {
    number: Number(number),
    letter: letter.toLowerCase(),
    year: year ? Number(year) : null,
    type,
    tail: words.join('-'),
  }
}

/** The symbol as official papers print it; numbers below 10 take a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export function formatSymbol({ number, letter, year, tail }: PaperSymbol): string {
  const digits = String(number).padStart(2, '0')
  return [digits + letter, ...(year === null ? [] : [year]), tail].join('/')
}

/** The key under which two writings of one symbol meet: "135/KH-UBND" and "số 135 / kh – ubnd" → "135/KH-UBND". Null for none. */
export function symbolKey(typed: string): string | null {
  const symbol = parseSymbol(typed)
  if (!symbol) return null
  const { number, letter, year, tail } = symbol
  return [
    number + letter,
    ...(year === null ? [] : [year]),
    tail.split('-').map(lookalikeKey).join('-'),
  ].join('/')
}

/** A known word in its proper writing, its trailing digits kept: "qd" → "QĐ", "ubtvqh15" → "UBTVQH15". */
function asWritten(word: string): string {
  const [, letters = '', digits = ''] = /^(.*?)(\d*)$/u.exec(word) ?? []
  return (WRITTEN.get(lookalikeKey(letters)) ?? letters) + digits
}
