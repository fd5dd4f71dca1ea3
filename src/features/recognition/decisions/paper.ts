import type { Selectable } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import { fill, formatDay, formatDecimal } from '../../../platform/i18n/index.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { toDecimal } from '../../../rules/fraction.ts'
import { type Measure, measures } from '../afterlife/measures.ts'
import { dayInWords } from '../certificates/paper.ts'
import type { DecisionTable } from '../tables.ts'
import { words } from '../words.ts'

/** A product in the annex of a decision. */
export interface DecisionLine {
  readonly itemId: string
  readonly productId: string
  readonly product: string
  readonly producer: string
  readonly placeCode: string | null
  readonly placeDay: string | null
  readonly outcome: string
  readonly star: number | null
  readonly meanNum: number | null
  readonly meanDen: number | null
  readonly dossierId: string | null
  /** What a measure is taken on, or what ends because a panel judged the dossier anew; set at release for what begins. */
  readonly recognitionId: string | null
  readonly note: string | null
}

/** The annex of a decision in the order it is printed: by outcome, then by mean, best first. */
export async function decisionLines(db: Db, decisionId: string): Promise<DecisionLine[]> {
  const rows = await db
    .selectFrom('decision_item as i')
    .innerJoin('product as p', 'p.id', 'i.product_id')
    .leftJoin('producer as o', 'o.id', 'p.producer_id')
    .leftJoin('result as r', (join) =>
      join.onRef('r.dossier_id', '=', 'i.dossier_id').on('r.superseded_by', 'is', null),
    )
    .select([
      'i.id as itemId',
      'i.product_id as productId',
      'p.name as product',
      'o.name as producer',
      'p.place_code as placeCode',
      'p.place_day as placeDay',
      'i.outcome',
      'i.star',
      'r.mean_num as meanNum',
      'r.mean_den as meanDen',
      'i.dossier_id as dossierId',
      'i.recognition_id as recognitionId',
      'i.note',
    ])
    .where('i.decision_id', '=', decisionId)
    .execute()
  const value = (row: { meanNum: number | null; meanDen: number | null }) =>
    row.meanNum === null || row.meanDen === null ? -1 : row.meanNum / row.meanDen
  return rows.map((row) => ({ ...row, producer: row.producer ?? '' })).sort((a, b) => value(b) - value(a))
}

/** A mean as printed: two decimals, half up, with a comma; a dash where there is none. */
export function meanText(row: { meanNum: number | null; meanDen: number | null }): string {
  if (row.meanNum === null || row.meanDen === null) return '–'
  return formatDecimal(
    toDecimal({ numerator: BigInt(row.meanNum), denominator: BigInt(row.meanDen) }, 2),
    'vi',
  )
}

export interface DecisionPaperDeps {
  placeLabel(code: string, day: string): string
  seat(provinceCode: string): string
  /** Điều 8 khoản 1, from the regime in force. */
  revocationGrounds(): readonly { id: string; text: string; ref: string }[]
}

const groups = [
  { outcome: 'recognise', star: 4, title: 'Sản phẩm đạt hạng 4 sao' },
  { outcome: 'recognise', star: 3, title: 'Sản phẩm đạt hạng 3 sao' },
  {
    outcome: 'to-ministry',
    star: null,
    title: 'Sản phẩm đạt từ 90 điểm, đề nghị Bộ Nông nghiệp và Môi trường đánh giá hạng 5 sao',
  },
  {
    outcome: 'not-recognise',
    star: null,
    title: 'Sản phẩm chấm dứt công nhận theo kết quả đánh giá, phân hạng lại sau khiếu nại',
  },
  ...(Object.keys(measures) as Measure[]).map((outcome) => ({ outcome, star: null, title: 'Sản phẩm' })),
] as const

const roman = ['I', 'II', 'III', 'IV']
const dots = { number: '……/QĐ-UBND', day: 'ngày …… tháng …… năm ……' }

/** The paper as it was released, or as the draft stands now. */
export async function decisionPaper(
  db: Db,
  decision: Selectable<DecisionTable>,
  deps: DecisionPaperDeps,
): Promise<StatePaper> {
  return (decision.paper as StatePaper | null) ?? formDecisionPaper(db, decision, deps)
}

