import type { Actor, CommandContext } from '../../../platform/command/index.ts'
import { type Db, jsonb, uuidv7 } from '../../../platform/db/index.ts'
import { fill, formatDay } from '../../../platform/i18n/index.ts'
import type { SendNotice } from '../../../platform/notice.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { dayInWords } from '../certificates/paper.ts'
import { words } from '../words.ts'
import type { Outcome } from './candidates.ts'
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
  readonly outcome: 'recognise' | 'not-recognise' | 'to-ministry' | 'no-upgrade'
  readonly product: string
  readonly producer: string
  readonly address: string
  readonly place: string
  readonly mean: string
  readonly star: number | null
  /** Empty where nothing is decided: the letter rests on the council's result, named in `basis`. */
  readonly decisionNumber: string
  readonly basis?: string | null
  /** What a product keeps whose upgrade reached no higher star. */
  readonly heldStar?: number | null
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
  /** Who issues for the province today. */
  provinceOf(actor: Actor, today: string): { readonly issuer: string }
}

/** Writes one letter for each result of a released decision and tells its owner and commune, in the very transaction. */
export async function writeLetters(ctx: CommandContext, decisionId: string, deps: LetterDeps): Promise<void> {
  const rows = await lettersRows(ctx.db)
    .innerJoin('decision_item as i', 'i.dossier_id', 'd.id')
    .innerJoin('decision as c', 'c.id', 'i.decision_id')
    .leftJoin('certificate as t', (join) =>
      join.onRef('t.recognition_id', '=', 'i.recognition_id').on('t.voided_at', 'is', null),
    )
    .leftJoin('recognition as g', 'g.id', 'i.recognition_id')
    .select([
      'i.id as itemId',
      'i.outcome',
      'i.star',
      'c.number',
      'c.decided_on as decidedOn',
      'c.issuer',
      'c.is_demo as isDemo',
      't.number as certificate',
      'g.valid_until as validUntil',
    ])
    .where('i.decision_id', '=', decisionId)
    .where('i.outcome', 'in', ['recognise', 'not-recognise', 'to-ministry'])
    .execute()
  for (const row of rows)
    await keepLetter(
      ctx,
      row,
      { decisionId, itemId: row.itemId },
      {
        outcome: row.outcome as LetterContent['outcome'],
        star: row.star,
        decisionNumber: row.number ?? '',
        decidedOn: row.decidedOn ?? ctx.today,
        issuer: row.issuer,
        certificateNumber: row.certificate,
        validUntil: row.validUntil,
        isDemo: row.isDemo,
      },
      deps,
    )
}

/** The letter on a result about which nothing is decided; answers its id. */
export async function writeLetter(
  ctx: CommandContext,
  about: {
    readonly dossierId: string
    readonly outcome: Outcome
    readonly star: number | null
    readonly basis: string
    readonly heldStar: number | null
    readonly heldUntil: string | null
  },
  deps: LetterDeps,
): Promise<string> {
  const row = await lettersRows(ctx.db)
    .select('d.is_demo as isDemo')
    .where('d.id', '=', about.dossierId)
    .executeTakeFirstOrThrow()
  return keepLetter(
    ctx,
    row,
    null,
    {
      outcome: about.outcome,
      star: about.star,
      decisionNumber: '',
      basis: about.basis,
      heldStar: about.heldStar,
      decidedOn: ctx.today,
      issuer: deps.provinceOf(ctx.actor, ctx.today).issuer,
      certificateNumber: null,
      validUntil: about.heldUntil,
      isDemo: row.isDemo,
    },
    deps,
  )
}

/** What every letter says of its dossier and of the result that stands on it. */
function lettersRows(db: Db) {
  return db
    .selectFrom('dossier as d')
    .innerJoin('product as p', 'p.id', 'd.product_id')
    .leftJoin('producer as o', 'o.id', 'd.producer_id')
    .leftJoin('result as r', (join) =>
      join.onRef('r.dossier_id', '=', 'd.id').on('r.superseded_by', 'is', null),
    )
    .select([
      'd.id as dossierId',
      'd.regime',
      'd.set_no as setNo',
      'd.place_code as placeCode',
      'd.province_code as province',
      'p.name as product',
      'o.id as producerId',
      'o.name as producer',
      'o.address_text as address',
      'r.mean_num as meanNum',
      'r.mean_den as meanDen',
      'r.proof',
    ])
}

type LetterRow = Awaited<ReturnType<ReturnType<typeof lettersRows>['executeTakeFirstOrThrow']>>
type Said = Omit<
  LetterContent,
  'product' | 'producer' | 'address' | 'place' | 'mean' | 'office' | 'seat' | 'explanation'
>

