import {
  AlignmentType,
  HeadingLevel,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import {
  alignments,
  capitals,
  dots,
  font,
  frameless,
  indented,
  line,
  millimetre,
  type Part,
  sizes,
  textWidth,
} from './docx-lines.ts'
import {
  type Block,
  type Cell,
  type Column,
  cellOf,
  levelSignatures,
  type Signature,
  spansOf,
} from './state-paper.ts'

export function signed(signature: Signature, pictures: Readonly<Record<string, Uint8Array>>): Paragraph[] {
  const drawn = signature.picture ? pictures[signature.picture] : undefined
  return [
    line(capitals(signature.authority), { align: 'center', bold: true, after: 0, keepNext: true }),
    ...(signature.post
      ? [line(capitals(signature.post), { align: 'center', bold: true, after: 0, keepNext: true })]
      : []),
    ...(signature.note
      ? [line(signature.note, { align: 'center', italics: true, size: sizes.head, after: 0, keepNext: true })]
      : []),
    ...(drawn
      ? [picture(drawn, 'Chữ ký', 40)]
      : [1, 2, 3, 4].map(() => line('', { align: 'center', after: 0, keepNext: true }))),
    line(signature.name ?? '', { align: 'center', bold: true }),
  ]
}

export function printed(
  block: Block,
  pictures: Readonly<Record<string, Uint8Array>>,
  landscape: boolean,
  /** A paragraph that never stands last on a page: the signature follows. */
  keepNext = false,
): Part[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block)]
    case 'paragraph': {
      const { text, align = 'justify', indent = true, size } = block
      return [
        line(text, {
          align,
          indent: indent && align === 'justify',
          keepNext,
          ...(size && { size: sizes.small }),
        }),
      ]
    }
    case 'list':
      return block.items.map((item) => indented([{ text: '- ' }, ...spansOf(item)]))
    case 'article':
      return [
        indented([{ text: `${block.label} `, bold: true }, ...spansOf(block.text)]),
        ...(block.more ?? []).map((text) => indented(text)),
      ]
    case 'table':
      return [
        ...(block.caption ? [line(block.caption, { align: 'center', bold: true, keepNext: true })] : []),
        grid(block, landscape ? textWidth.lying : textWidth.upright),
        line('', { after: 0 }),
      ]
    case 'fields':
      return block.rows.map(({ label, value }) => line(`${label}: ${value || dots}`, { align: 'left' }))
    case 'choices': {
      const boxes = block.rows.map(({ text, on }) => `${on ? '☒' : '☐'} ${text}`)
      return (block.inline ? [boxes.join('      ')] : boxes).map((text) => line(text, { align: 'left' }))
    }
    case 'typed':
      return block.text?.trim()
        ? block.text
            .split('\n')
            .filter((text) => text !== '')
            .map((text) => indented(text))
        : [line(dots.repeat(2))]
    case 'picture': {
      const bytes = pictures[block.file]
      return [
        ...(bytes ? [picture(bytes, block.alt, block.widthMm)] : []),
        ...(block.caption
          ? [line(block.caption, { align: 'center', italics: true, size: sizes.small })]
          : []),
      ]
    }
    case 'signatures':
      return [
        line('', { after: 0 }),
        frameless(
          levelSignatures(block.blocks).map((one) => ({
            width: 100 / block.blocks.length,
            children: signed(one, pictures),
          })),
        ),
      ]
    case 'space':
      return [
        new Paragraph({ spacing: { before: Math.round(block.mm * millimetre), after: 0 }, children: [] }),
      ]
    case 'page-break':
      return [new Paragraph({ pageBreakBefore: true, children: [] })]
  }
}

function heading(block: Extract<Block, { kind: 'heading' }>): Paragraph {
  const { text, level = 2, align = 'left' } = block
  const at = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 }[level]
  return new Paragraph({
    heading: at,
    alignment: alignments[align],
    keepNext: true,
    spacing: { before: 160, after: 80 },
    children: [
      new TextRun({
        text,
        font,
        size: level === 1 ? sizes.title : sizes.text,
        bold: true,
        italics: level === 3,
        color: '000000',
      }),
    ],
  })
}

/** PNG and JPEG only: the formats every word processor shows. */
function picture(bytes: Uint8Array, alt: string, widthMm: number): Paragraph {
  const png = bytes[0] === 0x89
  const ratio = proportions(bytes, png)
  const width = Math.round((widthMm / 25.4) * 96)
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new ImageRun({
        type: png ? 'png' : 'jpg',
        data: Buffer.from(bytes),
        transformation: { width, height: Math.round(width * ratio) },
        altText: { name: alt, title: alt, description: alt },
      }),
    ],
  })
}

/** Height by width, read from the picture's own header; square where it does not say. */
function proportions(bytes: Uint8Array, png: boolean): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (png) return view.readUInt32BE(20) / view.readUInt32BE(16)
  for (let at = 2; at + 9 < view.length && view[at] === 0xff; at += 2 + view.readUInt16BE(at + 2)) {
    const marker = view[at + 1]!
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (frame) return view.readUInt16BE(at + 5) / view.readUInt16BE(at + 7)
  }
  return 1
}

/** A ruled table of fixed widths; its head is repeated on every page, a row is never cut. */
function grid(block: Extract<Block, { kind: 'table' }>, total: number): Table {
  const widths = columnWidths(block.columns, total)
  const size = block.dense ? sizes.dense : sizes.small
  const cells = (row: readonly Cell[], strong: boolean) => {
    let at = 0
    return row.map((cell) => {
      const { spans, span, bold } = cellOf(cell)
      const from = at
      at += span
      return new TableCell({
        columnSpan: span,
        width: { size: sum(widths.slice(from, at)), type: WidthType.DXA },
        margins: { top: 40, bottom: 40, left: 80, right: 80 },
        children: [
          line(spans, { align: block.columns[from]?.align ?? 'left', bold: bold || strong, size, after: 0 }),
        ],
      })
    })
  }
  const header = block.columns.map(
    ({ head }, at) =>
      new TableCell({
        width: { size: widths[at]!, type: WidthType.DXA },
        margins: { top: 40, bottom: 40, left: 80, right: 80 },
        children: [line(head, { align: 'center', bold: true, size, after: 0 })],
      }),
  )
  return new Table({
    width: { size: total, type: WidthType.DXA },
    columnWidths: widths,
    layout: 'fixed',
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: header }),
      ...block.rows.map((row) => new TableRow({ cantSplit: true, children: cells(row, false) })),
      ...(block.total ? [new TableRow({ cantSplit: true, children: cells(block.total, true) })] : []),
    ],
  })
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

function columnWidths(columns: readonly Column[], total: number): number[] {
  const fixed = columns.map(({ width }) => (typeof width === 'object' ? width.mm * millimetre : 0))
  const shares = columns.map(({ width }) => (typeof width === 'object' ? 0 : (width ?? 1)))
  const left = Math.max(0, total - sum(fixed))
  return columns.map((_, at) => Math.round(fixed[at]! || (left * shares[at]!) / sum(shares)))
}
