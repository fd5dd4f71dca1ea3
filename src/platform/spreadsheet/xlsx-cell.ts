import { SSF } from '@e965/xlsx'
import { cellText } from './row.ts'

/** A date by its format as yyyy-mm-dd, a code padded by its format (`00000`) as shown, any other number plain. */
export function numberText(value: number, format: string, date1904: boolean): string {
  if (isDate(format)) {
    const parts = SSF.parse_date_code(value, { date1904 })
    if (parts && parts.y > 0)
      return `${String(parts.y).padStart(4, '0')}-${String(parts.m).padStart(2, '0')}-${String(parts.d).padStart(2, '0')}`
  }
  if (/^0{2,}$/.test(format)) return cellText(String(SSF.format(format, value)))
  return String(value)
}

const dates = new Map<string, boolean>()

/** A list has few formats and many cells. */
function isDate(format: string): boolean {
  let known = dates.get(format)
  if (known === undefined) {
    known = format !== '' && SSF.is_date(format) === true
    dates.set(format, known)
  }
  return known
}

/** The format a style number of the workbook stands for, the builtin ones included. */
export function builtinFormat(id: number): string {
  return String(SSF.get_table()[id] ?? '')
}

/** The column of a reference (`AB12`), from 0. */
export function columnOf(reference: string): number {
  let column = 0
  for (let index = 0; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + (letter - 64)
  }
  return column - 1
}

export function setText(texts: string[], column: number, text: string): void {
  while (texts.length < column) texts.push('')
  texts[column] = text
}
