import type { Bilingual } from '../../../platform/i18n/index.ts'

const two = (vi: string, en: string): Bilingual => ({ vi, en })

/** Where a dossier stands, in the words of its own pages. */
export const dossierStatusWords: Readonly<Record<string, Bilingual>> = {
  draft: two('Bản nháp', 'Draft'),
  filed: two('Đã nộp, chờ xã tiếp nhận', 'Filed, waiting for the commune'),
  'commune.received': two('Xã đang xem xét', 'Under review by the commune'),
  'commune.returned': two('Xã trả lại để bổ sung', 'Returned by the commune'),
  'commune.reported': two('Xã đã có báo cáo', 'Commune report issued'),
  proposed: two('Xã đã đề nghị tỉnh', 'Proposed to the province'),
  'district.received': two('Huyện đã tiếp nhận', 'Received by the district'),
  'district.result': two('Có kết quả cấp huyện', 'District result'),
  'province.received': two('Tỉnh đã tiếp nhận', 'Received by the province'),
  'province.returned': two('Tỉnh yêu cầu hoàn thiện', 'Completion asked by the province'),
  'in-round': two('Đã vào đợt đánh giá', 'In an evaluation round'),
  advised: two('Đã có báo cáo tư vấn', 'Advisory report in'),
  'before-council': two('Chờ Hội đồng', 'Before the council'),
  scored: two('Hội đồng đã chấm', 'Scored by the council'),
  result: two('Đã có kết quả', 'Result agreed'),
  'result-approved': two('Đã phê duyệt, chờ gửi Bộ', 'Approved, to be sent to the Ministry'),
  'at-ministry': two('Đang ở Bộ', 'At the Ministry'),
  'ministry-result': two('Bộ đã có kết quả', 'Ministry result in'),
  appealed: two('Đang xem lại', 'Under review'),
  recognised: two('Được công nhận', 'Recognised'),
  'not-recognised': two('Không công nhận', 'Not recognised'),
  withdrawn: two('Đã rút', 'Withdrawn'),
  refused: two('Bị từ chối', 'Refused'),
}
export const statusWords = {
  valid: two('Còn hiệu lực', 'Valid'),
  expiring: two('Sắp hết hạn', 'Expiring soon'),
  expired: two('Hết hiệu lực', 'Expired'),
  suspended: two('Tạm dừng', 'Suspended'),
  revoked: two('Thu hồi', 'Revoked'),
  superseded: two('Đã thay thế', 'Replaced'),
  'not-stated': two('Không nêu thời hạn', 'Term not stated'),
} as const
export const gainWords = {
  new: two('Công nhận mới', 'New'),
  upgrade: two('Nâng hạng', 'Upgraded'),
  again: two('Công nhận lại', 'Recognised again'),
} as const
export const endedWords = {
  expired: two('Hết hiệu lực', 'Expired'),
  revoked: two('Thu hồi', 'Revoked'),
  suspended: two('Tạm dừng', 'Suspended'),
  resumed: two('Cho tiếp tục', 'Resumed'),
} as const
export const kindWords: Readonly<Record<string, Bilingual>> = {
  first: two('Lần đầu', 'First'),
  upgrade: two('Nâng hạng', 'Upgrade'),
  reevaluation: two('Đánh giá lại', 'Re-evaluation'),
}
