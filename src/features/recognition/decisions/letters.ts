import type { CommandContext } from '../../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../../platform/db/index.ts'
import { fill, formatDay } from '../../../platform/i18n/index.ts'
import type { SendNotice } from '../../../platform/notice.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { dayInWords } from '../certificates/paper.ts'
import { words } from '../words.ts'
import { meanText } from './paper.ts'
import '../tables.ts'

/** Why a result is what it is, and the cheapest way on, from the agreed sheet; texts as the sheet prints them. */
export interface Explanation {
  readonly knockedOutBy: readonly string[]
  /** Conditions after which the sheet is scored no further; letters of before do not tell them. */
  readonly stoppedBy?: readonly string[]
  readonly blockedBy: readonly string[]
  readonly next: { readonly star: number; readonly steps: readonly string[] } | null
}

/** Everything a letter says, frozen when its decision was released. */
export interface LetterContent {
  readonly outcome: 'recognise' | 'not-recognise' | 'to-ministry'
  readonly product: string
  readonly producer: string
  readonly address: string
  readonly place: string
  readonly mean: string
  readonly star: number | null
  readonly decisionNumber: string
  readonly decidedOn: string
  readonly issuer: string
  readonly office: string
  readonly seat: string
  readonly certificateNumber: string | null
  readonly validUntil: string | null
  readonly explanation: Explanation | null
  readonly isDemo: boolean
}

export interface LetterDeps {
  /** The office that writes to owners on a day (Điều 7 khoản 3 điểm g: cơ quan tham mưu). */
  officeOn(day: string): string
  placeLabel(code: string, day: string): string
  seat(provinceCode: string): string
  explain(
    regime: string,
    setNo: number,
    proof: unknown,
    result: { star: number | null; meanNum: number | null; meanDen: number | null },
  ): Explanation | null
  readonly send?: SendNotice | undefined
}

/** Writes one letter for each result of a released decision and tells its owner and commune, in the very transaction. */
export async function writeLetters(ctx: CommandContext, decisionId: string, deps: LetterDeps): Promise<void> {
  const rows = await ctx.db
    .selectFrom('decision_item as i')
    .innerJoin('decision as c', 'c.id', 'i.decision_id')
    .innerJoin('dossier as d', 'd.id', 'i.dossier_id')
    .innerJoin('product as p', 'p.id', 'i.product_id')
    .leftJoin('producer as o', 'o.id', 'd.producer_id')
    .leftJoin('result as r', (join) =>
      join.onRef('r.dossier_id', '=', 'i.dossier_id').on('r.superseded_by', 'is', null),
    )
    .leftJoin('certificate as t', (join) =>
      join.onRef('t.recognition_id', '=', 'i.recognition_id').on('t.voided_at', 'is', null),
    )
    .leftJoin('recognition as g', 'g.id', 'i.recognition_id')
    .select([
      'i.id',
      'i.outcome',
      'i.star',
      'd.regime',
      'd.set_no as setNo',
      'd.place_code as placeCode',
      'p.name as product',
      'p.slug',
      'o.id as producerId',
      'o.name as producer',
      'o.address_text as address',
      'r.mean_num as meanNum',
      'r.mean_den as meanDen',
      'r.proof',
      'c.number',
      'c.decided_on as decidedOn',
      'c.issuer',
      'c.province_code as province',
      'c.is_demo as isDemo',
      't.number as certificate',
      'g.valid_until as validUntil',
    ])
    .where('i.decision_id', '=', decisionId)
    .where('i.outcome', 'in', ['recognise', 'not-recognise', 'to-ministry'])
    .execute()
  for (const row of rows) {
    const content: LetterContent = {
      outcome: row.outcome as LetterContent['outcome'],
      product: row.product,
      producer: row.producer ?? '',
      address: row.address ?? '',
      place: deps.placeLabel(row.placeCode, ctx.today),
      mean: meanText(row),
      star: row.star,
      decisionNumber: row.number ?? '',
      decidedOn: row.decidedOn ?? ctx.today,
      issuer: row.issuer,
      office: deps.officeOn(ctx.today),
      seat: deps.seat(row.province),
      certificateNumber: row.certificate,
      validUntil: row.validUntil,
      explanation:
        row.outcome === 'recognise' && row.star === 5
          ? null
          : deps.explain(row.regime, row.setNo, row.proof, row),
      isDemo: row.isDemo,
    }
    const id = uuidv7()
    await ctx.db
      .insertInto('result_letter')
      .values({
        id,
        decision_id: decisionId,
        item_id: row.id,
        producer_id: row.producerId,
        place_code: row.placeCode,
        province_code: row.province,
        outcome: row.outcome,
        content: jsonb(content) as never,
        made_at: ctx.now,
        is_demo: row.isDemo,
      })
      .execute()
    await deps.send?.(ctx, {
      kind: `recognition.${content.outcome}`,
      to: {
        ...(row.producerId && { producerId: row.producerId }),
        role: 'commune-officer',
        placeCode: row.placeCode,
      },
      params: { product: row.product, decision: content.decisionNumber, star: row.star, mean: content.mean },
      path: `/lam-viec/thong-bao-ket-qua/${id}`,
      about: { kind: 'decision', id: decisionId },
      key: row.id,
    })
  }
}

