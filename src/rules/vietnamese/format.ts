import { type Day, dayOf, isDay, partsOf } from '../calendar/index.ts'

/** dd/mm/yyyy. */
export function formatDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

/**
 * "ngày 05 tháng 3 năm 2026": days below 10 and months 1 and 2 take a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, địa
 * danh và thời gian ban hành văn bản).
 */
export function formatDayLong(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day)
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `ngày ${twoDigits(dayOfMonth)} tháng ${month <= 2 ? twoDigits(month) : month} năm ${year}`
}

const TYPED_DAY =
  /^(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})$/i

/** A day as people type it (5/3/2026, 05-03-2026, "ngày 5 tháng 3 năm 2026", 2026-03-05), or null when it is none. */
export function parseDay(text: string): Day | null {
  const typed = text.normalize('NFC').trim()
  if (isDay(typed)) return typed
  const match = TYPED_DAY.exec(typed)
  if (!match) return null
  const day = dayOf(Number(match[3]), Number(match[2]), Number(match[1]))
  return isDay(day) ? day : null
}

/** 1234.5 → "1.234,5". `decimals` fixes how many are printed, half up; without it, as many as the number has. */
export function formatNumber(value: number | bigint, decimals?: number): string {
  const text =
    typeof value === 'number' && decimals !== undefined ? roundedHalfUp(value, decimals) : plain(value)
  const [whole = '', fraction] = text.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  const sign = text.startsWith('-') ? '-' : ''
  return sign + grouped + (fraction ? `,${fraction}` : '')
}

const TYPED_NUMBER = /^[-−]?(?:\d{1,3}(?:[.\u00A0\u202F ]\d{3})+|\d+)(?:,\d+)?$/

/**
 * A number as Vietnamese write it: "1.234,5" → 1234.5, "12.500" → 12500. A point that does not group by three is refused (null),
 * not guessed at: "1.5" might be one and a half or a slip.
 */
export function parseNumber(text: string): number | null {
  const typed = text.trim()
  if (!TYPED_NUMBER.test(typed)) return null
  return Number(
    typed
      .replace('−', '-')
      .replace(/[.\u00A0\u202F ]/g, '')
      .replace(',', '.'),
  )
}

/** Decimal digits without exponent. */
function plain(value: number | bigint): string {
  const text = String(value)
  if (!text.includes('e')) return text
  return text.includes('e-')
    ? Number(value)
        .toFixed(20)
        .replace(/\.?0+$/, '')
    : String(BigInt(value))
}

/** Rounds the shortest decimal form of the number half away from zero: 2.345 → 2.35 although its binary value is below. */
function roundedHalfUp(value: number, decimals: number): string {
  const text = plain(Math.abs(value))
  const [whole = '0', fraction = ''] = text.split('.')
  const scaled = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  const up = (fraction[decimals] ?? '0') >= '5' ? 1n : 0n
  const digits = String(scaled + up).padStart(decimals + 1, '0')
  const rounded = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return value < 0 && /[1-9]/.test(rounded) ? `-${rounded}` : rounded
}
