import { createHash } from 'node:crypto'
import type { Problem } from '../../platform/command/index.ts'
import type { SheetPart, SheetRow } from '../../platform/spreadsheet/index.ts'
import { fold } from '../../rules/vietnamese/index.ts'
import { type Heading, headingLines, readHeading, readLine } from './heading.ts'
import type { ImportKind, ListLine } from './kind.ts'
import type { Mends } from './mending.ts'

/** A line with text beyond the headings: an unquoted comma has moved its cells, so nothing of it can be trusted. */
export interface StrayLine {
  readonly line: ListLine
  readonly problem: Problem
}

/** A portion of the list, or the problem that makes the whole list unreadable. */
export type Portion =
  | { readonly lines: readonly ListLine[]; readonly stray: readonly StrayLine[]; readonly heading: Heading }
  | { readonly problem: Problem; readonly titles?: readonly string[] }

/** Finds the heading, then gives every line its meaning and its key, portion by portion. */
export async function* linesOf(
  parts: AsyncIterable<SheetPart>,
  kind: ImportKind,
  mends: Mends = new Map(),
): AsyncGenerator<Portion> {
  let heading: Heading | null = null
  let before = 0
  let missing: readonly string[] = []
  let widest: readonly string[] = []
  for await (const part of parts) {
    if ('problem' in part) {
      yield { problem: part.problem }
      return
    }
    const rows: SheetRow[] = []
    for (const row of part.rows) {
      if (heading) {
        rows.push(row)
        continue
      }
      const found = readHeading(row, kind.columns)
      const titles = row.cells.filter(Boolean)
      if (titles.length > widest.length) widest = titles
      if (found && 'heading' in found) heading = found.heading
      else if (found && (missing.length === 0 || found.missing.length < missing.length))
        missing = found.missing.map((column) => column.label.vi)
      if (!heading && ++before >= headingLines) break
    }
    if (!heading && before >= headingLines) break
    if (heading && rows.length > 0) yield portionOf(rows, heading, kind, mends)
  }
  if (!heading)
    yield { problem: { code: 'list-without-heading', data: { missing: missing.join(', ') } }, titles: widest }
}

function portionOf(rows: readonly SheetRow[], heading: Heading, kind: ImportKind, mends: Mends): Portion {
  const lines: ListLine[] = []
  const stray: StrayLine[] = []
  for (const row of rows) {
    const read = readLine(mended(row, heading, mends), heading)
    if (isHeadingAgain(read.printed)) continue
    const line = lineOf(row.line, read.values, read.printed, kind)
    if (read.stray) stray.push({ line, problem: read.stray })
    else lines.push(line)
  }
  return { lines, stray, heading }
}

/** The row with what a person typed over it in the report. */
function mended(row: SheetRow, heading: Heading, mends: Mends): SheetRow {
  const mend = mends.get(row.line)
  if (!mend) return row
  const cells = [...row.cells]
  for (const [index, title] of heading.printed) {
    const text = mend[title]
    if (text !== undefined) cells[index] = text.trim()
  }
  // A cell beyond the headings had moved the others: whoever mended the row has put them right.
  return {
    line: row.line,
    cells: Array.from(cells, (cell, index) => (heading.printed.has(index) ? (cell ?? '') : '')),
  }
}

/** Long lists repeat their heading on each printed page. */
function isHeadingAgain(printed: Readonly<Record<string, string>>): boolean {
  const cells = Object.entries(printed)
  return cells.length > 1 && cells.every(([title, cell]) => title === cell)
}

function lineOf(
  line: number,
  values: Record<string, string>,
  printed: Record<string, string>,
  kind: ImportKind,
): ListLine {
  const said = Object.keys(values)
    .sort()
    .map((field) => [field, values[field]])
  return { line, key: keyOf(values, kind), hash: digest(JSON.stringify(said)), values, printed }
}

/** A serial number (1, 2, 3…) is no key: every list has one. */
function keyOf(values: Readonly<Record<string, string>>, kind: ImportKind): string {
  const given = values.key ?? ''
  if (given !== '' && !/^\d{1,6}$/.test(given)) return given.slice(0, 200)
  return `~${digest(
    kind
      .identity(values)
      .map((part) => fold(part).replace(/\s+/g, ' ').trim())
      .join('\u0001'),
  )}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27)
}
