import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse'
import { encodingOf, StrictDecoder, UnreadableText } from './encoding.ts'
import { cellText, portion, type SheetLimits, type SheetPart, type SheetRow } from './row.ts'

const delimiters = [',', ';', '\t', '|'] as const

/** Rows of a CSV file, read as a stream: memory does not grow with the file. */
export async function* readCsv(path: string, limits: SheetLimits): AsyncGenerator<SheetPart> {
  const file = createReadStream(path)
  const decoder = new StrictDecoder()
  const parser = parse({
    bom: true,
    delimiter: await delimiterOf(path),
    info: true,
    relax_column_count: true,
    max_record_size: limits.maxRecordBytes,
  })
  file.on('error', (error) => decoder.destroy(error))
  decoder.on('error', (error) => parser.destroy(error))
  file.pipe(decoder).pipe(parser)
  let rows: SheetRow[] = []
  let seen = 0
  try {
    for await (const each of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const cells = each.record.map(cellText)
      if (cells.every((cell) => cell === '')) continue
      if (cells.length > limits.maxColumns && cells.slice(limits.maxColumns).some((cell) => cell !== '')) {
        yield {
          problem: { code: 'list-too-wide', data: { maximum: limits.maxColumns } },
          line: each.info.lines,
        }
        return
      }
      seen += 1
      if (seen > limits.maxRows) {
        yield { problem: { code: 'list-too-long', data: { maximum: limits.maxRows } }, line: each.info.lines }
        return
      }
      rows.push({ line: each.info.lines, cells: cells.slice(0, limits.maxColumns) })
      if (rows.length === portion) {
        yield { rows }
        rows = []
      }
    }
    if (rows.length > 0) yield { rows }
  } catch (error) {
    if (rows.length > 0) yield { rows }
    yield brokenCsv(error)
  } finally {
    file.destroy()
  }
}

function brokenCsv(error: unknown): SheetPart {
  if (error instanceof UnreadableText) return { problem: { code: 'list-encoding' } }
  if (error instanceof CsvError) {
    const line = Number((error as { lines?: number }).lines ?? 0)
    const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'list-record-too-long' : 'list-broken-quote'
    return { problem: { code, data: { line } }, line }
  }
  throw error
}

/** The separator that the first lines use most evenly: Excel writes `;` where the comma is the decimal sign. */
async function delimiterOf(path: string): Promise<string> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16_384), 0, 16_384, 0)
    const head = buffer.subarray(0, bytesRead)
    const text = new TextDecoder(encodingOf(head)).decode(head)
    const first = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 3)
    const scored = delimiters.map((sign) => ({
      sign,
      count: Math.max(...first.map((line) => line.split(sign).length - 1)),
    }))
    return scored.reduce((best, each) => (each.count > best.count ? each : best)).sign
  } finally {
    await handle.close()
  }
}
