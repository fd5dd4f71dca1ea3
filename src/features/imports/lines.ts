import { createHash } from 'node:crypto'
import type { Problem } from '../../platform/command/index.ts'
import type { SheetPart, SheetRow } from '../../platform/spreadsheet/index.ts'
import { fold } from '../../rules/vietnamese/index.ts'
import { type Heading, headingLines, readHeading, readLine } from './heading.ts'
import type { ImportKind, ListLine } from './kind.ts'

/** A line with text beyond the headings: an unquoted comma has moved its cells, so nothing of it can be trusted. */
export interface StrayLine {
  readonly line: ListLine
  readonly problem: Problem
}

/** A portion of the list, or the problem that makes the whole list unreadable. */
export type Portion =
  | { readonly lines: readonly ListLine[]; readonly stray: readonly StrayLine[]; readonly heading: Heading }
  | { readonly problem: Problem }

/** Finds the heading, then gives every line its meaning and its key, portion by portion. */
export async function* linesOf(parts: AsyncIterable<SheetPart>, kind: ImportKind): AsyncGenerator<Portion> {
  let heading: Heading | null = null
  let before = 0
  let missing: readonly string[] = []
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
      if (found && 'heading' in found) heading = found.heading
      else if (found && (missing.length === 0 || found.missing.length < missing.length))
        missing = found.missing.map((column) => column.label.vi)
      if (!heading && ++before >= headingLines) break
    }
    if (!heading && before >= headingLines) break
    if (heading && rows.length > 0) yield portionOf(rows, heading, kind)
  }
  if (!heading) yield { problem: { code: 'list-without-heading', data: { missing: missing.join(', ') } } }
}

function portionOf(rows: readonly SheetRow[], heading: Heading, kind: ImportKind): Portion {
  const lines: ListLine[] = []
  const stray: StrayLine[] = []
  for (const row of rows) {
    const read = readLine(row, heading)
    if (isHeadingAgain(read.printed)) continue
    const line = lineOf(row.line, read.values, read.printed, kind)
    if (read.stray) stray.push({ line, problem: read.stray })
    else lines.push(line)
  }
  return { lines, stray, heading }
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
  const said = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
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
