import type { StatePaper } from '../../platform/papers/index.ts'
import { formatDayLong } from '../../rules/vietnamese/index.ts'
import { messages as w } from './messages.vi.ts'
import type { ApprovedLine } from './tables.ts'

/** The list as approved, as an annex of its paper (Nghị định 30/2020/NĐ-CP). */
export function listPaper(about: {
  year: number
  ordinal: number
  number: string
  decidedOn: string
  issuer: string
  seat: string
  signer: string
  isDemo: boolean
  content: readonly ApprovedLine[]
}): StatePaper {
  const groups = [
    { change: 'added' as const, title: about.ordinal === 1 ? 'Danh mục sản phẩm' : 'Sản phẩm bổ sung' },
    { change: 'stays' as const, title: 'Sản phẩm giữ nguyên' },
    { change: 'dropped' as const, title: 'Sản phẩm đưa ra khỏi danh mục' },
  ].map((group) => ({ ...group, lines: about.content.filter((line) => line.change === group.change) }))
  return {
    title: `Danh mục sản phẩm OCOP năm ${about.year}`,
    ...(about.isDemo && { mark: w.demo }),
    letterhead: {
      own: about.issuer,
      number: `Số: ${about.number}`,
      placeDate: `${about.seat}, ${formatDayLong(about.decidedOn)}`,
    },
    kind: 'Danh mục',
    about:
      about.ordinal === 1
        ? `Sản phẩm tham gia Chương trình mỗi xã một sản phẩm năm ${about.year}`
        : `Sản phẩm tham gia Chương trình mỗi xã một sản phẩm năm ${about.year} (rà soát, bổ sung lần ${about.ordinal - 1})`,
    body: groups
      .filter(({ lines }) => lines.length > 0)
      .flatMap(({ title, lines, change }, at) => [
        { kind: 'heading' as const, text: `${['I', 'II', 'III'][at]}. ${title} (${lines.length})` },
        {
          kind: 'table' as const,
          columns: [
            { head: 'TT', width: { mm: 10 }, align: 'center' as const },
            { head: w.product, width: 1.3 },
            { head: w.producer },
            { head: w.commune },
            change === 'dropped' ? { head: w.reason } : { head: w.aim },
            { head: w.goalStar, width: { mm: 20 }, align: 'center' as const },
          ],
          rows: lines.map((line, row) => [
            String(row + 1),
            line.product,
            line.producer || '–',
            line.commune,
            change === 'dropped' ? (line.reason ?? '') : w.aims[line.aim],
            line.goalStar ? `${line.goalStar} sao` : '–',
          ]),
        },
      ]),
    recipients: ['Cơ quan tham mưu quản lý OCOP cấp tỉnh', 'UBND các xã, phường'],
    signature: { authority: 'TM. Ủy ban nhân dân', name: about.signer || undefined },
  }
}
