import { formatDay, formatNumber, type Lang } from '../../../platform/i18n/index.ts'
import type { CellKind, Value } from '../definition.ts'

const shares = {
  vi: new Intl.NumberFormat('vi-VN', { style: 'percent', maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 }),
}
const decimals = {
  vi: new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
}

/** A value as people of the language write it; nothing for what is not there. */
export function valueText(value: Value, kind: CellKind, lang: Lang): string {
  if (value === null) return ''
  if (typeof value === 'object') return value[lang]
  if (kind === 'day') return formatDay(String(value))
  if (kind === 'share') return shares[lang].format(Number(value))
  if (kind === 'decimal') return decimals[lang].format(Number(value))
  if (kind === 'star') return lang === 'vi' ? `${value} sao` : `${value} stars`
  return typeof value === 'number' ? formatNumber(value, lang) : value
}

/** A value as a spreadsheet keeps it: numbers and days stay such. */
export function plainValue(value: Value, lang: Lang): string | number | null {
  return typeof value === 'object' && value !== null ? value[lang] : value
}
