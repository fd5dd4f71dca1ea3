import { readFileSync } from 'node:fs'
import { type CellObject, read, type WorkSheet } from '@e965/xlsx'
import { cellText, type SheetRow } from './row.ts'
import type { WorkerAnswer } from './xlsx.ts'
import { numberText } from './xlsx-cell.ts'
import type { Order } from './xlsx-worker.ts'

type Cells = (CellObject | undefined)[]

/** Workbooks of other programs (ODS, XLSB): opened whole, then handed out in portions. */
export function* wholeRows(order: Order): Generator<WorkerAnswer> {
  const book = read(readFileSync(order.path), {
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellNF: true,
    cellDates: false,
    nodim: true,
    sheetRows: order.maxRows + 100,
  })
  const epoch1904 = book.Workbook?.WBProps?.date1904 === true
  const sheet = book.SheetNames.map((name) => book.Sheets[name]!).find((each) => gridOf(each).some(Boolean))
  if (!sheet) return
  const grid = gridOf(sheet)
  unmerge(sheet, grid)
  let rows: SheetRow[] = []
  let seen = 0
  for (let index = 0; index < grid.length; index++) {
    const cells = textsOf(grid[index] ?? [], order.maxColumns, epoch1904)
    grid[index] = []
    if (cells.length === 0) continue
    if (++seen > order.maxRows) {
      yield { kind: 'problem', code: 'list-too-long', data: { maximum: order.maxRows } }
      return
    }
    rows.push({ line: index + 1, cells })
    if (rows.length === order.portion) {
      yield { kind: 'rows', rows }
      rows = []
    }
  }
  if (rows.length > 0) yield { kind: 'rows', rows }
}

function gridOf(sheet: WorkSheet): Cells[] {
  return (sheet as unknown as { '!data'?: Cells[] })['!data'] ?? []
}

/** A merged cell speaks for every cell it covers: a producer written once beside its five products. */
function unmerge(sheet: WorkSheet, grid: Cells[]): void {
  for (const { s, e } of sheet['!merges'] ?? []) {
    const value = grid[s.r]?.[s.c]
    if (!value || e.r - s.r > 5_000) continue
    for (let r = s.r; r <= e.r; r++) {
      grid[r] ??= []
      grid[r]![s.c] = value
    }
  }
}

/** Texts up to the last filled cell; ghost columns beyond the limit count as empty. */
function textsOf(cells: Cells, maxColumns: number, epoch1904: boolean): string[] {
  const texts: string[] = []
  for (let index = 0; index < Math.min(cells.length, maxColumns); index++) {
    const text = textOf(cells[index], epoch1904)
    if (text !== '') {
      while (texts.length < index) texts.push('')
      texts.push(text)
    }
  }
  return texts
}

function textOf(cell: CellObject | undefined, epoch1904: boolean): string {
  if (!cell || cell.v === undefined || cell.v === null || cell.t === 'e') return ''
  if (typeof cell.v === 'number') return numberText(cell.v, String(cell.z ?? ''), epoch1904)
  if (cell.v instanceof Date) return cell.v.toISOString().slice(0, 10)
  return cellText(String(cell.v))
}
