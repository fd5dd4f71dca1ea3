import { strToU8, zipSync } from 'fflate'

/** What a written cell holds; decides its format. A text is stored as text: no spreadsheet takes it for a formula. */
export type WrittenKind = 'text' | 'number' | 'share' | 'decimal' | 'day'

export interface WrittenColumn {
  readonly head: string
  readonly kind: WrittenKind
  /** Characters wide. */
  readonly width: number
}

export interface WrittenSheet {
  /** Name of the tab; made fit and unique by the writer. */
  readonly name: string
  /** Lines above the table: a title and what it is about. */
  readonly title: string
  readonly about?: readonly string[] | undefined
  readonly columns: readonly WrittenColumn[]
  readonly rows: Iterable<readonly (string | number | null)[]>
  readonly total?: readonly (string | number | null)[] | undefined
  readonly notes?: readonly string[] | undefined
}

/** Cell formats by their place in styles.xml. */
const style = {
  plain: 0,
  title: 1,
  about: 2,
  head: 3,
  text: 4,
  number: 5,
  share: 6,
  decimal: 7,
  day: 8,
} as const
const bold = { text: 9, number: 10, share: 11, decimal: 12, day: 13 } as const

/** An XLSX workbook of tables, laid out to be printed: title, bordered table, repeated head, page numbers. */
export function writeWorkbook(
  sheets: readonly WrittenSheet[],
  about: { readonly title: string; readonly at: Date },
): Buffer {
  const names = tabNames(sheets.map(({ name }) => name))
  const parts: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(contentTypes(sheets.length)),
    '_rels/.rels': strToU8(rootRelations),
    'docProps/core.xml': strToU8(coreProperties(about.title, about.at)),
    'xl/workbook.xml': strToU8(workbook(names, sheets)),
    'xl/_rels/workbook.xml.rels': strToU8(workbookRelations(sheets.length)),
    'xl/styles.xml': strToU8(styles),
  }
  sheets.forEach((sheet, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(worksheet(sheet))
  })
  // One instant for all entries: equal content gives equal bytes.
  const zipped = zipSync(parts, { level: 3, mtime: new Date(Date.UTC(1980, 0, 2)) })
  return Buffer.from(zipped.buffer, zipped.byteOffset, zipped.byteLength)
}

function worksheet(sheet: WrittenSheet): string {
  const last = columnName(sheet.columns.length - 1)
  const lines: string[] = []
  const merges: string[] = []
  let row = 0
  const banner = (text: string, look: number) => {
    row += 1
    lines.push(`<row r="${row}">${cell(`A${row}`, text, look)}</row>`)
    if (sheet.columns.length > 1) merges.push(`A${row}:${last}${row}`)
  }
  banner(sheet.title, style.title)
  for (const text of sheet.about ?? []) banner(text, style.about)
  row += 1
  const headRow = row + 1
  row = headRow
  const refs = sheet.columns.map((_, index) => columnName(index))
  lines.push(
    `<row r="${row}"${heightFor(
      sheet.columns.map(({ head }) => head),
      sheet.columns,
    )}>${sheet.columns.map(({ head }, index) => cell(`${refs[index]}${row}`, head, style.head)).join('')}</row>`,
  )
  for (const values of sheet.rows) {
    row += 1
    let text = `<row r="${row}"${heightFor(values, sheet.columns)}>`
    for (let index = 0; index < refs.length; index++)
      text += cell(`${refs[index]}${row}`, values[index] ?? null, style[sheet.columns[index]!.kind])
    lines.push(`${text}</row>`)
  }
  const lastRow = row
  if (sheet.total) {
    row += 1
    const total = sheet.total
    lines.push(
      `<row r="${row}">${sheet.columns.map(({ kind }, index) => cell(`${refs[index]}${row}`, total[index] ?? null, bold[kind])).join('')}</row>`,
    )
  }
  for (const note of sheet.notes ?? []) banner(note, style.about)
  const widths = sheet.columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const landscape = sheet.columns.reduce((sum, { width }) => sum + width, 0) > 90
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="${headRow}" topLeftCell="A${headRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${widths.join('')}</cols><sheetData>${lines.join('')}</sheetData>`,
    lastRow > headRow ? `<autoFilter ref="A${headRow}:${last}${lastRow}"/>` : '',
    merges.length > 0
      ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : '',
    '<pageMargins left="0.5" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
    '<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>',
  ].join('')
}

