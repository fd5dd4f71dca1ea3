import { formatDay } from '../../platform/i18n/index.ts'
import type { StatePaper } from '../../platform/papers/index.ts'
import type { AllotmentRule } from '../../rules/promotion/index.ts'
import { formatDayLong } from '../../rules/vietnamese/index.ts'
import type { Fair } from './change.ts'
import { ruleLines, whyText } from './explaining.ts'
import type { Application } from './queries.ts'
import type { PublishedLine } from './tables.ts'

interface Issuer {
  readonly name: string
  readonly seat: string
}

const mark = (fair: Fair) => (fair.is_demo ? 'Dữ liệu minh họa' : undefined)
const days = (fair: Fair) => `từ ngày ${formatDay(fair.starts_on)} đến ngày ${formatDay(fair.ends_on)}`

/** Thư mời: what, when, where, until when one applies, and how stalls are given (Nghị định 30/2020/NĐ-CP for the layout). */
export function callPaper(
  fair: Fair,
  calledOn: string,
  rule: AllotmentRule,
  issuer: Issuer,
  audience: string,
): StatePaper {
  return {
    title: `Thư mời tham gia – ${fair.title.vi}`,
    mark: mark(fair),
    letterhead: { own: issuer.name, placeDate: `${issuer.seat}, ${formatDayLong(calledOn)}` },
    kind: 'Thư mời',
    about: `Tham gia ${fair.title.vi}`,
    body: [
      {
        kind: 'paragraph',
        text: `${issuer.name} mời các chủ thể có sản phẩm OCOP tham gia ${fair.title.vi}, ${days(fair)}, tại ${fair.venue}.`,
      },
      {
        kind: 'fields',
        rows: [
          { label: 'Đối tượng mời', value: audience },
          { label: 'Số gian hàng', value: String(fair.stalls) },
          { label: 'Nhận đăng ký', value: `đến hết ngày ${formatDay(fair.apply_until)}` },
        ],
      },
      ...(fair.conditions.vi
        ? ([
            { kind: 'heading', text: 'Điều kiện, quyền lợi, chi phí' },
            { kind: 'typed', text: fair.conditions.vi },
          ] as const)
        : []),
      { kind: 'heading', text: 'Cách phân gian hàng' },
      { kind: 'paragraph', text: rule.note.vi },
      { kind: 'list', items: ruleLines(rule, fair.seed ?? '', 'vi') },
      { kind: 'paragraph', text: 'Đăng ký trên cổng thông tin, mục Xúc tiến thương mại./.' },
    ],
    recipients: ['Các chủ thể OCOP', 'UBND các xã, phường'],
    signature: { authority: 'Thủ trưởng đơn vị', note: '(Ký, đóng dấu, ghi rõ họ tên)' },
  }
}

/** Danh sách phân gian hàng, as it stands now: who has a stall, who waits, and why in this order. */
export function allotmentPaper(
  fair: Fair,
  allottedOn: string,
  lines: readonly PublishedLine[],
  applications: readonly Application[],
  issuer: Issuer,
): StatePaper {
  const now = new Map(applications.map((each) => [each.id, each]))
  const rows = lines.map((line) => ({ line, now: now.get(line.id) }))
  const part = (status: Application['status']) => rows.filter((row) => row.now?.status === status)
  const group = (
    title: string,
    of: typeof rows,
    first: string,
    cell: (row: (typeof rows)[number]) => string,
  ) =>
    of.length === 0
      ? []
      : ([
          { kind: 'heading', text: `${title} (${of.length})` },
          {
            kind: 'table',
            columns: [
              { head: first, width: { mm: 14 }, align: 'center' },
              { head: 'Chủ thể', width: 1.4 },
              { head: 'Sản phẩm', width: 1.6 },
              { head: 'Điểm', width: { mm: 14 }, align: 'center' },
              { head: 'Vì sao', width: 1.8 },
            ],
            rows: of.map((row) => [
              cell(row),
              [row.line.producer, row.line.commune].filter(Boolean).join(', '),
              (row.now?.products ?? []).map((product) => product.name).join('; '),
              row.line.rank === null ? '–' : String(row.line.total),
              whyText(row.line, 'vi'),
            ]),
          },
        ] as const)
  return {
    title: `Danh sách phân gian hàng – ${fair.title.vi}`,
    mark: mark(fair),
    letterhead: { own: issuer.name, placeDate: `${issuer.seat}, ${formatDayLong(allottedOn)}` },
    kind: 'Danh sách',
    about: `Phân gian hàng tại ${fair.title.vi}`,
    landscape: true,
    body: [
      {
        kind: 'paragraph',
        text: `Thời gian: ${days(fair)}. Địa điểm: ${fair.venue}. Số gian: ${fair.stalls}.`,
      },
      ...group('Được phân gian hàng', part('stall'), 'Gian', ({ now: at }) => String(at?.stall_no ?? '')),
      ...group('Danh sách chờ', part('waiting'), 'Thứ tự', ({ line }) => String(line.rank)),
      ...group('Chưa đủ điều kiện', part('not-eligible'), 'TT', ({ line }) =>
        line.rank === null ? '–' : '',
      ),
      ...(fair.rule
        ? ([
            { kind: 'heading', text: 'Cách phân gian hàng' },
            { kind: 'list', items: ruleLines(fair.rule, fair.seed ?? '', 'vi') },
          ] as const)
        : []),
    ],
    signature: { authority: 'Thủ trưởng đơn vị', note: '(Ký, đóng dấu, ghi rõ họ tên)' },
  }
}
