import { formatDay } from '../../../platform/i18n/index.ts'
import type { StatePaper } from '../../../platform/papers/index.ts'
import type { SittingView } from '../sittings/view.ts'

/** The letter of invitation to one sitting (Nghị định 30/2020/NĐ-CP, giấy mời). */
export function invitationLetter(
  view: SittingView,
  expert: { readonly name: string; readonly office: string; readonly invitationNo: string },
  about: { readonly place: string; readonly seat: string },
): StatePaper {
  const chair = view.members.find((member) => member.role === 'chair')
  return {
    title: `Giấy mời ${expert.name}`,
    letterhead: {
      above: `UBND ${about.place}`,
      own: view.councilName,
      number: `Số: ${expert.invitationNo}`,
      placeDate: `${about.seat}, ngày …… tháng …… năm ……`,
    },
    kind: 'Giấy mời',
    about: 'Tham dự phiên họp đánh giá, phân hạng sản phẩm OCOP với tư cách chuyên gia',
    mark: view.isDemo ? 'Dữ liệu minh họa' : undefined,
    addressees: [`${expert.name}, ${expert.office}`],
    body: [
      { kind: 'paragraph', text: `${view.councilName} trân trọng kính mời ông/bà tham dự phiên họp:` },
      {
        kind: 'fields',
        rows: [
          { label: 'Thời gian', value: `ngày ${formatDay(view.heldOn)}` },
          { label: 'Địa điểm', value: view.venue },
          { label: 'Số sản phẩm', value: String(view.items.length) },
        ],
      },
      {
        kind: 'paragraph',
        text: 'Chuyên gia mời phát biểu ý kiến chuyên môn, không chấm điểm. Đề nghị ông/bà khai báo xung đột lợi ích, nếu có, trước khi xem hồ sơ.',
      },
    ],
    recipients: ['Như trên'],
    archive: 'HĐ',
    signature: { authority: 'CHỦ TỊCH HỘI ĐỒNG', note: '(Ký, ghi rõ họ tên)', name: chair?.name },
  }
}
