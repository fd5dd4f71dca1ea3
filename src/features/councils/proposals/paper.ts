import { formatDay } from '../../../platform/i18n/index.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import type { ProposalContent, ProposedLine } from './propose.ts'

export interface ProposalPrint {
  readonly seat: string
  /** "Bản trích", "Dữ liệu minh họa", "Đã rút". */
  readonly mark: string | undefined
}

const decree = 'Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ'

const lists = [
  {
    title: 'Sản phẩm đạt từ 90 điểm, đề nghị Bộ Nông nghiệp và Môi trường đánh giá hạng 5 sao',
    holds: (line: ProposedLine) => line.group === 'ministry',
  },
  { title: 'Sản phẩm đạt hạng 4 sao', holds: (line: ProposedLine) => line.group === 'four' },
  { title: 'Sản phẩm đạt hạng 3 sao', holds: (line: ProposedLine) => line.group === 'three' },
  {
    title: 'Sản phẩm chưa được đề nghị công nhận',
    holds: (line: ProposedLine) => line.group === 'below' || line.group === 'none',
  },
] as const
const roman = ['I', 'II', 'III', 'IV']

/** The office's paper to the Chairman (Điều 7 khoản 3 điểm đ), with the council's lists as its annex. */
export function proposalPaper(content: ProposalContent, print: ProposalPrint): StatePaper {
  const [year, month, day] = content.madeOn.split('-')
  const round = content.round ? ` ${content.round.toLocaleLowerCase('vi')}` : ''
  return {
    title: `Tờ trình kết quả đánh giá, phân hạng sản phẩm OCOP${round}`,
    letterhead: {
      above: `UBND ${content.province}`,
      own: content.office,
      number: 'Số: ……/TTr-……',
      placeDate: `${print.seat}, ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`,
    },
    kind: 'Tờ trình',
    about: `Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP${round}`,
    mark: print.mark,
    addressees: [`Chủ tịch Ủy ban nhân dân ${content.province}`],
    body: body(content),
    recipients: ['Như trên', 'Hội đồng đánh giá, phân hạng sản phẩm OCOP'],
    signature: { authority: 'Thủ trưởng cơ quan', name: '' },
    annexes: [
      {
        label: 'PHỤ LỤC',
        about: 'DANH SÁCH SẢN PHẨM',
        note: `(Kèm theo Tờ trình ngày ${formatDay(content.madeOn)} của ${content.office})`,
        body: annex(content.lines),
      },
    ],
  }
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const heading = (text: string): Block => ({ kind: 'heading', text, level: 2 })

function body({ lines, minutes, office }: ProposalContent): Block[] {
  const [ministry, four, three, rest] = lists.map(({ holds }) => lines.filter(holds).length)
  return [
    paragraph(
      `Căn cứ ${decree} ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm mỗi xã một sản phẩm (OCOP);`,
    ),
    paragraph(
      `Căn cứ kết quả của Hội đồng đánh giá, phân hạng sản phẩm OCOP theo điểm d khoản 3 Điều 7 Quyết định số 26/2026/QĐ-TTg, ${office} tổng hợp, kính trình Chủ tịch như sau:`,
    ),
    heading('1. Kết quả của Hội đồng'),
    paragraph(
      `Hội đồng đã đánh giá ${lines.length} sản phẩm: ${counted([
        [ministry!, 'sản phẩm đạt từ 90 điểm trở lên'],
        [four!, 'sản phẩm đạt hạng 4 sao'],
        [three!, 'sản phẩm đạt hạng 3 sao'],
        [rest!, 'sản phẩm chưa đủ điều kiện công nhận'],
      ])}. Kết quả ghi tại:`,
    ),
    {
      kind: 'list',
      items: minutes.map(
        (one, index) =>
          `Biên bản phiên họp ngày ${formatDay(one.heldOn)} của ${one.council} (mã băm ${one.hash.slice(0, 16)})${index + 1 < minutes.length ? ';' : '.'}`,
      ),
    },
    heading('2. Đề nghị'),
    {
      kind: 'list',
      items: ended(requests({ ministry: ministry!, four: four!, three: three!, rest: rest! })),
    },
    paragraph(`Danh sách tại Phụ lục. ${office} kính trình Chủ tịch xem xét, quyết định./.`),
  ]
}

const counted = (parts: readonly (readonly [number, string])[]) =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ')

/** What the Chairman is asked for: Điều 7 khoản 3 điểm e, g; Điều 4 khoản 1 điểm a. */
function requests(counts: { ministry: number; four: number; three: number; rest: number }): string[] {
  const asked: string[] = []
  const recognised = counted([
    [counts.four, 'sản phẩm đạt hạng 4 sao'],
    [counts.three, 'sản phẩm đạt hạng 3 sao'],
  ])
  if (recognised)
    asked.push(`Công nhận, cấp giấy chứng nhận và công bố kết quả cho ${recognised} (điểm e khoản 3 Điều 7)`)
  if (counts.ministry > 0)
    asked.push(
      `Phê duyệt kết quả đánh giá của ${counts.ministry} sản phẩm đạt từ 90 điểm trở lên; gửi văn bản và hồ sơ theo khoản 3 Điều 6 đề nghị Bộ Nông nghiệp và Môi trường đánh giá (điểm e khoản 3 Điều 7)`,
    )
  if (counts.rest > 0)
    asked.push(
      `Không ban hành quyết định công nhận đối với ${counts.rest} sản phẩm đạt hạng 1 sao, 2 sao hoặc không được xếp hạng (điểm a khoản 1 Điều 4); giao cơ quan tham mưu thông báo kết quả cho Ủy ban nhân dân cấp xã và chủ thể (điểm g khoản 3 Điều 7)`,
    )
  return asked
}

const ended = (items: readonly string[]) =>
  items.map((item, index) => `${item}${index + 1 < items.length ? ';' : '.'}`)

function annex(lines: readonly ProposedLine[]): Block[] {
  return lists
    .map(({ title, holds }) => ({ title, rows: lines.filter(holds) }))
    .filter(({ rows }) => rows.length > 0)
    .flatMap(({ title, rows }, index): Block[] => [
      heading(`${roman[index]}. ${title} (${rows.length} sản phẩm)`),
      {
        kind: 'table',
        columns: [
          { head: 'TT', width: { mm: 10 }, align: 'center' },
          { head: 'Tên sản phẩm' },
          { head: 'Chủ thể' },
          { head: 'Địa bàn', width: { mm: 34 } },
          { head: 'Điểm', width: { mm: 16 }, align: 'center' },
          { head: 'Hạng', width: { mm: 18 }, align: 'center' },
        ],
        rows: rows.map((line, at) => [
          String(at + 1),
          line.product,
          line.producer,
          line.place,
          line.mean,
          line.group === 'ministry' || line.star === null ? '–' : `${line.star} sao`,
        ]),
      },
    ])
}

/** The same without what a reader is barred from: an extract. */
export function withoutBarred(content: ProposalContent, barred: ReadonlySet<string>): ProposalContent {
  if (barred.size === 0) return content
  const lines = content.lines.filter((line) => !barred.has(line.dossierId))
  const sittings = new Set(lines.map((line) => line.sittingId))
  return { ...content, lines, minutes: content.minutes.filter((one) => sittings.has(one.sittingId)) }
}
