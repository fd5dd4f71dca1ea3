import { formatDay } from '../../../platform/i18n/index.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { leaves } from '../../../rules/criteria/index.ts'
import type { Answer, CompiledSheet, Score } from '../../../rules/scoring/index.ts'
import type { ComplaintLaw } from '../appeals/law.ts'
import { messages as vi } from '../messages.vi.ts'
import { optionOf } from '../sheets/table.ts'
import { meanFraction, meanText } from './figures.ts'
import type { ResultView } from './read.ts'

export interface TableAbout {
  readonly view: ResultView
  readonly compiled: CompiledSheet
  /** The agreed sheet scored from where the mean stands. */
  readonly score: Score | null
  /** The advisory agency that informs the producer and the commune. */
  readonly office: string
  readonly decision: { readonly number: string; readonly decidedOn: string }
  readonly complaint: ComplaintLaw | null
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const heading = (text: string): Block => ({ kind: 'heading', text, level: 2 })

/**
 * What lies behind the letter on a result (Điều 7 khoản 3 điểm g; khoản 6 điểm đ): the score by criterion, why the star is as it is,
 * the cheapest way to the next one, and until when one may appeal. An annex, so it bears no number of its own.
 */
export function scoreTable(about: TableAbout): StatePaper {
  const { view, office, decision } = about
  const star = view.star === null ? 'không xếp hạng' : `${view.star} sao`
  const mean = view.num !== null && view.den !== null ? { num: view.num, den: view.den } : null
  return {
    title: `Bảng kết quả đánh giá ${view.product}`,
    kind: 'Bảng kết quả đánh giá theo tiêu chí',
    about: `Sản phẩm “${view.product}” của ${view.producer}`,
    mark: view.isDemo ? 'Dữ liệu minh họa' : undefined,
    body: [
      paragraph(
        `Kèm theo thông báo kết quả của ${office} theo điểm g khoản 3 Điều 7 Quyết định số 26/2026/QĐ-TTg; Quyết định số ${decision.number} ngày ${formatDay(decision.decidedOn)}.`,
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
  }
}

/** Minimums missed and knock-outs that bind: the reasons a star is lower than the points alone would give. */
function why({ view }: TableAbout): Block[] {
  const missed = view.proof.tree.because
    .filter((node) => node.claim === 'tried' && !node.holds)
    .flatMap((node) => node.because.filter((minimum) => !minimum.holds))
    .map(({ data }) => `Tiêu chí ${data.criterion}: chưa đạt yêu cầu tối thiểu của hạng ${data.star} sao`)
  const knocked = view.proof.knockOuts
    .filter((one) => one.binds)
    .map((one) => `Tiêu chí ${one.criterion}: ${one.text} (${vi.effects[one.effect]})`)
  const lines = [...new Set([...knocked, ...missed])]
  const stopped = view.proof.knockOuts.some((one) => one.binds && one.effect === 'stop-scoring')
  return [
    heading('2. Lý do'),
    lines.length > 0
      ? { kind: 'list', items: ended(lines) }
      : paragraph(
          'Hạng sao theo đúng khung điểm tại khoản 3 Điều 3 Quyết định số 26/2026/QĐ-TTg; không thiếu yêu cầu tối thiểu nào của hạng này.',
        ),
    ...(stopped
      ? [
          paragraph(
            'Các tiêu chí in sau điều kiện dừng chấm không được tính điểm, nên cũng không đạt yêu cầu tối thiểu.',
          ),
        ]
      : []),
  ]
}

/** Lines of a list, the last one ended. */
const ended = (lines: readonly string[]) =>
  lines.map((line, index) => `${line}${index + 1 < lines.length ? ';' : '.'}`)

function criteria({ view, compiled }: TableAbout): Block {
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

function wayOn({ score, compiled }: TableAbout): Block[] {
  if (!score?.nextStar) return []
  const { star, path } = score.nextStar
  const word = (criterion: string, answer: Answer) =>
    optionOf(compiled, criterion, answer).option || vi.noneOption
  return [
    heading(`4. Cách ngắn nhất lên hạng ${star} sao`),
    {
      kind: 'list',
      items: ended(
        path.map(
          (step) =>
            `Tiêu chí ${step.criterion}: từ “${word(step.criterion, step.from)}” lên “${word(step.criterion, step.to)}” (thêm ${step.gain} điểm)`,
        ),
      ),
    },
    paragraph(
      'Tính từ điểm trung bình, trên phiếu thống nhất theo cùng bộ tiêu chí; Hội đồng sẽ đánh giá theo hồ sơ minh chứng khi nâng hạng.',
    ),
  ]
}

function appealWords({ complaint }: TableAbout): Block[] {
  if (!complaint) return []
  return [
    paragraph(
      `Trường hợp không đồng ý với kết quả, chủ thể có quyền khiếu nại trong ${complaint.file.days} ngày kể từ ngày nhận được quyết định (${complaint.file.ref}${complaint.status === 'unverified' ? '; thời hạn mặc định của hệ thống, chưa đối chiếu với bản ký' : ''}).`,
    ),
  ]
}
