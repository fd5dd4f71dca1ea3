import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx'
import { type Span, spansOf, type Text } from './state-paper.ts'

export const font = 'Times New Roman'
/** Half-points (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II and III). */
export const sizes = { text: 26, title: 28, head: 24, small: 22, dense: 20 }
/** Twentieths of a point: 30 mm left, 15 mm right, 20 mm top and bottom. */
export const margin = { top: 1134, bottom: 1134, left: 1701, right: 850, header: 567, footer: 567 }
/** Width between the margins of an upright and a lying A4, in twentieths of a point. */
export const textWidth = { upright: 11906 - 1701 - 850, lying: 16838 - 1701 - 850 }
export const millimetre = 56.7
export const dots = '.'.repeat(60)

export type Part = Paragraph | Table
export type Align = 'justify' | 'left' | 'center' | 'right'

export const alignments = {
  justify: AlignmentType.JUSTIFIED,
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

interface LineStyle {
  readonly align?: Align
  readonly bold?: boolean
  readonly italics?: boolean
  readonly size?: number
  readonly indent?: boolean
  readonly after?: number
  readonly keepNext?: boolean
}

function runs(text: Text, { bold, italics, size = sizes.text }: LineStyle = {}): TextRun[] {
  return spansOf(text).map(
    (span: Span) =>
      new TextRun({
        text: printable(span.text),
        font,
        size,
        ...((bold || span.bold) && { bold: true }),
        ...((italics || span.italic) && { italics: true }),
      }),
  )
}

/** What XML cannot hold (control characters, half a surrogate pair) would make the file unreadable. */
const printable = (text: string) => text.normalize('NFC').replace(/[\p{Cc}\p{Cs}]/gu, ' ')

export function line(text: Text, style: LineStyle = {}): Paragraph {
  const { align = 'justify', indent = false, after, keepNext } = style
  return new Paragraph({
    alignment: alignments[align],
    ...(indent && { indent: { firstLine: 567 } }),
    ...(after !== undefined && { spacing: { after } }),
    ...(keepNext && { keepNext }),
    children: runs(text, style),
  })
}

export const indented = (text: Text, italics = false) => line(text, { indent: true, italics })

export const capitals = (text: string) => text.toLocaleUpperCase('vi')

/** The short rule below the issuing body, the motto and the title (Mục II khoản 1, 2 and 5). */
export function shortRule(inset: number): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 110, after: 60, line: 80, lineRule: 'exact' },
    indent: { left: inset, right: inset },
    border: { top: { style: BorderStyle.SINGLE, size: 5, space: 1, color: '000000' } },
    children: [],
  })
}

/** Columns without lines: letterhead, recipients, signatures. Widths in percent. */
export function frameless(columns: readonly { width: number; children: readonly Paragraph[] }[]): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' }
  const borders = {
    top: none,
    bottom: none,
    left: none,
    right: none,
    insideHorizontal: none,
    insideVertical: none,
  }
  return new Table({
    width: { size: textWidth.upright, type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => Math.round((textWidth.upright * width) / 100)),
    layout: 'fixed',
    borders,
    rows: [
      new TableRow({
        cantSplit: true,
        children: columns.map(
          ({ width, children }) =>
            new TableCell({
              borders,
              width: { size: Math.round((textWidth.upright * width) / 100), type: WidthType.DXA },
              children: [...children],
            }),
        ),
      }),
    ],
  })
}
