import type { Block, StatePaper } from '../../../platform/papers/index.ts'
import { fieldsOf } from '../../../rules/forms/index.ts'
import type { DossierKind } from '../tables.ts'
import { dayPrinted, type FormContent, markOf, placeDay, printed } from './content.ts'

const KINDS: readonly (readonly [DossierKind, string])[] = [
  ['first', 'Lần đầu'],
  ['upgrade', 'Nâng hạng'],
  ['reevaluation', 'Đánh giá lại'],
]

/** Mẫu số 01 (Phụ lục III): the registration, with the blocks of both receiving offices and their receipt numbers. */
export function registrationPaper(content: FormContent): StatePaper {
  const { dossier, law, set } = content
  const samples = law.samples(dossier.setNo)
  const declaration = fieldsOf(law.forms.registration).find((field) => field.name === 'declaration')
  const value = (name: string) => printed(content, name)
  return {
    title: `Phiếu đăng ký: ${dossier.product.name}`,
    formLabel: 'Mẫu số 01',
    nationOnly: true,
    mark: markOf(content),
    kind: 'Phiếu đăng ký',
    about: `Tham gia đánh giá, phân hạng sản phẩm OCOP của ${content.place.province} năm\u00a0${dossier.year}`,
    body: [
      heading('1. Thông tin về đơn vị đăng ký'),
      {
        kind: 'fields',
        rows: [
          { label: 'Tên đơn vị', value: value('ownerName') },
          { label: 'Họ tên người đại diện pháp lý', value: value('representativeName') },
          { label: 'Chức vụ', value: value('position') },
          { label: 'Địa chỉ liên hệ', value: value('address') },
          { label: 'Điện thoại', value: value('phone') },
          { label: 'Email', value: value('email') },
        ],
      },
      heading('2. Tên sản phẩm'),
      { kind: 'typed', text: value('productName') },
      heading('3. Nhóm sản phẩm đăng ký (Ngành, Nhóm, Phân nhóm theo Phụ lục I)'),
      {
        kind: 'fields',
        rows: [
          { label: 'Ngành', value: set?.sector ?? null },
          { label: 'Nhóm', value: set?.group ?? null },
          { label: 'Phân nhóm', value: set ? (set.subgroup ?? 'nhóm không chia phân nhóm') : null },
        ],
      },
      heading('4. Lần đăng ký đánh giá'),
      {
        kind: 'choices',
        inline: true,
        rows: KINDS.map(([kind, text]) => ({ text, on: dossier.kind === kind })),
      },
      heading('5. Tài liệu kèm theo'),
      {
        kind: 'list',
        items: [
          'Báo cáo đánh giá về sản phẩm theo Bộ tiêu chí (bản gốc, bản điện tử);',
          `Sản phẩm mẫu (số lượng): ${samples > 0 ? String(samples).padStart(2, '0') : 'không yêu cầu'}.`,
        ],
      },
      { kind: 'paragraph', text: declaration?.label ?? '' },
      { kind: 'paragraph', text: [{ text: placeDay(content), italic: true }], align: 'right', indent: false },
      {
        kind: 'signatures',
        blocks: [
          { authority: '\u00a0' },
          {
            authority: 'Đại diện',
            note: '(Ký, đóng dấu, ghi rõ họ tên)',
            name: value('representativeName') ?? undefined,
          },
        ],
      },
      ...officeBlocks(content),
    ],
  }
}

/** "Phần dành cho cơ quan quản lý": who took it in, when, under which number. */
function officeBlocks({ dossier }: FormContent): Block[] {
  const taken = (action: 'receive-commune' | 'receive-province') =>
    dossier.actions.findLast((one) => one.action === action)
  const [commune, province] = [taken('receive-commune'), taken('receive-province')]
  const line = (label: string, one: string | null | undefined, other: string | null | undefined) => [
    `${label}: ${one ?? '…'}`,
    `${label}: ${other ?? '…'}`,
  ]
  return [
    { kind: 'page-break' },
    { kind: 'heading', text: 'Phần dành cho cơ quan quản lý', align: 'center', level: 1 },
    {
      kind: 'table',
      columns: [{ head: 'Ủy ban nhân dân cấp xã' }, { head: 'Cơ quan quản lý OCOP cấp tỉnh' }],
      rows: [
        line('Phiếu số', dossier.communeReceiptNo, dossier.provinceReceiptNo),
        line('Ngày nhận', commune && dayPrinted(commune.day), province && dayPrinted(province.day)),
        line('Người tiếp nhận', commune?.actorName, province?.actorName),
        line('Chữ ký', null, null),
        [
          'Cơ quan tiếp nhận (Ký, đóng dấu và ghi rõ họ tên)\n\n\n',
          'Cơ quan tiếp nhận (Ký, đóng dấu và ghi rõ họ tên)\n\n\n',
        ],
      ],
    },
  ]
}

const heading = (text: string): Block => ({ kind: 'heading', text, level: 2 })
