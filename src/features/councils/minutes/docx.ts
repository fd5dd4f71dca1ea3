import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { MinutesContent } from './content.ts'
import { type PrintedMinutes, type PrintOptions, printed } from './paper.ts'

const font = 'Times New Roman'
/** Half-points: 13-point text, 12 in tables (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
const sizes = { text: 26, table: 22, title: 28 }
/** Twentieths of a point: 30 mm left, 15 mm right, 20 mm top and bottom. */
const margins = { top: 1134, bottom: 1134, left: 1701, right: 850 }

/** The same minutes as a document that can be worked on, in the layout of the state's papers. */
export async function minutesDocx(content: MinutesContent, options: PrintOptions): Promise<Buffer> {
  const data = printed(content, options)
  const document = new Document({
    creator: 'Sao Làng',
    title: `Biên bản ${data.council}`,
    styles: {
      default: { document: { run: { font, size: sizes.text }, paragraph: { spacing: { after: 100 } } } },
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: margins }, titlePage: true },
        headers: { default: new Header({ children: [pageNumber()] }), first: new Header({ children: [] }) },
        children: [
          ...letterhead(data),
          ...body(data),
          ...signatures(data),
          ...data.annexes.flatMap((item, index) => annex(item, index)),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], font, size: sizes.text })],
  })
}

function line(
  text: string,
  about: { bold?: boolean; italics?: boolean; center?: boolean; size?: number } = {},
) {
  const { bold, italics, center, size = sizes.text } = about
  return new Paragraph({
    alignment: center ? AlignmentType.CENTER : AlignmentType.JUSTIFIED,
    ...(!center && !bold && { indent: { firstLine: 567 } }),
    children: [new TextRun({ text, font, size, ...(bold && { bold }), ...(italics && { italics }) })],
  })
}

const heading = (text: string) =>
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    spacing: { before: 160, after: 80 },
    children: [new TextRun({ text, font, size: sizes.text, bold: true, color: '000000' })],
  })

function letterhead(data: PrintedMinutes): (Paragraph | Table)[] {
  const centred = (text: string, about: { bold?: boolean; italics?: boolean; size?: number } = {}) =>
    line(text, { ...about, center: true })
  return [
    frameless([
      [
        [
          centred(data.above.toLocaleUpperCase('vi'), { size: 24 }),
          centred(data.own.toLocaleUpperCase('vi'), { bold: true, size: 24 }),
          centred(data.number),
        ],
        [
          centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 24 }),
          centred('Độc lập - Tự do - Hạnh phúc', { bold: true }),
          centred(data.placeDate, { italics: true }),
        ],
      ],
    ]),
    centred(''),
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text: 'BIÊN BẢN', font, size: sizes.title, bold: true, color: '000000' })],
    }),
    centred(data.about, { bold: true }),
    ...(data.mark ? [centred(data.mark, { italics: true, size: sizes.table })] : []),
  ]
}

function body(data: PrintedMinutes): (Paragraph | Table)[] {
  return [
    line(data.opening),
    heading('I. Thành phần'),
    grid(
      ['TT', 'Họ và tên', 'Chức vụ, cơ quan', 'Vai trò', 'Tham dự'],
      data.attendance.map((row, index) => [String(index + 1), row.name, row.office, row.role, row.note]),
    ),
    line(data.quorum),
    heading('II. Xung đột lợi ích và việc không tham gia đánh giá'),
    ...(data.recusals.length > 0 ? data.recusals.map((text) => line(`- ${text}`)) : [line('Không có.')]),
    heading('III. Diễn biến'),
    ...data.events.map((event) => line(`- ${event.at}: ${event.text}.`)),
    heading('IV. Kết quả'),
    grid(
      ['TT', 'Sản phẩm', 'Chủ thể', 'Bộ số', 'Số phiếu', 'Điểm TB', 'Hạng'],
      data.items.map((item, index) => [
        String(index + 1),
        item.product,
        item.producer,
        String(item.setNo),
        item.counted > 0 ? String(item.counted) : '–',
        item.mean,
        item.standing,
      ]),
    ),
    line(data.meanNote),
    line(data.closing),
  ]
}

function signatures(data: PrintedMinutes): (Paragraph | Table)[] {
  const block = (authority: string, name: string) => [
    line(authority, { bold: true, center: true }),
    line('', { center: true }),
    line('', { center: true }),
    line(name, { bold: true, center: true }),
  ]
  return [line(''), frameless([[block('THƯ KÝ', data.secretary), block('CHỦ TỌA', data.presiding)]])]
}

function annex(item: MinutesContent['items'][number], index: number): (Paragraph | Table)[] {
  return [
    new Paragraph({
      pageBreakBefore: true,
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text: `PHỤ LỤC ${index + 1}`, font, size: sizes.text, bold: true })],
    }),
    line(item.product, { bold: true, center: true }),
    line(`${item.producer} · Bộ sản phẩm số ${item.setNo}`, { italics: true, center: true }),
    heading('1. Điểm của các thành viên'),
    ...item.rounds.flatMap((round) => [
      grid(
        ['TT', 'Thành viên', 'Tổng điểm'],
        round.totals.map((one, at) => [String(at + 1), one.name, one.total]),
      ),
      line(
        `Chấm vòng ${round.round}. Điểm trung bình: ${item.mean} (chính xác ${item.exact}); xếp hạng: ${item.star}.`,
      ),
    ]),
    ...item.missed.map((text) => line(`- ${text}.`)),
    heading('2. Phiếu thống nhất'),
    grid(
      ['Mã', 'Tiêu chí', 'Mức được chọn', 'Điểm', 'Số phiếu'],
      item.agreed.map((row) => [row.code, row.title, row.option, row.points, row.votes]),
    ),
    ...(item.notes.length > 0
      ? [heading('3. Ý kiến thảo luận'), ...item.notes.map((text) => line(text))]
      : []),
  ]
}

/** A ruled table; its head is repeated on every page. */
function grid(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const cell = (text: string, bold = false) =>
    new TableCell({
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        new Paragraph({
          spacing: { after: 0 },
          children: [new TextRun({ text, font, size: sizes.table, bold })],
        }),
      ],
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: head.map((text) => cell(text, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text) => cell(text)) })),
    ],
  })
}

/** Columns without lines: letterhead and signatures. */
function frameless(rows: readonly (readonly (readonly Paragraph[])[])[]): Table {
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
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders,
    rows: rows.map(
      (row) =>
        new TableRow({
          children: row.map((children) => new TableCell({ borders, children: [...children] })),
        }),
    ),
  })
}
