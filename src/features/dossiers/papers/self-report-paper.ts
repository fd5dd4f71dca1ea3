import type { Block, Cell, StatePaper } from '../../../platform/papers/index.ts'
import { type Criterion, criteriaOf, isLeaf, leaves, scalesOf } from '../../../rules/criteria/index.ts'
import { UPDATE_TOPICS, updateField } from '../../../rules/precheck/index.ts'
import { type Answer, scoreSheet } from '../../../rules/scoring/index.ts'
import { words } from '../words.ts'
import { dayPrinted, type FormContent, markOf, placeDay, printed, ticked } from './content.ts'

/** Mẫu số 02 (Phụ lục III): the self-assessment, with the score criterion by criterion and the annex of evidence. */
export function selfReportPaper(content: FormContent): StatePaper {
  const { dossier } = content
  return {
    title: `Báo cáo tự đánh giá: ${dossier.product.name}`,
    formLabel: 'Mẫu số 02',
    nationOnly: true,
    mark: markOf(content),
    kind: 'Báo cáo tự đánh giá về sản phẩm',
    about: '(Dành cho chủ thể có sản phẩm đăng ký)',
    body: [
      ...partOne(content),
      heading('Phần II. Kết quả thực hiện phương án sản xuất kinh doanh'),
      ...written(content, [
        [
          'production',
          '1. Tổ chức vùng nguyên liệu, công nghệ sản xuất, sơ chế, chế biến, đóng gói sản phẩm',
        ],
        [
          'qualityChanges',
          '2. Sự thay đổi về chất lượng sản phẩm: chất lượng, tiêu chuẩn, bao bì, nhãn mác, đóng gói',
        ],
        ['distributionMarkets', '3. Thị trường phân phối sản phẩm'],
        ['businessResults', '4. Kết quả sản xuất, kinh doanh: doanh thu, lợi nhuận'],
      ]),
      ...partThree(content),
      heading('Phần IV. Kế hoạch sản xuất, kinh doanh'),
      { kind: 'typed', text: printed(content, 'plan') },
      { kind: 'paragraph', text: [{ text: placeDay(content), italic: true }], align: 'right', indent: false },
      {
        kind: 'signatures',
        blocks: [
          { authority: '\u00a0' },
          {
            authority: 'Đại diện theo pháp luật của\u00a0cơ\u00a0sở',
            note: '(Ký, họ tên, đóng dấu)',
            name: printed(content, 'representativeName') ?? undefined,
          },
        ],
      },
    ],
    annexes: [
      {
        label: 'PHỤ LỤC',
        about: 'Danh mục tài liệu minh chứng',
        note: `(Kèm theo Báo cáo tự đánh giá sản phẩm ${dossier.product.name})`,
        landscape: true,
        body: evidenceAnnex(content),
      },
    ],
  }
}

function partOne(content: FormContent): Block[] {
  const value = (name: string) => printed(content, name)
  const row = (label: string, name: string) => ({ label, value: value(name) })
  const box = (text: string, name: string) => ({ text, on: ticked(content, name) })
  const product = [value('productName'), value('productDescription')].filter(Boolean).join('. ')
  return [
    heading('Phần I. Thông tin chung'),
    {
      kind: 'fields',
      rows: [
        row('1. Tên chủ thể', 'ownerName'),
        { label: '2. Loại hình tổ chức', value: content.ownerType || null },
        row('3. Địa chỉ', 'address'),
        row('4. Điện thoại', 'phone'),
        row('Email', 'email'),
        row('5. Người đại diện pháp luật: Họ tên', 'representativeName'),
        row('Giới tính (Nam/nữ)', 'representativeGender'),
        row('Dân tộc', 'representativeEthnicity'),
        row('Địa chỉ thường trú', 'representativeResidence'),
        row('6. Ngày thành lập/đăng ký kinh doanh', 'foundedOn'),
        row('Số giấy đăng ký (nếu có)', 'registrationNo'),
        { label: '7. Tên sản phẩm/dịch vụ, mô tả về quy cách sản phẩm, tiêu chuẩn', value: product || null },
      ],
    },
    {
      kind: 'choices',
      rows: [
        box('a) Giấy đăng ký kinh doanh', 'hasBusinessRegistration'),
        box('b) Đã công bố chất lượng sản phẩm theo quy định', 'hasQualityDeclaration'),
        box(
          'c) Đã có các điều kiện sản xuất: giấy chứng nhận cơ sở đủ điều kiện vệ sinh an toàn thực phẩm theo quy định',
          'hasFoodSafetyCertificate',
        ),
        box(
          '+ Giấy chứng nhận cơ sở đủ điều kiện sản xuất bắt buộc theo quy định',
          'hasMandatoryProductionCertificate',
        ),
        box('d) Đã có đăng ký sở hữu trí tuệ', 'hasIntellectualProperty'),
        box('+ Giấy chứng nhận đăng ký nhãn hiệu', 'ipTrademark'),
        box(
          '+ Văn bản ghi nhận quyền sử dụng chỉ dẫn địa lý, nhãn hiệu tập thể, nhãn hiệu chứng nhận',
          'ipCollectiveUse',
        ),
        box('+ Bằng sáng chế', 'ipPatent'),
        box('+ Bằng độc quyền kiểu dáng công nghiệp', 'ipDesign'),
        box('+ Giấy chứng nhận bản quyền tác giả', 'ipCopyright'),
        { text: `+ Khác: ${value('ipOther') ?? '…'}`, on: value('ipOther') !== null },
      ],
    },
    ...written(content, [
      ['ownerHistory', '8. Lịch sử hình thành của chủ thể'],
      ['ownerStructure', '9. Cơ cấu tổ chức của chủ thể'],
    ]),
  ]
}

