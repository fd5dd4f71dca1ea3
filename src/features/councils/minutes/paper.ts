import type { Annex, Block, StatePaper } from '../../../platform/papers/index.ts'
import type { MinutesContent, MinutesItem, MinutesRound } from './content.ts'

export interface PrintOptions {
  readonly number: string | null
  /** "Bản dự thảo", "Bản trích", "Dữ liệu minh họa". */
  readonly mark: string | null
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const heading = (text: string): Block => ({ kind: 'heading', text, level: 2 })
const list = (items: readonly string[]): Block[] => (items.length > 0 ? [{ kind: 'list', items }] : [])

/** The minutes of a sitting in the layout of the state's papers (Nghị định 30/2020/NĐ-CP, Mẫu 1.10: place and time in the text), with an annex for each product agreed. */
export function minutesPaper(content: MinutesContent, options: PrintOptions): StatePaper {
  const meeting = content.mode === 'meeting'
  const agreed = content.items.filter((item) => item.outcome === 'agreed')
  return {
    title: `Biên bản ${content.council}`,
    letterhead: {
      above: `UBND ${content.place}`,
      own: content.council,
      number: `Số: ${options.number ?? '……'}/BB-HĐ`,
    },
    kind: 'Biên bản',
    about: meeting
      ? 'Họp đánh giá, phân hạng sản phẩm OCOP'
      : 'Lấy ý kiến bằng văn bản về đánh giá lại sản phẩm OCOP',
    mark: options.mark ?? undefined,
    body: [
      paragraph(opening(content, meeting)),
      heading('I. Thành phần'),
      {
        kind: 'table',
        columns: [
          { head: 'TT', width: { mm: 10 }, align: 'center' },
          { head: 'Họ và tên' },
          { head: 'Chức vụ, cơ quan' },
          { head: 'Vai trò', width: { mm: 28 } },
          { head: 'Tham dự', width: { mm: 36 } },
        ],
        rows: content.attendance.map((row, index) => [
          String(index + 1),
          row.name,
          row.office,
          row.role,
          row.note,
        ]),
      },
      paragraph(
        `${content.quorum ? `Số người chấm có mặt khi khai mạc: ${content.quorum}. ` : ''}Quy chế áp dụng: ${content.rules}.`,
      ),
      heading('II. Xung đột lợi ích và việc không tham gia đánh giá'),
      ...(content.recusals.length > 0
        ? list(content.recusals.map((one) => one.text))
        : [paragraph('Không có.')]),
      heading('III. Diễn biến'),
      ...list(content.events.map((event) => `${event.at}: ${event.text}.`)),
      heading('IV. Kết quả'),
      results(content.items),
      paragraph(
        'Điểm trung bình là trung bình cộng của các phiếu được tính, so với khung điểm bằng số chính xác, chỉ làm tròn khi in.',
      ),
      paragraph(closing(content, meeting)),
      {
        kind: 'signatures',
        blocks: [
          { authority: 'Thư ký', note: '(Ký, ghi rõ họ tên)', name: content.secretary },
          { authority: 'Chủ tọa', note: '(Ký, ghi rõ họ tên)', name: content.presiding || content.chair },
        ],
      },
    ],
    recipients: [`UBND ${content.place}`, 'Các thành viên Hội đồng'],
    archive: 'VT, Hồ sơ',
    annexes: agreed.map(annex),
  }
}

/** "30/11/2026 09:43" and "2026-11-30" as a paper says them. */
function inWords(said: string): string {
  const [, year, month, day] =
    /^(\d{4})-(\d\d)-(\d\d)$/.exec(said) ?? /^\d\d\/\d\d\/(\d{4}) /.exec(said) ?? []
  const [, d, m, hour, minute] = /^(\d\d)\/(\d\d)\/\d{4} (\d\d):(\d\d)$/.exec(said) ?? []
  if (!year) return said
  const [dd, mm] = [day ?? d!, month ?? m!]
  const date = `ngày ${dd} tháng ${Number(mm) > 2 ? Number(mm) : mm} năm ${year}`
  return hour ? `hồi ${hour} giờ ${minute} phút, ${date}` : date
}

function opening(content: MinutesContent, meeting: boolean): string {
  const council = `${content.council} (thành lập theo Quyết định số ${content.decision})`
  return meeting
    ? `Hôm nay, ${inWords(content.openedAt || content.heldOn)}, tại ${content.venue || '……'}, ${council} họp đánh giá, phân hạng sản phẩm OCOP. Chủ tọa: ${content.presiding}. Thư ký: ${content.secretary}.`
    : `Từ ${inWords(content.openedAt || content.heldOn)}, ${council} lấy ý kiến bằng văn bản của các thành viên về đánh giá lại sản phẩm OCOP theo Điều 7 khoản 6 điểm d Quyết định số 26/2026/QĐ-TTg. Thư ký: ${content.secretary}.`
}

function closing(content: MinutesContent, meeting: boolean): string {
  const deferred = content.items.filter((item) => item.outcome === 'deferred').length
  const end = meeting ? 'Phiên họp bế mạc' : 'Việc lấy ý kiến kết thúc'
  return `${deferred > 0 ? `Hoãn ${deferred} sản phẩm. ` : ''}${end} ${content.closedAt ? inWords(content.closedAt) : '……'}. Biên bản được lập từ diễn biến ghi trên hệ thống và được Thư ký, Chủ tọa ký./.`
}

function results(items: readonly MinutesItem[]): Block {
  const standing = { agreed: '', deferred: 'hoãn', open: 'chưa xong' }
  return {
    kind: 'table',
    columns: [
      { head: 'TT', width: { mm: 10 }, align: 'center' },
      { head: 'Sản phẩm' },
      { head: 'Chủ thể' },
      { head: 'Bộ số', width: { mm: 13 }, align: 'center' },
      { head: 'Số phiếu', width: { mm: 16 }, align: 'center' },
      { head: 'Điểm TB', width: { mm: 20 }, align: 'center' },
      { head: 'Hạng', width: { mm: 24 }, align: 'center' },
    ],
    rows: items.map((item, index) => [
      String(index + 1),
      item.product,
      item.producer,
      String(item.setNo),
      item.counted > 0 ? String(item.counted) : '–',
      item.mean,
      standing[item.outcome] || item.star,
    ]),
  }
}

function annex(item: MinutesItem, index: number): Annex {
  return {
    label: `PHỤ LỤC ${index + 1}`,
    about: item.product,
    note: `${item.producer} · Bộ sản phẩm số ${item.setNo}${item.sampleCode ? ` · Mã mẫu ${item.sampleCode}` : ''}`,
    body: [
      heading('1. Điểm của các thành viên'),
      ...item.rounds.flatMap((round) => roundBlocks(round, item.rounds.length)),
      paragraph(`Điểm trung bình: ${item.mean} (chính xác ${item.exact}); xếp hạng: ${item.star}.`),
      ...list(item.missed.map((text) => `${text}.`)),
      heading('2. Phiếu thống nhất'),
      {
        kind: 'table',
        dense: true,
        columns: [
          { head: 'Mã', width: { mm: 13 } },
          { head: 'Tiêu chí' },
          { head: 'Mức được chọn' },
          { head: 'Điểm', width: { mm: 13 }, align: 'center' },
          { head: 'Số phiếu', width: { mm: 18 }, align: 'center' },
        ],
        rows: item.agreed.map((row) => [row.code, row.title, row.option, row.points, row.votes]),
      },
      {
        kind: 'paragraph',
        size: 'small',
        text: 'Số phiếu: số thành viên chọn mức này (≥: mức này hoặc cao hơn) trên số phiếu tính; dấu * là các phiếu để ngỏ hai mức, lấy theo quy chế.',
      },
      ...(item.notes.length > 0
        ? [heading('3. Ý kiến thảo luận'), ...item.notes.map((text): Block => ({ kind: 'typed', text }))]
        : []),
    ],
  }
}

function roundBlocks(round: MinutesRound, of: number): Block[] {
  return [
    {
      kind: 'table',
      ...(of > 1 && { caption: `Chấm vòng ${round.round}: trung bình ${round.mean}` }),
      columns: [
        { head: 'TT', width: { mm: 10 }, align: 'center' },
        { head: 'Thành viên' },
        { head: 'Tổng điểm', width: { mm: 24 }, align: 'center' },
        { head: 'Mã biên nhận (đầu)', width: { mm: 42 } },
      ],
      rows: round.totals.map((one, at) => [String(at + 1), one.name, one.total, one.hash]),
    },
    ...(round.reasons.length > 0
      ? [paragraph('Lý do ghi trên phiếu:'), ...list(round.reasons.map((text) => `${text}.`))]
      : []),
    ...list(round.ticks.map(({ name, levels }) => `${name}: ${levels}.`)),
  ]
}
