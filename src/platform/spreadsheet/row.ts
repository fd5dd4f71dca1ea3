import { composed } from '../i18n/index.ts'
import type { Problem } from '../problem.ts'

/** One line of a list as a person would see it: text in NFC, days as yyyy-mm-dd, an empty cell as ''. */
export interface SheetRow {
  /** Line in the file, counted from 1 as a spreadsheet counts. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * What reading yields: rows in portions, or the one problem that ends the reading (a broken quote at line 300).
 * Whoever writes while reading must be ready to take everything back.
 */
export type SheetPart =
  | { readonly rows: readonly SheetRow[] }
  | { readonly problem: Problem; readonly line?: number }

export interface SheetLimits {
  readonly maxBytes: number
  readonly maxRows: number
  readonly maxColumns: number
  /** Characters in one cell; longer ones are cut by the reader of the row, not here. */
  readonly maxRecordBytes: number
}

export const defaultLimits: SheetLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxRows: 200_000,
  maxColumns: 200,
  maxRecordBytes: 1_000_000,
}

/** Rows a portion holds: enough to write them to a database in one statement, few enough to keep memory flat. */
export const portion = 500

/** Text of a cell: NFC, no control characters but the line break, ends trimmed, no-break spaces as spaces. */
export function cellText(value: string): string {
  return composed(value)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[^\P{Cc}\n\t]|[\u200b-\u200d\u2060\ufeff]/gu, '')
    .trim()
}
