import { type FormReading, fieldList, fieldText } from '../../platform/http/index.ts'
import { parseNumber } from '../../rules/vietnamese/index.ts'

/** Whole đồng as people type them; null for anything else. */
export function amountIn(typed: FormReading, field: string): number | null {
  const value = parseNumber(fieldText(typed, field))
  return value !== null && Number.isInteger(value) && value > 0 && value <= 9_000_000_000_000 ? value : null
}

/** A whole number, null where nothing was typed, undefined where it is none. */
export function wholeIn(typed: FormReading, field: string): number | null | undefined {
  return fieldText(typed, field).trim() === '' ? null : (amountIn(typed, field) ?? undefined)
}

export const monthsIn = (typed: FormReading): number[] => [
  ...new Set(
    fieldList(typed, 'months')
      .map(Number)
      .filter((month) => Number.isInteger(month) && month >= 1 && month <= 12),
  ),
]

export const longText = (typed: FormReading, field: string, most = 2000) =>
  fieldText(typed, field).trim().slice(0, most)
