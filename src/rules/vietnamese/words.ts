const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const BILLION = 1_000_000_000n

/**
 * A whole number in Vietnamese words, as decisions and minutes write it: 15 mười lăm, 21 hai mươi mốt, 24 hai mươi tư, 105 một
 * trăm linh năm, 1.005 một nghìn không trăm linh năm, −3 âm ba. Any size ("tỷ tỷ" for 10^18).
 */
export function inWords(value: number | bigint): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`not a whole number: ${value}`)
  const number = BigInt(value)
  if (number < 0n) return `âm ${inWords(-number)}`
  return number === 0n ? DIGITS[0]! : read(number, true).join(' ')
}

/** `leading`: nothing stands before, so missing hundreds are not read. */
function read(number: bigint, leading: boolean): string[] {
  if (number === 0n) return []
  if (number >= BILLION) {
    const [above, below] = [number / BILLION, number % BILLION]
    return [...read(above, leading), 'tỷ', ...read(below, false)]
  }
  return readBelowBillion(Number(number), leading)
}

function readBelowBillion(number: number, leading: boolean): string[] {
  const groups = [
    [Math.floor(number / 1_000_000), 'triệu'],
    [Math.floor(number / 1000) % 1000, 'nghìn'],
    [number % 1000, ''],
  ] as const
  const words: string[] = []
  for (const [value, unit] of groups) {
    if (value === 0) continue
    words.push(...readGroup(value, leading && words.length === 0))
    if (unit) words.push(unit)
  }
  return words
}

/** Three digits. */
function readGroup(value: number, leading: boolean): string[] {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100]
  const words = hundreds > 0 || !leading ? [DIGITS[hundreds]!, 'trăm'] : []
  return [...words, ...readTens(rest, words.length > 0)]
}

function readTens(value: number, afterHundreds: boolean): string[] {
  const [tens, units] = [Math.floor(value / 10), value % 10]
  if (value === 0) return []
  if (tens === 0) return afterHundreds ? ['linh', DIGITS[units]!] : [DIGITS[units]!]
  const words = tens === 1 ? ['mười'] : [DIGITS[tens]!, 'mươi']
  return units === 0 ? words : [...words, unitAfterTens(units, tens)]
}

function unitAfterTens(units: number, tens: number): string {
  if (units === 5) return 'lăm'
  if (units === 1 && tens > 1) return 'mốt'
  if (units === 4 && tens > 1) return 'tư'
  return DIGITS[units]!
}
