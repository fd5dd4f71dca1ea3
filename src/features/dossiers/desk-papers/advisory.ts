import { formatDay } from '../../../platform/i18n/index.ts'
import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { type Criterion, leaves, scalesOf } from '../../../rules/criteria/index.ts'
import type { Answer } from '../../../rules/scoring/index.ts'
import type { Suggestion } from '../province.ts'
import { type Survey, TOPICS } from '../survey/surveys.ts'
import { surveyWords } from '../survey/words.ts'
import { type DeskPaperFacts, markOf, paragraph, placeDate, productTable } from './letter.ts'

/** The option a tick means: its points and its words; null where nothing is ticked. */
export function optionOf(
  criterion: Criterion,
  answer: Answer | undefined,
): { points: number; label: string } | null {
  if (answer === undefined || answer === null) return null
  const [scale, index] = typeof answer === 'number' ? [0, answer] : [answer.case, answer.option]
  const option = scalesOf(criterion)[scale]?.options[index]
  return option ? { points: option.points, label: option.label } : null
}

/**
 * The report to the council's chair: of the advisory team (Điều 7 khoản 3 điểm c) or, for a re-evaluation, of the office
 * (khoản 6 điểm c). Suggested points are advice: nobody adds them up.
 */
export function reportPaper(
  facts: DeskPaperFacts,
  about: { suggestions: readonly Suggestion[]; surveys: readonly Survey[]; tests: readonly TestLine[] },
): StatePaper {
  const { dossier, placeName } = facts
  const step = dossier.actions.findLast(
    (one) => one.action === 'advisory-report' || one.action === 'office-report',
  )
  const advisory = dossier.kind !== 'reevaluation'
  const conclusion = typeof step?.detail.conclusion === 'string' ? step.detail.conclusion : null
  const province = placeName(dossier.provinceCode)
  return {
    title: `Báo cáo đánh giá hồ sơ: ${dossier.product.name}`,
    letterhead: {
      own: advisory
        ? 'Tổ tư vấn Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh'
        : 'Cơ quan tham mưu quản lý OCOP cấp tỉnh',
      placeDate: placeDate(province, step?.day ?? null),
    },
    kind: 'BÁO CÁO',
    about: `Đánh giá hồ sơ sản phẩm ${dossier.product.name}`,
    mark: markOf(dossier, step !== undefined),
    addressees: ['Chủ tịch Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh'],
    body: [
      productTable(facts),
      { kind: 'heading', text: 'I. Ý kiến theo từng tiêu chí', level: 1, align: 'left' },
      paragraph('Mức đề xuất là ý kiến tham khảo; việc chấm điểm thuộc thành viên Hội đồng.'),
      criteriaTable(facts, about.suggestions),
      { kind: 'heading', text: 'II. Khảo sát thực tế, kiểm nghiệm bổ sung', level: 1, align: 'left' },
      ...surveyBlocks(about.surveys),
      ...testBlocks(about.tests),
      { kind: 'heading', text: 'III. Kết luận', level: 1, align: 'left' },
      { kind: 'typed', text: conclusion },
    ],
    recipients: ['Như trên', 'Cơ quan tham mưu quản lý OCOP cấp tỉnh'],
    archive: 'HĐ',
    signature: {
      authority: advisory ? 'TM. TỔ TƯ VẤN' : 'THỦ TRƯỞNG CƠ QUAN',
      note: '(Ký, ghi rõ họ tên)',
      name: step?.actorName,
    },
  }
}

export interface TestLine {
  readonly what: string
  readonly until: string | null
  readonly result: string | null
}

function criteriaTable({ dossier, law }: DeskPaperFacts, suggestions: readonly Suggestion[]): Block {
  const sheet = law.sheet(dossier.setNo)!
  return {
    kind: 'table',
    dense: true,
    columns: [
      { head: 'Tiêu chí', width: 3 },
      { head: 'Tối đa', width: { mm: 13 }, align: 'center' },
      { head: 'Chủ thể', width: { mm: 16 }, align: 'center' },
      { head: 'Đề xuất', width: { mm: 16 }, align: 'center' },
      { head: 'Ý kiến', width: 3 },
    ],
    rows: leaves(sheet).map(({ criterion }) => {
      const said = suggestions.filter((one) => one.criterion === criterion.code)
      return [
        `${criterion.code} ${criterion.title}`,
        String(criterion.max),
        String(optionOf(criterion, dossier.answers[criterion.code])?.points ?? 0),
        said
          .map((one) => optionOf(criterion, one.answer)?.points)
          .filter((points) => points !== undefined)
          .join('; '),
        said
          .filter((one) => one.note !== '')
          .map((one) => `${one.adviser}: ${one.note}`)
          .join('\n'),
      ]
    }),
  }
}

function surveyBlocks(surveys: readonly Survey[]): Block[] {
  if (surveys.length === 0) return [paragraph('Không khảo sát thực tế.')]
  const w = surveyWords('vi')
  return surveys.flatMap((survey): Block[] => [
    paragraph(
      `Ngày ${formatDay(survey.day)}${survey.place ? `, tại ${survey.place}` : ''}: ${w.outcomes[survey.outcome]} (${survey.by}).`,
    ),
    {
      kind: 'list',
      items: [
        ...TOPICS.flatMap((topic) =>
          survey.findings[topic] ? [`${w.topics[topic]}: ${survey.findings[topic]}`] : [],
        ),
        `${w.conclusion}: ${survey.conclusion}`,
      ],
    },
  ])
}

function testBlocks(tests: readonly TestLine[]): Block[] {
  if (tests.length === 0) return [paragraph('Không đề nghị kiểm nghiệm bổ sung.')]
  return [
    {
      kind: 'list',
      items: tests.map(
        (test) =>
          `Kiểm nghiệm bổ sung: ${test.what}${test.until ? ` (hạn ${formatDay(test.until)})` : ''}. Kết quả: ${test.result ?? 'chưa có'}`,
      ),
    },
  ]
}