/** Keeps a letter as it reads today and tells owner and commune of it. */
async function keepLetter(
  ctx: CommandContext,
  row: LetterRow,
  decided: { readonly decisionId: string; readonly itemId: string } | null,
  said: Said,
  deps: LetterDeps,
): Promise<string> {
  const content: LetterContent = {
    ...said,
    product: row.product,
    producer: row.producer ?? '',
    address: row.address ?? '',
    place: deps.placeLabel(row.placeCode, ctx.today),
    mean: meanText(row),
    office: deps.officeOn(ctx.today),
    seat: deps.seat(row.province),
    explanation:
      said.outcome === 'recognise' && said.star === 5
        ? null
        : deps.explain(row.regime, row.setNo, row.proof, { ...row, star: said.star }),
  }
  const id = uuidv7()
  await ctx.db
    .insertInto('result_letter')
    .values({
      id,
      decision_id: decided?.decisionId ?? null,
      item_id: decided?.itemId ?? null,
      dossier_id: row.dossierId,
      producer_id: row.producerId,
      place_code: row.placeCode,
      province_code: row.province,
      outcome: said.outcome,
      content: jsonb(content) as never,
      made_at: ctx.now,
      is_demo: said.isDemo,
    })
    .execute()
  await deps.send?.(ctx, {
    kind: `recognition.${said.outcome}`,
    to: {
      ...(row.producerId && { producerId: row.producerId }),
      role: 'commune-officer',
      placeCode: row.placeCode,
    },
    params: {
      product: row.product,
      decision: said.decisionNumber,
      star: said.star,
      held: said.heldStar ?? null,
      mean: content.mean,
    },
    path: `/lam-viec/thong-bao-ket-qua/${id}`,
    about: decided ? { kind: 'decision', id: decided.decisionId } : { kind: 'dossier', id: row.dossierId },
    key: decided?.itemId ?? id,
  })
  return id
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
        text: `Căn cứ ${content.basis ?? `Quyết định số ${content.decisionNumber} ngày ${formatDay(content.decidedOn)} của Chủ tịch ${content.issuer}`}, ${content.office} thông báo kết quả đánh giá, phân hạng sản phẩm OCOP (Điều 7 khoản 3 điểm g Quyết định số 26/2026/QĐ-TTg) như sau:`,
      },
      {
        kind: 'fields',
        rows: [
          { label: 'Sản phẩm', value: content.product },
          { label: 'Chủ thể', value: content.producer },
          { label: 'Tổng điểm trung bình', value: content.mean },
          { label: 'Kết quả', value: outcomeText(content, w) },
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

/** The result in one line; one that was eliminated has no star to name. */
export function outcomeText(
  { outcome, star, heldStar }: Pick<LetterContent, 'outcome' | 'star' | 'heldStar'>,
  w: ReturnType<typeof words>,
): string {
  const text = outcome === 'not-recognise' && star === null ? w.letterNoStar : w.letterOutcome[outcome]!
  return fill(text, { star: star ?? '–', held: heldStar ?? '–' })
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
  'not-recognise': ({ certificateNumber, decidedOn, star }) => [
    ...(certificateNumber
      ? [
          paragraph(
            `Kết quả này thay thế kết quả đã công nhận; giấy chứng nhận số ${certificateNumber} chấm dứt giá trị kể từ ngày ${formatDay(decidedOn)}. Chủ thể chấm dứt sử dụng hạng sao và nhãn hiệu OCOP trên sản phẩm, bao bì, quảng cáo.`,
          ),
        ]
      : []),
    paragraph(
      star === null
        ? 'Sản phẩm không được xếp hạng sao nên không được ban hành quyết định công nhận, không được cấp giấy chứng nhận. Chủ thể có thể hoàn thiện và đăng ký lại ở đợt sau.'
        : 'Sản phẩm 1 sao, 2 sao không được ban hành quyết định công nhận, không được cấp giấy chứng nhận (Điều 4 khoản 1 điểm a). Chủ thể có thể hoàn thiện và đăng ký lại ở đợt sau.',
    ),
  ],
  'no-upgrade': ({ heldStar, validUntil }) => [
    paragraph(
      `Sản phẩm giữ nguyên hạng ${heldStar ?? '……'} sao và giấy chứng nhận đang có, giá trị đến hết ngày ${validUntil ? formatDay(validUntil) : '……'} (Điều 4 khoản 3). Chủ thể có thể hoàn thiện và đăng ký nâng hạng lại ở đợt sau.`,
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

/** Where the last letter on a dossier's result is read; null while its decision is not released. */
export async function letterOf(db: Db, dossierId: string): Promise<string | null> {
  const row = await db
    .selectFrom('result_letter')
    .select('id')
    .where('dossier_id', '=', dossierId)
    .orderBy('made_at', 'desc')
    .executeTakeFirst()
  return row ? `/lam-viec/thong-bao-ket-qua/${row.id}` : null
}
