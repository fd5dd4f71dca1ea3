import type { Lang } from './language.ts'

/** `2026-11-23` as `23/11/2026` (both languages: the papers of the office are dated this way). */
export function formatDay(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

/** Reads `dd/mm/yyyy` or `yyyy-mm-dd` as typed; null when it is no day of the calendar (30/02). */
export function parseDay(typed: string): string | null {
  const text = typed.trim()
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const parts = local ? [local[3], local[2], local[1]] : iso ? [iso[1], iso[2], iso[3]] : null
  if (!parts) return null
  const [year, month, day] = parts.map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return null
  return date.toISOString().slice(0, 10)
}

const timeFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

/** An instant as `23/11/2026 16:05`, Vietnamese time. */
export function formatInstant(at: Date): string {
  return timeFormat.format(at).replace(', ', ' ')
}

const numberFormats = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') }

/** `6313791` as `6.313.791` in Vietnamese, `6,313,791` in English. */
export function formatNumber(value: number | bigint, lang: Lang): string {
  return numberFormats[lang].format(value)
}

/** `formatDecimal('87.67', 'vi')` is `87,67`: takes an exact decimal text, never a float. */
export function formatDecimal(exact: string, lang: Lang): string {
  return lang === 'vi' ? exact.replace('.', ',') : exact
}

/** `2048` as `2,0 KB`: sizes of attachments. */
export function formatBytes(bytes: number, lang: Lang): string {
  const units = ['B', 'KB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  const text = unit === 0 ? String(value) : value.toFixed(1)
  return `${formatDecimal(text, lang)} ${units[unit]}`
}

/** Days as a reader typed them to narrow a list; what is no day is left out and told back. */
export interface TypedDays {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly invalid: string | undefined
}

export function readDays(from: string, to: string): TypedDays {
  const [first, last] = [parseDay(from) ?? undefined, parseDay(to) ?? undefined]
  const invalid = from.trim() !== '' && !first ? from : to.trim() !== '' && !last ? to : undefined
  return { from: first, to: last, invalid: invalid?.slice(0, 40) }
}

/** The same days as boxes of a form show them. */
export function shownDays({ from, to, invalid }: TypedDays): {
  from: string
  to: string
  invalid: string | undefined
} {
  return { from: from ? formatDay(from) : '', to: to ? formatDay(to) : '', invalid }
}

/** The same days as parts of an address. */
export function dayQuery({ from, to }: TypedDays): Record<string, string> {
  return { ...(from && { tu: from }), ...(to && { den: to }) }
}
