import { type FileHandle, open } from 'node:fs/promises'
import { readZip } from '../files/zip.ts'
import { cellText, type SheetRow } from './row.ts'
import type { WorkerAnswer } from './xlsx.ts'
import { columnOf, numberText, setText } from './xlsx-cell.ts'
import { type Merges, mergesOf } from './xlsx-merges.ts'
import { type Parts, parserFor, readWorkbook, textsOf, type Workbook } from './xlsx-parts.ts'
import type { Order } from './xlsx-worker.ts'

/**
 * Rows of the first sheet that holds any, read as a stream: of the sheet no more than a portion is ever in memory. Null where the
 * archive is another program's workbook.
 */
export async function openXlsx(order: Order): Promise<AsyncGenerator<WorkerAnswer> | null> {
  const file = await open(order.path)
  const entries = await readZip(file, (await file.stat()).size)
  const parts: Parts = new Map((entries ?? []).map((entry) => [entry.name, entry]))
  if (!parts.has('xl/workbook.xml')) {
    await file.close()
    return null
  }
  return answersOf(file, parts, order)
}

async function* answersOf(file: FileHandle, parts: Parts, order: Order): AsyncGenerator<WorkerAnswer> {
  try {
    const book = await readWorkbook(file, parts)
    for (const sheet of book.sheets) {
      let found = false
      for await (const answer of sheetRows(file, parts, sheet, book, order)) {
        found = true
        yield answer
      }
      if (found) return
    }
  } finally {
    await file.close()
  }
}

async function* sheetRows(
  file: FileHandle,
  parts: Parts,
  name: string,
  book: Workbook,
  order: Order,
): AsyncGenerator<WorkerAnswer> {
  const entry = parts.get(name)
  if (!entry) return
  const sheet = new SheetReader(book, order.maxColumns, await mergesOf(file, entry))
  let seen = 0
  let rows: SheetRow[] = []
  const take = function* (): Generator<WorkerAnswer> {
    for (const row of sheet.taken()) {
      if (++seen > order.maxRows) {
        yield { kind: 'problem', code: 'list-too-long', data: { maximum: order.maxRows } }
        return
      }
      rows.push(row)
      if (rows.length < order.portion) continue
      yield { kind: 'rows', rows }
      rows = []
    }
  }
  for await (const text of textsOf(file, entry)) {
    sheet.parser.write(text)
    yield* take()
    if (seen > order.maxRows) return
  }
  sheet.end()
  yield* take()
  if (rows.length > 0 && seen <= order.maxRows) yield { kind: 'rows', rows }
}

/** Cells of a sheet as they pass. */
class SheetReader {
  readonly parser = parserFor({
    open: (name, { attributes }) => {
      if (name === 'c') this.openCell(attributes)
      else if (name === 'v' || name === 't') {
        // Beside a formula stands its last value; how a text is read aloud is not part of it.
        this.inValue = !this.aloud
      } else if (name === 'row') this.openRow(attributes.r)
      else if (name === 'rPh') this.aloud = true
    },
    text: (text) => {
      if (this.inValue) this.value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') this.inValue = false
      else if (name === 'c') this.closeCell()
      else if (name === 'row') this.closeRow()
      else if (name === 'rPh') this.aloud = false
    },
  })
  private rows: SheetRow[] = []
  private line = 0
  private column = -1
  private texts: string[] = []
  private type = ''
  private style = 0
  private value = ''
  private inValue = false
  private aloud = false

  constructor(
    private readonly book: Workbook,
    private readonly maxColumns: number,
    private readonly merges: Merges,
  ) {}

  /** The rows read so far that hold anything, given once. */
  taken(): readonly SheetRow[] {
    const rows = this.rows
    this.rows = []
    return rows
  }

  end(): void {
    this.parser.close()
    this.emptyUntil(this.line + this.merges.longest + 1)
  }

  private openRow(number: string | undefined): void {
    const next = number === undefined ? this.line + 1 : Number(number)
    this.emptyUntil(next)
    this.line = next
    this.column = -1
    this.texts = []
  }

  /** Rows a sheet leaves out are not empty where a merged cell covers them. */
  private emptyUntil(line: number): void {
    for (let each = this.line + 1; each < Math.min(line, this.line + this.merges.longest + 1); each++)
      this.keep(each, [])
  }

  private openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.column = r === undefined ? this.column + 1 : columnOf(r)
    this.type = t ?? 'n'
    this.style = s === undefined ? 0 : Number(s)
    this.value = ''
  }

  private closeCell(): void {
    if (this.value === '' || this.column >= this.maxColumns) return
    const text = this.textOf()
    if (text !== '') setText(this.texts, this.column, text)
  }

  private textOf(): string {
    switch (this.type) {
      case 's':
        return cellText(escaped(this.book.strings[Number(this.value)] ?? ''))
      case 'n': {
        const number = Number(this.value)
        return Number.isFinite(number)
          ? numberText(number, this.book.formats[this.style] ?? '', this.book.date1904)
          : ''
      }
      case 'b':
        return this.value === '1' ? 'true' : 'false'
      case 'd':
        return this.value.slice(0, 10)
      case 'e':
        return ''
      default:
        return cellText(escaped(this.value))
    }
  }

  private closeRow(): void {
    this.keep(this.line, this.texts)
  }

  private keep(line: number, texts: string[]): void {
    this.merges.speak(line, texts)
    if (texts.length > 0) this.rows.push({ line, cells: texts })
  }
}

/** `_x000D_` stands for the character of that number (ECMA-376 part 1, 22.9.2.19). */
function escaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}