function partThree(content: FormContent): Block[] {
  const { dossier, law, answers, notes } = content
  const sheet = law.sheet(dossier.setNo)!
  const scored = scoreSheet(law.compiled(dossier.setNo)!, answers, { bands: law.bands })
  const points = scored.ok ? scored.value.points : 0
  const rows: Cell[][] = []
  for (const part of sheet.parts) {
    const got = scored.ok ? (scored.value.parts[part.code] ?? 0) : 0
    rows.push([
      { text: `Phần ${part.code}. ${part.title}`, span: 2, bold: true },
      { text: String(part.max), bold: true },
      { text: String(got), bold: true },
    ])
    for (const { criterion } of criteriaOf({ parts: [part] })) rows.push(criterionRow(criterion, answers))
  }
  const described = leaves(sheet).filter(({ criterion }) => notes[criterion.code]?.trim())
  return [
    heading('Phần III. Đánh giá kết quả thực hiện theo Bộ tiêu chí sản phẩm OCOP'),
    {
      kind: 'paragraph',
      text: `1. Tự chấm điểm (Phụ lục II, bộ số ${dossier.setNo}: ${sheet.name})${content.productCode ? `; mã số sản phẩm ${content.productCode}` : ''}`,
    },
    {
      kind: 'table',
      dense: true,
      columns: [
        { head: 'Mã', width: { mm: 14 } },
        { head: 'Tiêu chí và mức tự chấm' },
        { head: 'Tối đa', width: { mm: 16 }, align: 'center' },
        { head: 'Tự chấm', width: { mm: 18 }, align: 'center' },
      ],
      rows,
      total: [{ text: 'TỔNG CỘNG', span: 2 }, '100', String(points)],
    },
    { kind: 'paragraph', text: '2. Mô tả, chứng minh theo thứ tự các tiêu chí' },
    ...described.map(
      ({ criterion }): Block => ({
        kind: 'paragraph',
        text: [
          { text: `${criterion.code} ${criterion.title}: `, bold: true },
          { text: notes[criterion.code]! },
        ],
      }),
    ),
    ...changes(content),
  ]
}

function criterionRow(criterion: Criterion, answers: FormContent['answers']): Cell[] {
  if (!isLeaf(criterion))
    return [
      { text: criterion.code, bold: true },
      { text: criterion.title, bold: true },
      { text: String(criterion.max), bold: true },
      '',
    ]
  const chosen = chosenOf(criterion, answers[criterion.code] ?? null)
  return [
    criterion.code,
    [{ text: criterion.title }, { text: chosen ? `\n→ ${chosen.label}` : '\n→ không chọn', italic: true }],
    String(criterion.max),
    String(chosen?.points ?? 0),
  ]
}

function chosenOf(criterion: Criterion, answer: Answer) {
  if (answer === null) return null
  const [scale, option] = typeof answer === 'number' ? [0, answer] : [answer.case, answer.option]
  return scalesOf(criterion)[scale]?.options[option] ?? null
}

/** What is asked of an upgrade (Điều 6 khoản 1 điểm b) and of a re-evaluation (Mẫu số 02, Phần III). */
function changes(content: FormContent): Block[] {
  if (content.dossier.kind === 'upgrade')
    return written(content, [['upgradeChanges', '3. Những thay đổi so với sản phẩm đã được công nhận']])
  if (content.dossier.kind !== 'reevaluation') return []
  const topics = words('vi').updateTopics as Readonly<Record<string, string>>
  return [
    {
      kind: 'paragraph',
      text: '3. Rà soát, cập nhật nội dung mới; thay đổi, kết quả sau 3 năm được công nhận',
    },
    ...UPDATE_TOPICS.flatMap((topic): Block[] => [
      { kind: 'paragraph', text: [{ text: topics[topic] ?? topic, bold: true }] },
      { kind: 'typed', text: printed(content, updateField(topic)) },
    ]),
  ]
}

function evidenceAnnex({ law, papers, pins }: FormContent): Block[] {
  if (papers.length === 0) return [{ kind: 'paragraph', text: 'Chưa có tài liệu minh chứng nào.' }]
  const kindOf = (id: string) => law.evidence.find((row) => row.id === id)?.label ?? id
  return [
    {
      kind: 'table',
      dense: true,
      columns: [
        { head: 'TT', width: { mm: 10 }, align: 'center' },
        { head: 'Nội dung', width: 2 },
        { head: 'Tài liệu', width: 3 },
        { head: 'Số, nơi cấp', width: 2 },
        { head: 'Ngày cấp', width: { mm: 22 } },
        { head: 'Hết hạn', width: { mm: 22 } },
        { head: 'Chứng minh tiêu chí (trang)', width: 2 },
        { head: 'Số trang', width: { mm: 16 }, align: 'center' },
      ],
      rows: papers.map((paper, index) => [
        String(index + 1),
        kindOf(paper.kind),
        paper.title,
        [paper.number, paper.issuer].filter(Boolean).join(', '),
        dayPrinted(paper.issuedOn),
        dayPrinted(paper.validUntil),
        pins
          .filter((pin) => pin.paper === paper.id)
          .map((pin) => `${pin.criterion ?? 'chung'}${pin.page ? ` (tr. ${pin.page})` : ''}`)
          .join('; '),
        String(paper.files.reduce((sum, file) => sum + file.pageCount, 0)),
      ]),
    },
  ]
}

const written = (content: FormContent, rows: readonly (readonly [string, string])[]): Block[] =>
  rows.flatMap(([name, label]): Block[] => [
    { kind: 'paragraph', text: [{ text: label, bold: true }], indent: false },
    { kind: 'typed', text: printed(content, name) },
  ])

const heading = (text: string): Block => ({ kind: 'heading', text, level: 1 })
