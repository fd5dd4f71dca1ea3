import { isDay } from '../calendar/index.ts'
import type { Problem } from '../problem.ts'
import type { FormField } from './form.ts'

/** An answer as it is kept: text (a date as yyyy-mm-dd once it can be read as one), or a tick. */
export type FormValue = string | boolean
export type FormValues = Readonly<Record<string, FormValue>>

/** Most characters a blank takes. Beyond it nothing is cut silently: the field is refused and what was typed stays. */
export const LONGEST = { line: 300, text: 20_000 } as const

/**
 * Reads what was typed into these fields for a draft: ticks, dates and phone numbers are put into one shape, everything else is
 * kept as typed, even when it is not right yet; only what is too long to keep is refused. Fields not sent keep their value,
 * except ticks: an unticked box is not sent by a browser, so `sent` names the fields that were on the screen.
 */
export function readDraft(
  fields: readonly FormField[],
  sent: (name: string) => string | undefined,
): { values: Record<string, FormValue>; problems: Problem[] } {
  const values: Record<string, FormValue> = {}
  const problems: Problem[] = []
  for (const field of fields) {
    const typed = sent(field.name)
    if (field.type === 'checkbox') values[field.name] = typed !== undefined && typed !== ''
    else if (typed !== undefined) {
      const maximum = field.type === 'longtext' ? LONGEST.text : LONGEST.line
      if (typed.length > maximum)
        problems.push({ code: 'too-long', field: field.name, data: { maximum, typed: typed.length } })
      else values[field.name] = settled(field, typed)
    }
  }
  return { values, problems }
}

/** One shape for what people write in many: 01/02/2020 and 2020-02-01; 0905.123.456 and +84 905 123 456; one line, one space. */
function settled(field: FormField, typed: string): string {
  const text = plainOfWord(typed).normalize('NFC')
  if (field.type === 'longtext') return text.replace(/[ \t]+\n/g, '\n').trim()
  const line = text.replace(/\s+/g, ' ').trim()
  if (field.type === 'date') return dayTyped(line) ?? line
  if (field.type === 'phone') return phoneTyped(line) ?? line
  if (field.type === 'email') return line.toLowerCase()
  return line
}

/** Markup that a word processor left on the clipboard becomes the words it marks; a “<” that people type stays. */
export function plainOfWord(text: string): string {
  if (!/<[^>]*\bMso|<o:p>|<!--\[if/i.test(text)) return text
  const entities: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', amp: '&' }
  return text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(style|xml|script)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<\/(p|div|li|tr|h\d)>|<br\s*\/?>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/&(nbsp|lt|gt|quot|amp);/g, (_, name: string) => entities[name]!)
    .replace(/\n{3,}/g, '\n\n')
}

/** 1/2/2020, 01-02-2020, 01.02.2020 or 2020-02-01 as a day that exists; null when it is none. */
export function dayTyped(text: string): string | null {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim())
  const day = local ? `${local[3]}-${local[2]!.padStart(2, '0')}-${local[1]!.padStart(2, '0')}` : text.trim()
  return isDay(day) ? day : null
}

/** A Vietnamese number of 10 digits (mobile) or 10 to 11 (fixed line) from 0; null when it is none. */
export function phoneTyped(text: string): string | null {
  const digits = text.replace(/[\s.\-()]/g, '').replace(/^(\+84|0084)/, '0')
  return /^0\d{9,10}$/.test(digits) ? digits : null
}

/** What keeps a filled-in answer from being right; null when it is right or empty. */
export function faultOf(
  field: FormField,
  value: FormValue | undefined,
  today: string,
  allowed?: readonly string[],
): Problem | null {
  if (typeof value !== 'string' || value === '') return null
  const at = { field: field.name }
  switch (field.type) {
    case 'date':
      if (!isDay(value)) return { code: 'not-a-day', ...at }
      return value > today ? { code: 'day-in-future', ...at } : null
    case 'phone':
      return phoneTyped(value) === null ? { code: 'not-a-phone', ...at } : null
    case 'email':
      return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value) ? null : { code: 'not-an-email', ...at }
    case 'choice':
    case 'enum': {
      const options = allowed ?? field.options
      return options && !options.includes(value) ? { code: 'not-an-option', ...at } : null
    }
    default:
      return null
  }
}