/** Points a line of text takes. */
const lineHigh = 16

/**
 * The height of a row whose text runs over its column: not every program finds it by itself, and a printed row must not lie over the
 * next. A letter of the text is a little narrower than the digit columns are measured by.
 */
function heightFor(values: readonly (string | number | null)[], columns: readonly WrittenColumn[]): string {
  let lines = 1
  for (let index = 0; index < columns.length; index++) {
    const value = values[index]
    if (typeof value !== 'string' || value.length <= columns[index]!.width) continue
    const own = value
      .split('\n')
      .reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / columns[index]!.width)), 0)
    if (own > lines) lines = own
  }
  return lines === 1 ? '' : ` ht="${Math.min(409, lines * lineHigh)}" customHeight="1"`
}

function cell(ref: string, value: string | number | null, look: number): string {
  if (value === null || value === '') return `<c r="${ref}" s="${look}"/>`
  if (typeof value === 'number') return `<c r="${ref}" s="${look}"><v>${value}</v></c>`
  if ((look === style.day || look === bold.day) && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return `<c r="${ref}" s="${look}"><v>${serialOf(value)}</v></c>`
  if ((look === style.decimal || look === bold.decimal) && /^-?\d+(\.\d+)?$/.test(value))
    return `<c r="${ref}" s="${look}"><v>${value}</v></c>`
  return `<c r="${ref}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
}

/** Days since 30/12/1899, as spreadsheets count. */
function serialOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569
}

const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text as XML carries it; at most what a cell holds (32,767 characters). */
function escaped(text: string): string {
  const short = text.length > 32_000 ? `${text.slice(0, 32_000)}…` : text
  return short.replace(forbidden, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function columnName(index: number): string {
  const first = Math.floor(index / 26)
  return (first > 0 ? columnName(first - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** Tabs bear at most 31 characters, none of []:*?/\ and no name twice. */
function tabNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name, index) => {
    const fit =
      name
        .replace(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, 31) || `${index + 1}`
    const free = taken.has(fit.toLowerCase()) ? `${fit.slice(0, 27)} ${index + 1}` : fit
    taken.add(free.toLowerCase())
    return free
  })
}

function workbook(names: readonly string[], sheets: readonly WrittenSheet[]): string {
  const titles = sheets.map(({ about = [] }, index) => {
    const head = about.length + 3
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escaped(names[index]!)}'!$${head}:$${head}</definedName>`
  })
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names
    .map(
      (name, index) =>
        `<sheet name="${escaped(name).replaceAll('"', '&quot;')}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const contentTypes = (count: number) =>
  `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${Array.from({ length: count }, (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`

const rootRelations = `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const workbookRelations = (count: number) =>
  `${head}<Relationships xmlns="${packageRelations}">${Array.from({ length: count }, (_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rId${count + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`

const coreProperties = (title: string, at: Date) =>
  `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">${at.toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`

const font = (extra: string, size = 12) =>
  `<font>${extra}<sz val="${size}"/><name val="Times New Roman"/></font>`
const format = (number: number, fontId: number, border: number, align: string) =>
  `<xf numFmtId="${number}" fontId="${fontId}" fillId="0" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" ${align}/></xf>`
const line = '<left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/>'

/** Number formats 164 to 166: whole numbers grouped, two decimals, dd/mm/yyyy; 10 is 0,00%. */
const cellFormats = [
  format(0, 0, 0, ''),
  format(0, 2, 0, 'horizontal="center" wrapText="1"'),
  format(0, 3, 0, 'horizontal="center" wrapText="1"'),
  format(0, 1, 1, 'horizontal="center" wrapText="1"'),
  ...[0, 1].flatMap((weight) => [
    format(0, weight, 1, 'wrapText="1"'),
    format(164, weight, 1, 'horizontal="right"'),
    format(10, weight, 1, 'horizontal="right"'),
    format(165, weight, 1, 'horizontal="right"'),
    format(166, weight, 1, 'horizontal="center"'),
  ]),
]

const styles = `${head}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0"/><numFmt numFmtId="165" formatCode="#,##0.00"/><numFmt numFmtId="166" formatCode="dd/mm/yyyy"/></numFmts><fonts count="4">${font('')}${font('<b/>')}${font('<b/>', 14)}${font('<i/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/></border><border>${line}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${cellFormats.length}">${cellFormats.join('')}</cellXfs></styleSheet>`