/** The decision with its annex (Nghị định 30/2020/NĐ-CP); a draft prints dots where number and day will stand. */
export async function formDecisionPaper(
  db: Db,
  decision: Selectable<DecisionTable>,
  deps: DecisionPaperDeps,
): Promise<StatePaper> {
  const lines = await decisionLines(db, decision.id)
  const number = decision.number ?? dots.number
  const day = decision.decided_on ? dayInWords(decision.decided_on) : dots.day
  const w = words('vi')
  return {
    title: `Quyết định ${number}`,
    letterhead: {
      own: decision.issuer,
      number: `Số: ${number}`,
      placeDate: `${deps.seat(decision.province_code)}, ${day}`,
    },
    kind: 'Quyết định',
    about: decision.title,
    mark: decision.is_demo ? w.issuedMark : decision.status === 'released' ? undefined : w.draftMark,
    authority: `Chủ tịch ${decision.issuer}`,
    grounds: grounds(decision),
    verdict: 'QUYẾT ĐỊNH:',
    body: articles(decision, lines, deps).map((text, index) => ({
      kind: 'article',
      label: `Điều ${index + 1}.`,
      text,
    })),
    recipients: [
      'Như Điều cuối',
      'Bộ Nông nghiệp và Môi trường (báo cáo)',
      'UBND các xã, phường có sản phẩm',
      'Các chủ thể có tên tại Phụ lục',
    ],
    signature: {
      authority: decision.signer_office ?? 'Chủ tịch',
      name: decision.signer_name ?? '',
    },
    annexes: [
      {
        label: 'PHỤ LỤC',
        about: 'DANH SÁCH SẢN PHẨM',
        note: `(Kèm theo Quyết định số ${number} ${day} của ${decision.issuer})`,
        body: annex(lines, deps),
      },
    ],
  }
}

function annex(lines: readonly DecisionLine[], deps: DecisionPaperDeps): Block[] {
  const filled = groups
    .map((group) => ({
      ...group,
      rows: lines.filter(
        (line) =>
          line.outcome === group.outcome &&
          (group.star === null || line.star === group.star) &&
          (line.outcome !== 'not-recognise' || line.recognitionId !== null),
      ),
    }))
    .filter(({ rows }) => rows.length > 0)
  return filled.flatMap(({ title, rows }, index): Block[] => [
    { kind: 'heading', text: `${roman[index]}. ${title} (${rows.length} sản phẩm)`, level: 2 },
    {
      kind: 'table',
      columns: [
        { head: 'TT', width: { mm: 10 }, align: 'center' },
        { head: 'Tên sản phẩm' },
        { head: 'Chủ thể' },
        { head: 'Địa bàn', width: { mm: 36 } },
        { head: 'Điểm', width: { mm: 15 }, align: 'center' },
        { head: 'Hạng', width: { mm: 16 }, align: 'center' },
      ],
      rows: rows.map((line, at) => [
        String(at + 1),
        line.product,
        line.producer,
        line.placeCode && line.placeDay ? deps.placeLabel(line.placeCode, line.placeDay) : '',
        meanText(line),
        line.star !== null && line.outcome !== 'to-ministry' ? `${line.star} sao` : '–',
      ]),
    },
  ])
}

const law = {
  number: '26/2026/QĐ-TTg',
  text: 'Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm mỗi xã một sản phẩm (OCOP);',
}

function grounds({ kind }: Selectable<DecisionTable>): string[] {
  return [
    law.text,
    kind in measures
      ? 'Xét báo cáo kết quả kiểm tra, xác minh và đề nghị của cơ quan tham mưu quản lý OCOP cấp tỉnh.'
      : 'Xét kết quả đánh giá, phân hạng của Hội đồng đánh giá, phân hạng sản phẩm OCOP và đề nghị của cơ quan tham mưu quản lý OCOP cấp tỉnh.',
  ]
}

function articles(
  decision: Selectable<DecisionTable>,
  lines: readonly DecisionLine[],
  deps: DecisionPaperDeps,
): string[] {
  const own = decision.kind in measures ? ofMeasure(decision, lines, deps) : ofResults(lines)
  return [
    ...own,
    'Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị liên quan và các chủ thể có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này./.',
  ]
}

