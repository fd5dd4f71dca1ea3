/** Lời của tờ trình kết quả. */
export const messages = {
  title: 'Kết quả và tờ trình',
  lead: 'Từ phiếu của Hội đồng đến quyết định của Chủ tịch UBND tỉnh (Điều 7 khoản 3 điểm d, đ, e).',
  outside: 'Ngoài đợt (đánh giá lại)',
  allRounds: 'Các đợt đánh giá',
  phaseOf: 'Giai đoạn của từng sản phẩm',
  phase: 'Giai đoạn',
  phases: {
    waiting: 'Chờ Hội đồng',
    draft: 'Dự thảo: đã mở phiếu',
    agreed: 'Đã thống nhất',
    proposed: 'Đã trình Chủ tịch',
    decided: 'Đã quyết định',
  } as Record<string, string>,
  steps: {
    waiting: 'Chờ',
    draft: 'Dự thảo',
    agreed: 'Thống nhất',
    proposed: 'Đã trình',
    decided: 'Quyết định',
  } as Record<string, string>,
  ready: 'Đủ điều kiện trình: {count} sản phẩm',
  readyHint:
    'Đã thống nhất, phiên họp đã bế mạc, biên bản đã được Thư ký và Chủ tọa ký. Tờ trình lấy mọi sản phẩm đủ điều kiện, kèm danh sách 3 sao, 4 sao và từ 90 điểm gửi Bộ.',
  notReady: 'Chưa có sản phẩm nào đủ điều kiện trình',
  notReadyHint: 'Cần: kết quả đã thống nhất, phiên họp đã bế mạc, biên bản đủ hai chữ ký.',
  needsMinutes: 'chờ biên bản ký',
  make: 'Lập tờ trình',
  proposals: 'Tờ trình đã lập',
  proposalOf: 'Tờ trình ngày {day} ({count} sản phẩm)',
  counts: '{ministry} từ 90 điểm · {four} hạng 4 sao · {three} hạng 3 sao · {rest} chưa công nhận',
  hash: 'Mã băm nội dung',
  withdraw: 'Rút tờ trình',
  withdrawn: 'Đã rút ngày {day}: {reason}',
  reason: 'Lý do',
  reasonHint: 'Tờ trình vẫn lưu trong hồ sơ; các kết quả trở về “Đã thống nhất”.',
  empty: 'Đợt này chưa có sản phẩm nào đến Hội đồng',
  emptyHint: 'Sản phẩm hiện ở đây khi được đưa ra Hội đồng.',
  pdf: 'Tờ trình (PDF)',
  docx: 'Tờ trình (Word)',
  task: 'Lập tờ trình cho {count} kết quả đã thống nhất',
  taskGroup: 'Trình kết quả',
} as const

type Widen<T> = { [K in keyof T]: T[K] extends string ? string : T[K] }
export type ProposalWords = Widen<typeof messages>
