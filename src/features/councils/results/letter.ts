import { formatDay } from '../../../platform/i18n/index.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { leaves } from '../../../rules/criteria/index.ts'
import type { Answer, CompiledSheet, Score } from '../../../rules/scoring/index.ts'
import type { ComplaintLaw } from '../appeals/law.ts'
import { messages as vi } from '../messages.vi.ts'
import { optionOf } from '../sheets/table.ts'
import { meanFraction, meanText } from './figures.ts'
import type { ResultView } from './read.ts'

export interface LetterAbout {
  readonly view: ResultView
  readonly compiled: CompiledSheet
  readonly score: Score | null
  /** The advisory agency that informs the producer and the commune (Điều 7 khoản 3 điểm g). */
  readonly office: string
  readonly place: string
  readonly seat: string
  /** The released decision the letter reports, if there is one. */
  readonly decision: { readonly number: string; readonly decidedOn: string } | null
  readonly commune: string | null
  readonly complaint: ComplaintLaw | null
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const heading = (text: string): Block => ({ kind: 'heading', text, level: 2 })

/**
 * The letter by which the advisory agency informs the producer and the commune of the result (Điều 7 khoản 3 điểm g; khoản 6
 * điểm đ): the score by criterion, why the star is as it is, the cheapest way to the next one, and until when one may appeal.
 */
export function resultLetter(about: LetterAbout): StatePaper {
  const { view, office, place, seat, decision, commune } = about
  const star = view.star === null ? 'không xếp hạng' : `${view.star} sao`
  const mean = view.num !== null && view.den !== null ? { num: view.num, den: view.den } : null
  return {
    title: `Thông báo kết quả ${view.product}`,
    letterhead: {
      above: `UBND ${place}`,
      own: office,
      number: 'Số: ……/……',
      subject: 'V/v thông báo kết quả đánh giá, phân hạng sản phẩm OCOP',
      placeDate: `${seat}, ngày …… tháng …… năm ……`,
    },
    mark: view.isDemo ? 'Dữ liệu minh họa' : undefined,
    addressees: [view.producer, ...(commune ? [`UBND ${commune}`] : [])],
    body: [
      paragraph(
        `Căn cứ điểm g khoản 3 Điều 7 Quyết định số 26/2026/QĐ-TTg${decision ? ` và Quyết định số ${decision.number} ngày ${formatDay(decision.decidedOn)}` : ''}, ${office} thông báo kết quả đánh giá, phân hạng sản phẩm “${view.product}” như sau:`,
      ),
      heading('1. Kết quả'),
      {
        kind: 'fields',
        rows: [
          { label: 'Hội đồng', value: view.councilName },
          { label: 'Ngày đánh giá', value: view.heldOn && formatDay(view.heldOn) },
          {
            label: 'Điểm trung bình',
            value:
              mean &&
              `${meanText(mean, 'vi')} (chính xác ${meanFraction(mean)}), ${view.proof.counted.length} phiếu`,
          },
          { label: 'Hạng', value: star },
        ],
      },
      ...why(about),
      heading('3. Điểm theo từng tiêu chí (phiếu thống nhất)'),
      criteria(about),
      ...wayOn(about),
      ...appealWords(about),
    ],
    recipients: ['Như trên', 'Lưu hồ sơ sản phẩm'],
    signature: { authority: 'THỦ TRƯỞNG CƠ QUAN', note: '(Ký, đóng dấu, ghi rõ họ tên)' },
  }
}

/** Minimums missed and knock-outs that bind: the reasons a star is lower than the points alone would give. */
function why({ view }: LetterAbout): Block[] {
  const missed = view.proof.tree.because
    .filter((node) => node.claim === 'tried' && !node.holds)
    .flatMap((node) => node.because.filter((minimum) => !minimum.holds))
    .map(({ data }) => `Tiêu chí ${data.criterion}: chưa đạt yêu cầu tối thiểu của hạng ${data.star} sao`)
  const knocked = view.proof.knockOuts
    .filter((one) => one.binds)
    .map((one) => `Tiêu chí ${one.criterion}: ${one.text} (${vi.effects[one.effect]})`)
  const lines = [...new Set([...knocked, ...missed])]
  return [
    heading('2. Lý do'),
    lines.length > 0
      ? { kind: 'list', items: lines.map((line) => `${line};`) }
      : paragraph(
          'Hạng sao theo đúng khung điểm tại khoản 3 Điều 3 Quyết định số 26/2026/QĐ-TTg; không thiếu yêu cầu tối thiểu nào của hạng này.',
        ),
  ]
}

function criteria({ view, compiled }: LetterAbout): Block {
  const agreed = new Map(view.proof.agreed.map((tick) => [tick.criterion, tick.answer]))
  return {
    kind: 'table',
    dense: true,
    columns: [
      { head: 'Mã', width: { mm: 13 } },
      { head: 'Tiêu chí' },
      { head: 'Mức Hội đồng thống nhất' },
      { head: 'Điểm', width: { mm: 17 }, align: 'center' },
    ],
    rows: leaves(compiled.sheet).map(({ criterion }) => {
      const chosen = optionOf(compiled, criterion.code, agreed.get(criterion.code))
      return [
        criterion.code,
        criterion.title,
        chosen.option || vi.noneOption,
        `${chosen.points}/${criterion.max}`,
      ]
    }),
  }
}

function wayOn({ score, compiled }: LetterAbout): Block[] {
  if (!score?.nextStar) return []
  const { star, path } = score.nextStar
  const word = (criterion: string, answer: Answer) =>
    optionOf(compiled, criterion, answer).option || vi.noneOption
  return [
    heading(`4. Cách ngắn nhất lên hạng ${star} sao`),
    {
      kind: 'list',
      items: path.map(
        (step) =>
          `Tiêu chí ${step.criterion}: từ “${word(step.criterion, step.from)}” lên “${word(step.criterion, step.to)}” (thêm ${step.gain} điểm);`,
      ),
    },
    paragraph(
      'Tính trên phiếu thống nhất theo cùng bộ tiêu chí; Hội đồng sẽ đánh giá theo hồ sơ minh chứng khi nâng hạng.',
    ),
  ]
}

function appealWords({ complaint }: LetterAbout): Block[] {
  if (!complaint) return []
  return [
    paragraph(
      `Trường hợp không đồng ý với kết quả, chủ thể có quyền khiếu nại trong ${complaint.file.days} ngày kể từ ngày nhận được quyết định (${complaint.file.ref}).`,
    ),
  ]
}
