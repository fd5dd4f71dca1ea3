import type { Problem } from '../../platform/command/index.ts'
import type { SheetRow } from '../../platform/spreadsheet/index.ts'
import { fold } from '../../rules/vietnamese/index.ts'
import type { ImportColumn } from './kind.ts'

/** Lists of an office begin with a title and a decision; the heading is looked for in so many lines. */
export const headingLines = 20

export interface Heading {
  readonly line: number
  /** Index of a cell to the field it fills. */
  readonly fields: ReadonlyMap<number, string>
  /** Index of a cell to its heading as printed; unknown columns included, ghosts without heading not. */
  readonly printed: ReadonlyMap<number, string>
  readonly ignored: readonly string[]
}

/** Letters and digits of a heading, folded: `Tên sản phẩm (*)` and `ten_san_pham` are the same. */
export function headingKey(text: string): string {
  return fold(text.replace(/\(.*?\)|\*/g, ' ').replace(/_/g, ' '))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** The heading in a row, or which required columns it lacks; null when the row is no heading at all. */
export function readHeading(
  row: SheetRow,
  columns: readonly ImportColumn[],
): { heading: Heading } | { missing: readonly ImportColumn[] } | null {
  const byKey = new Map<string, string>()
  for (const column of columns)
    for (const heading of [column.field, ...column.headings]) byKey.set(headingKey(heading), column.field)
  const fields = new Map<number, string>()
  const printed = new Map<number, string>()
  const taken = new Set<string>()
  row.cells.forEach((cell, index) => {
    if (cell === '') return
    printed.set(index, cell)
    const field = byKey.get(headingKey(cell))
    if (field === undefined || taken.has(field)) return
    taken.add(field)
    fields.set(index, field)
  })
  if (taken.size === 0) return null
  const missing = columns.filter((column) => column.required && !taken.has(column.field))
  if (missing.length > 0) return { missing }
  const ignored = [...printed].filter(([index]) => !fields.has(index)).map(([, text]) => text)
  return { heading: { line: row.line, fields, printed, ignored } }
}

/** What a line says, by field and as printed; a filled cell under no heading is a problem of its own. */
export function readLine(
  row: SheetRow,
  heading: Heading,
): { values: Record<string, string>; printed: Record<string, string>; stray: Problem | null } {
  const values: Record<string, string> = {}
  const printed: Record<string, string> = {}
  let stray: Problem | null = null
  row.cells.forEach((cell, index) => {
    if (cell === '') return
    const title = heading.printed.get(index)
    if (title === undefined) {
      stray ??= { code: 'cell-without-heading', data: { column: index + 1, text: cell.slice(0, 60) } }
      return
    }
    printed[title] = cell
    const field = heading.fields.get(index)
    if (field !== undefined) values[field] = cell
  })
  return { values, printed, stray }
}