/** Điều 7 khoản 3 điểm e: recognition and certificates for three and four stars; approval of results from 90 points. */
function ofResults(lines: readonly DecisionLine[]): string[] {
  const count = (outcome: string) => lines.filter((line) => line.outcome === outcome).length
  const [recognised, onward] = [count('recognise'), count('to-ministry')]
  const stars = new Set(lines.flatMap(({ outcome, star }) => (outcome === 'recognise' && star ? [star] : [])))
  const ranks = [...stars].sort().map((star) => `${star} sao`)
  const list: string[] = []
  if (recognised > 0)
    list.push(
      `Công nhận kết quả đánh giá, phân hạng và cấp giấy chứng nhận cho ${recognised} sản phẩm OCOP đạt hạng ${ranks.join(', ')} (danh sách tại Phụ lục). Giấy chứng nhận có giá trị 36 tháng kể từ ngày ban hành.`,
    )
  if (onward > 0)
    list.push(
      `Phê duyệt kết quả đánh giá của ${onward} sản phẩm đạt từ 90 điểm trở lên; hoàn thiện hồ sơ đề nghị Bộ Nông nghiệp và Môi trường đánh giá, phân hạng sản phẩm OCOP 5 sao.`,
    )
  const ended = lines.filter((line) => line.outcome === 'not-recognise' && line.recognitionId !== null).length
  if (ended > 0)
    list.push(
      `Thay thế kết quả đánh giá, phân hạng đã công nhận của ${ended} sản phẩm bằng kết quả đánh giá, phân hạng lại sau khiếu nại (danh sách tại Phụ lục). Sản phẩm không đạt từ 3 sao; giấy chứng nhận đã cấp chấm dứt giá trị kể từ ngày Quyết định này có hiệu lực (Điều 4 khoản 1 điểm a Quyết định số ${law.number}).`,
    )
  list.push(
    'Cơ quan tham mưu quản lý OCOP cấp tỉnh công bố kết quả, thông báo bằng văn bản đến Ủy ban nhân dân cấp xã và các chủ thể; hướng dẫn sử dụng giấy chứng nhận đúng sản phẩm, đúng thời hạn.',
  )
  return list
}

const measureArticles: Record<Measure, string> = {
  revoke:
    'Thu hồi giấy chứng nhận kết quả phân hạng sản phẩm OCOP của {count} sản phẩm (danh sách tại Phụ lục). Căn cứ thu hồi: {ground}. Lý do: {reason}.',
  suspend:
    'Tạm dừng sử dụng giấy chứng nhận kết quả phân hạng và nhãn hiệu OCOP đối với {count} sản phẩm (danh sách tại Phụ lục) cho đến khi khắc phục xong. Lý do: {reason}.',
  resume:
    'Cho sử dụng lại giấy chứng nhận kết quả phân hạng và nhãn hiệu OCOP đối với {count} sản phẩm (danh sách tại Phụ lục). Lý do: {reason}.',
  expire:
    'Giấy chứng nhận kết quả phân hạng sản phẩm OCOP của {count} sản phẩm (danh sách tại Phụ lục) hết hiệu lực do hết thời hạn 36 tháng (Điều 4 khoản 3 Quyết định số 26/2026/QĐ-TTg). {reason}.',
  extend:
    'Giấy chứng nhận kết quả phân hạng sản phẩm OCOP của {count} sản phẩm (danh sách tại Phụ lục) tiếp tục có hiệu lực đến ngày có kết quả xử lý hồ sơ đánh giá lại, không quá 180 ngày tính từ ngày hết thời hạn (Điều 12 khoản 3 Quyết định số 26/2026/QĐ-TTg). {reason}.',
}

const afterwards: Record<Measure, string> = {
  revoke:
    'Chủ thể chấm dứt ngay việc sử dụng giấy chứng nhận, nhãn hiệu OCOP và hạng sao trên sản phẩm, bao bì, quảng cáo; cơ quan tham mưu quản lý OCOP cấp tỉnh công khai trên cổng thông tin và gửi quyết định cho các cơ quan liên quan.',
  suspend:
    'Trong thời gian tạm dừng, chủ thể không sử dụng nhãn hiệu OCOP và hạng sao; cơ quan tham mưu quản lý OCOP cấp tỉnh công khai trên cổng thông tin và kiểm tra kết quả khắc phục.',
  resume: 'Cơ quan tham mưu quản lý OCOP cấp tỉnh công khai việc cho sử dụng lại trên cổng thông tin.',
  expire:
    'Chủ thể chấm dứt sử dụng nhãn hiệu OCOP và hạng sao trên sản phẩm kể từ ngày hết thời hạn cho đến khi được đánh giá, phân hạng lại.',
  extend:
    'Trong thời gian được kéo dài, chủ thể chịu trách nhiệm về sản phẩm theo đúng Bộ tiêu chí và hồ sơ đã được công nhận.',
}

/** Điều 8 (revocation), Điều 4 khoản 3 (the term has run out), Điều 12 khoản 3 (extension); suspension is the province's own. */
function ofMeasure(
  { kind, detail }: Selectable<DecisionTable>,
  lines: readonly DecisionLine[],
  deps: DecisionPaperDeps,
): string[] {
  const about = detail as { ground?: string | null; reason?: string; concludedOn?: string | null }
  const ground = deps.revocationGrounds().find((each) => each.id === about.ground)
  const concluded = about.concludedOn ? ` (kết luận ngày ${formatDay(about.concludedOn)})` : ''
  return [
    fill(measureArticles[kind as Measure], {
      count: lines.length,
      ground: ground ? `${ground.text} (${ground.ref} Quyết định số ${law.number})` : '',
      reason: `${(about.reason ?? '').replace(/\.$/, '')}${concluded}`,
    }),
    afterwards[kind as Measure],
  ]
}
