import { readFileSync } from 'node:fs'
import type { Db } from '../../../platform/db/index.ts'
import { formatDecimal } from '../../../platform/i18n/index.ts'
import { renderTypst } from '../../../platform/papers/index.ts'
import { toDecimal } from '../../../rules/fraction.ts'
import { dayInWords } from '../certificates/paper.ts'
import type { DecisionTable } from '../tables.ts'

const template = readFileSync(new URL('./decision.typ', import.meta.url), 'utf8')

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
  readonly note: string | null
}

/** The annex of a decision in the order it is printed: by outcome, then by mean, best first. */
export async function decisionLines(db: Db, decisionId: string): Promise<DecisionLine[]> {
  const rows = await db
    .selectFrom('decision_item as i')
    .innerJoin('product as p', 'p.id', 'i.product_id')
    .leftJoin('producer as o', 'o.id', 'p.producer_id')
    .leftJoin('result as r', (join) =>
      join
        .onRef('r.dossier_id', '=', 'i.dossier_id')
        .on('r.superseded_by', 'is', null)
        .on('r.level', '=', 'tinh'),
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
}

const groups = [
  ['recognise', 4, 'I. Sản phẩm đạt hạng 4 sao'],
  ['recognise', 3, 'II. Sản phẩm đạt hạng 3 sao'],
  [
    'to-ministry',
    null,
    'III. Sản phẩm đạt từ 90 điểm, đề nghị Bộ Nông nghiệp và Môi trường đánh giá hạng 5 sao',
  ],
] as const

/** The decision with its annex, in the state layout; a draft prints dots where number and day will stand. */
export async function decisionPaper(
  db: Db,
  decision: DecisionTable & { released_at: Date | null },
  deps: DecisionPaperDeps,
): Promise<Buffer> {
  const lines = await decisionLines(db, decision.id)
  const recognised = lines.filter((line) => line.outcome === 'recognise')
  const onward = lines.filter((line) => line.outcome === 'to-ministry')
  const inputs = {
    issuer: decision.issuer,
    number: decision.number ?? '……/QĐ-UBND',
    placeDate: `${deps.seat(decision.province_code)}, ${decision.decided_on ? dayInWords(decision.decided_on) : 'ngày …… tháng …… năm ……'}`,
    dayInWords: decision.decided_on ? dayInWords(decision.decided_on) : 'ngày …… tháng …… năm ……',
    title: decision.title,
    authority: `Chủ tịch ${decision.issuer}`,
    bases: [
      'Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm mỗi xã một sản phẩm (OCOP);',
      'Xét kết quả đánh giá, phân hạng của Hội đồng đánh giá, phân hạng sản phẩm OCOP và đề nghị của cơ quan tham mưu quản lý OCOP cấp tỉnh.',
    ],
    articles: articles(recognised.length, onward.length),
    recipients: [
      'Như Điều cuối',
      'Bộ Nông nghiệp và Môi trường (báo cáo)',
      'UBND các xã, phường có sản phẩm',
      'Các chủ thể có tên tại Phụ lục',
    ],
    signerOffice: decision.signer_office ?? 'Chủ tịch',
    signerName: decision.signer_name ?? '',
    annexTitle: 'DANH SÁCH SẢN PHẨM',
    groups: groups
      .map(([outcome, star, title]) => ({
        title,
        rows: lines
          .filter((line) => line.outcome === outcome && (star === null || line.star === star))
          .map((line) => ({
            product: line.product,
            producer: line.producer,
            place: line.placeCode && line.placeDay ? deps.placeLabel(line.placeCode, line.placeDay) : '',
            mean: meanText(line),
            star: line.outcome === 'recognise' ? `${line.star} sao` : '–',
          })),
      }))
      .filter((group) => group.rows.length > 0),
  }
  return renderTypst(template, inputs, { at: decision.released_at ?? new Date(0) })
}

/** Điều 7 khoản 3 điểm e: recognition and certificates for three and four stars; approval of results from 90 points. */
function articles(recognised: number, onward: number): string[] {
  const list: string[] = []
  if (recognised > 0) {
    list.push(
      `Công nhận kết quả đánh giá, phân hạng và cấp giấy chứng nhận cho ${recognised} sản phẩm OCOP đạt hạng 3 sao, 4 sao (danh sách tại Phụ lục). Giấy chứng nhận có giá trị 36 tháng kể từ ngày ban hành.`,
    )
  }
  if (onward > 0) {
    list.push(
      `Phê duyệt kết quả đánh giá của ${onward} sản phẩm đạt từ 90 điểm trở lên; hoàn thiện hồ sơ đề nghị Bộ Nông nghiệp và Môi trường đánh giá, phân hạng sản phẩm OCOP 5 sao.`,
    )
  }
  list.push(
    'Cơ quan tham mưu quản lý OCOP cấp tỉnh công bố kết quả, thông báo bằng văn bản đến Ủy ban nhân dân cấp xã và các chủ thể; hướng dẫn sử dụng giấy chứng nhận đúng sản phẩm, đúng thời hạn.',
  )
  list.push(
    'Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị liên quan và các chủ thể có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này./.',
  )
  return list
}
