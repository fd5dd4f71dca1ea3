import { formatDay, formatInstant } from '../../platform/i18n/index.ts'
import type { Signature, StatePaper } from '../../platform/papers/index.ts'
import { formatDayLong } from '../../rules/vietnamese/index.ts'
import type { Severity, Verdict } from './tables.ts'

/** The minutes as they were signed: nothing of it is read from anywhere else later. */
export interface Minutes {
  readonly number: string
  readonly signedAt: string
  readonly day: string
  readonly office: string
  readonly product: string
  readonly producer: string
  readonly place: string
  readonly reason: string
  readonly team: readonly { readonly name: string; readonly leads: boolean }[]
  readonly rows: readonly {
    readonly code: string
    readonly text: string
    readonly ref: string
    readonly verdict: Verdict | null
    readonly severity: Severity | null
    readonly note: string
  }[]
  readonly findings: readonly {
    readonly text: string
    readonly severity: Severity
    readonly note: string
    readonly dueOn: string
    readonly ref: string
  }[]
  readonly photos: readonly {
    readonly item: string
    readonly takenAt: string
    readonly where: string | null
  }[]
  readonly statement: string
  readonly inspector: {
    readonly name: string
    readonly picture: string | null
    /** Minutes signed before this was noted do not say it: then the list of the team does. */
    readonly leads?: boolean
  }
  readonly producerSide: {
    readonly name: string
    readonly picture: string | null
    /** Why nobody signed for the producer. */
    readonly refused: string | null
  }
  readonly isDemo: boolean
}

const verdicts: Readonly<Record<Verdict, string>> = {
  met: 'Đạt',
  'not-met': 'Không đạt',
  'not-applicable': 'Không áp dụng',
}
const severities: Readonly<Record<Severity, string>> = { minor: 'nhẹ', major: 'nặng' }

/** Biên bản kiểm tra in the state's layout; `pictures`: drawn signatures by their hash. */
export function minutesPaper(
  minutes: Minutes,
  seat: string,
  pictures: Readonly<Record<string, Uint8Array>>,
): StatePaper {
  const asked = minutes.rows.filter((row) => row.verdict !== null)
  const leads =
    minutes.inspector.leads ?? minutes.team.some((each) => each.leads && each.name === minutes.inspector.name)
  const drawn = (side: { picture: string | null }) =>
    side.picture && pictures[side.picture] ? `${side.picture}.png` : undefined
  const signatures: Signature[] = [
    {
      authority: 'Đại diện cơ sở',
      note: minutes.producerSide.refused ? '(Không ký)' : '(Ký, ghi rõ họ tên)',
      name: minutes.producerSide.name,
      picture: drawn(minutes.producerSide),
    },
    {
      authority: leads ? 'Trưởng đoàn kiểm tra' : 'Thành viên đoàn kiểm tra',
      note: '(Ký, ghi rõ họ tên)',
      name: minutes.inspector.name,
      picture: drawn(minutes.inspector),
    },
  ]
  return {
    title: `Biên bản kiểm tra ${minutes.number}`,
    mark: minutes.isDemo ? 'Dữ liệu minh họa' : undefined,
    letterhead: {
      own: minutes.office,
      number: `Số: ${minutes.number}`,
      placeDate: `${seat}, ${formatDayLong(minutes.day)}`,
    },
    kind: 'Biên bản',
    about: `Kiểm tra, giám sát sản phẩm OCOP: ${minutes.product}`,
    grounds: ['Căn cứ Điều 9 Quyết định số 26/2026/QĐ-TTg;'],
    body: [
      {
        kind: 'fields',
        rows: [
          { label: 'Thời điểm lập', value: formatInstant(new Date(minutes.signedAt)) },
          { label: 'Sản phẩm', value: minutes.product },
          { label: 'Chủ thể', value: minutes.producer },
          { label: 'Địa bàn', value: minutes.place },
          { label: 'Lý do kiểm tra', value: minutes.reason },
          {
            label: 'Đoàn kiểm tra',
            value: minutes.team
              .map((each) => (each.leads ? `${each.name} (Trưởng đoàn)` : each.name))
              .join(', '),
          },
        ],
      },
      { kind: 'heading', text: 'I. Nội dung đã kiểm tra' },
      {
        kind: 'table',
        dense: true,
        columns: [
          { head: 'TT', width: { mm: 9 }, align: 'center' },
          { head: 'Nội dung', width: 3 },
          { head: 'Kết quả', width: { mm: 24 } },
          { head: 'Ghi nhận', width: 2 },
        ],
        rows: asked.map((row, index) => [
          String(index + 1),
          `${row.text} (${row.ref})`,
          verdicts[row.verdict!],
          row.note,
        ]),
      },
      { kind: 'heading', text: 'II. Vi phạm, tồn tại và thời hạn khắc phục' },
      ...(minutes.findings.length === 0
        ? ([{ kind: 'paragraph', text: 'Không phát hiện vi phạm, tồn tại.' }] as const)
        : ([
            {
              kind: 'table',
              columns: [
                { head: 'TT', width: { mm: 9 }, align: 'center' },
                { head: 'Nội dung', width: 3 },
                { head: 'Mức', width: { mm: 16 } },
                { head: 'Khắc phục trước hết ngày', width: { mm: 32 } },
              ],
              rows: minutes.findings.map((each, index) => [
                String(index + 1),
                `${each.text} (${each.ref}): ${each.note}`,
                severities[each.severity],
                formatDay(each.dueOn),
              ]),
            },
          ] as const)),
      { kind: 'heading', text: 'III. Ảnh chụp tại chỗ' },
      ...(minutes.photos.length === 0
        ? ([{ kind: 'paragraph', text: 'Không có ảnh.' }] as const)
        : ([
            {
              kind: 'list',
              items: minutes.photos.map(
                (each) =>
                  `${formatInstant(new Date(each.takenAt))}: ${each.item || 'chung'}; ${each.where ? `vị trí ${each.where}` : 'không có vị trí'}`,
              ),
            },
          ] as const)),
      { kind: 'heading', text: 'IV. Ý kiến của cơ sở' },
      { kind: 'typed', text: minutes.statement || 'Không có ý kiến.' },
      ...(minutes.producerSide.refused
        ? ([
            {
              kind: 'paragraph',
              text: `Đại diện cơ sở không ký biên bản. Lý do: ${minutes.producerSide.refused}`,
            },
          ] as const)
        : []),
      {
        kind: 'paragraph',
        text: minutes.producerSide.refused
          ? 'Biên bản được lập tại chỗ; đại diện cơ sở không ký xác nhận nội dung trên./.'
          : 'Biên bản được lập tại chỗ, các bên đã đọc lại và thống nhất nội dung trên./.',
      },
      { kind: 'signatures', blocks: signatures },
    ],
    pictures: Object.fromEntries(Object.entries(pictures).map(([hash, bytes]) => [`${hash}.png`, bytes])),
  }
}
