import { readFileSync } from 'node:fs'
import { renderTypst } from '../../../platform/papers/index.ts'
import type { MinutesContent } from './content.ts'

const template = readFileSync(new URL('./minutes.typ', import.meta.url), 'utf8')

/** What both papers print, sentence by sentence. */
export interface PrintedMinutes {
  readonly council: string
  readonly above: string
  readonly own: string
  readonly number: string
  readonly placeDate: string
  readonly about: string
  readonly mark: string | null
  readonly opening: string
  readonly attendance: MinutesContent['attendance']
  readonly quorum: string
  readonly recusals: readonly string[]
  readonly events: readonly { at: string; text: string }[]
  readonly items: readonly (MinutesContent['items'][number] & { standing: string })[]
  readonly annexes: MinutesContent['items']
  readonly meanNote: string
  readonly closing: string
  readonly secretary: string
  readonly presiding: string
}

export interface PrintOptions {
  readonly seat: string
  readonly number: string | null
  /** "Bản dự thảo", "Bản trích", "Dữ liệu minh họa". */
  readonly mark: string | null
}

/** The sentences of the minutes in the form of the state's papers (Nghị định 30/2020/NĐ-CP). */
export function printed(content: MinutesContent, options: PrintOptions): PrintedMinutes {
  const [year, month, day] = content.heldOn.split('-')
  const meeting = content.mode === 'meeting'
  const deferred = content.items.filter((item) => item.outcome === 'deferred').length
  return {
    council: content.council,
    above: `UBND ${content.place}`,
    own: content.council,
    number: `Số: ${options.number ?? '……'}/BB-HĐ`,
    placeDate: `${options.seat}, ngày ${day} tháng ${month} năm ${year}`,
    about: meeting
      ? 'Họp đánh giá, phân hạng sản phẩm OCOP'
      : 'Lấy ý kiến bằng văn bản về đánh giá lại sản phẩm OCOP',
    mark: options.mark,
    opening: meeting
      ? `Hôm nay, ${content.openedAt || content.heldOn}, tại ${content.venue || '……'}, ${content.council} (thành lập theo Quyết định số ${content.decision}) họp đánh giá, phân hạng sản phẩm OCOP. Chủ tọa: ${content.presiding}. Thư ký: ${content.secretary}.`
      : `Từ ${content.openedAt || content.heldOn}, ${content.council} (thành lập theo Quyết định số ${content.decision}) lấy ý kiến bằng văn bản của các thành viên về đánh giá lại sản phẩm OCOP theo Điều 7 khoản 6 điểm d Quyết định số 26/2026/QĐ-TTg. Thư ký: ${content.secretary}.`,
    attendance: content.attendance,
    quorum: content.quorum
      ? `Số người chấm có mặt khi khai mạc: ${content.quorum}. Quy chế áp dụng: ${content.rules}.`
      : `Quy chế áp dụng: ${content.rules}.`,
    recusals: content.recusals.map((one) => one.text),
    events: content.events,
    items: content.items.map((item) => ({
      ...item,
      standing: item.outcome === 'agreed' ? item.star : item.outcome === 'deferred' ? 'hoãn' : 'chưa xong',
    })),
    annexes: content.items.filter((item) => item.outcome === 'agreed'),
    meanNote:
      'Điểm trung bình là trung bình cộng của các phiếu được tính, so với khung điểm bằng số chính xác, chỉ làm tròn khi in.',
    closing: `${deferred > 0 ? `Hoãn ${deferred} sản phẩm. ` : ''}${meeting ? 'Phiên họp bế mạc' : 'Việc lấy ý kiến kết thúc'} ${content.closedAt ? `lúc ${content.closedAt}` : '……'}. Biên bản được lập từ diễn biến ghi trên hệ thống và được Thư ký, Chủ tọa ký./.`,
    secretary: content.secretary,
    presiding: content.presiding || content.chair,
  }
}

export function minutesPdf(content: MinutesContent, options: PrintOptions, at: Date): Promise<Buffer> {
  return renderTypst(template, printed(content, options), { at })
}