/** The letter in the layout of Nghị định 30/2020/NĐ-CP; the clerk numbers it, so its number is dotted. */
export function letterPaper(content: LetterContent): StatePaper {
  const w = words('vi')
  return {
    title: `Thông báo kết quả: ${content.product}`,
    letterhead: {
      above: content.issuer,
      own: content.office,
      number: 'Số: ……/……',
      subject: `V/v thông báo kết quả đánh giá, phân hạng sản phẩm OCOP “${content.product}”`,
      placeDate: `${content.seat}, ${dayInWords(content.decidedOn)}`,
    },
    mark: content.isDemo ? w.issuedMark : undefined,
    addressees: [content.producer, `UBND ${lowerKind(content.place.split(',')[0]!)}`],
    body: [
      {
        kind: 'paragraph',
        text: `Căn cứ Quyết định số ${content.decisionNumber} ngày ${formatDay(content.decidedOn)} của Chủ tịch ${content.issuer}, ${content.office} thông báo kết quả đánh giá, phân hạng sản phẩm OCOP (Điều 7 khoản 3 điểm g Quyết định số 26/2026/QĐ-TTg) như sau:`,
      },
      {
        kind: 'fields',
        rows: [
          { label: 'Sản phẩm', value: content.product },
          { label: 'Chủ thể', value: content.producer },
          { label: 'Tổng điểm trung bình', value: content.mean },
          { label: 'Kết quả', value: fill(w.letterOutcome[content.outcome]!, { star: content.star ?? '' }) },
        ],
      },
      ...next[content.outcome](content),
      ...why(content),
      {
        kind: 'paragraph',
        text: `${content.office} thông báo để chủ thể và Ủy ban nhân dân cấp xã biết, thực hiện./.`,
      },
    ],
    recipients: ['Như trên', 'Chủ tịch UBND (báo cáo)'],
    signature: { authority: 'Thủ trưởng đơn vị' },
  }
}

/** “Phường Thuận An” inside a sentence: “phường Thuận An” (Nghị định 30/2020/NĐ-CP, Phụ lục II). */
const lowerKind = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

const next: Record<LetterContent['outcome'], (content: LetterContent) => Block[]> = {
  recognise: ({ certificateNumber, validUntil }) => [
    paragraph(
      `Giấy chứng nhận số ${certificateNumber ?? '……'} có giá trị 36 tháng, đến hết ngày ${validUntil ? formatDay(validUntil) : '……'}. Chủ thể chỉ dùng hạng sao và nhãn hiệu OCOP cho đúng sản phẩm này, trong thời hạn này; nộp hồ sơ đánh giá lại không sớm hơn 180 ngày và không muộn hơn 120 ngày trước ngày hết hạn (Điều 7 khoản 6 điểm a).`,
    ),
  ],
  'to-ministry': () => [
    paragraph(
      'Sản phẩm đạt từ 90 điểm. Ủy ban nhân dân cấp tỉnh gửi hồ sơ đề nghị Bộ Nông nghiệp và Môi trường đánh giá, phân hạng 5 sao (Điều 7 khoản 3 điểm e). Trong thời gian chờ kết quả của Bộ, sản phẩm chưa được dùng hạng sao mới.',
    ),
  ],
  'not-recognise': ({ certificateNumber, decidedOn }) => [
    ...(certificateNumber
      ? [
          paragraph(
            `Kết quả này thay thế kết quả đã công nhận; giấy chứng nhận số ${certificateNumber} chấm dứt giá trị kể từ ngày ${formatDay(decidedOn)}. Chủ thể chấm dứt sử dụng hạng sao và nhãn hiệu OCOP trên sản phẩm, bao bì, quảng cáo.`,
          ),
        ]
      : []),
    paragraph(
      'Sản phẩm 1 sao, 2 sao không được ban hành quyết định công nhận, không được cấp giấy chứng nhận (Điều 4 khoản 1 điểm a). Chủ thể có thể hoàn thiện và đăng ký lại ở đợt sau.',
    ),
  ],
}

/** Reasons and the way on, only what the agreed sheet says. */
function why({ explanation }: LetterContent): Block[] {
  if (!explanation) return []
  const { knockedOutBy, stoppedBy = [], blockedBy, next: way } = explanation
  return [
    ...(knockedOutBy.length > 0
      ? [paragraph('Hồ sơ bị loại vì:'), { kind: 'list' as const, items: knockedOutBy }]
      : []),
    ...(stoppedBy.length > 0
      ? [
          paragraph('Phiếu dừng chấm, các tiêu chí in sau không được tính điểm, vì:'),
          { kind: 'list' as const, items: stoppedBy },
        ]
      : []),
    ...(blockedBy.length > 0
      ? [
          paragraph('Yêu cầu tối thiểu chưa đạt để lên hạng cao hơn:'),
          { kind: 'list' as const, items: blockedBy },
        ]
      : []),
    ...(way && way.steps.length > 0
      ? [
          paragraph(`Cách ngắn nhất để đạt ${way.star} sao theo phiếu đã thống nhất:`),
          { kind: 'list' as const, items: way.steps },
        ]
      : []),
  ]
}

/** The dossier a line of a decision, and so its letter, is about. */
export async function dossierOfItem(db: Db, itemId: string): Promise<string | null> {
  const row = await db
    .selectFrom('decision_item')
    .select('dossier_id')
    .where('id', '=', itemId)
    .executeTakeFirst()
  return row?.dossier_id ?? null
}

/** Where the last letter on a dossier's result is read; null while its decision is not released. */
export async function letterOf(db: Db, dossierId: string): Promise<string | null> {
  const row = await db
    .selectFrom('result_letter as l')
    .innerJoin('decision_item as i', 'i.id', 'l.item_id')
    .select('l.id')
    .where('i.dossier_id', '=', dossierId)
    .orderBy('l.made_at', 'desc')
    .executeTakeFirst()
  return row ? `/lam-viec/thong-bao-ket-qua/${row.id}` : null
}
