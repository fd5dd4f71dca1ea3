/** Lời của bàn xã và bàn tỉnh ngoài hồ sơ: họp, kiểm nghiệm bổ sung, giấy tờ của bàn, việc hỏi lại khi đánh giá lại. */
export const messages = {
  meeting: 'Họp xét hồ sơ',
  meetingLead:
    'Không bắt buộc. Khi cần, Chủ tịch UBND cấp xã họp với các bộ phận liên quan (Điều 7 khoản 2 điểm a).',
  heldOn: 'Ngày họp',
  present: 'Thành phần dự',
  conclusion: 'Kết luận',
  saveMeeting: 'Ghi cuộc họp',
  tests: 'Kiểm nghiệm bổ sung',
  testsLead:
    'Khi cần, Tổ tư vấn đề nghị bổ sung kết quả kiểm nghiệm (Điều 7 khoản 3 điểm c). Chủ thể và xã được báo ngay.',
  what: 'Chỉ tiêu, sản phẩm cần kiểm nghiệm',
  until: 'Hạn gửi kết quả',
  ask: 'Đề nghị kiểm nghiệm',
  result: 'Kết quả (số phiếu, chỉ tiêu)',
  passed: 'Kết luận',
  yes: 'Đạt',
  no: 'Không đạt',
  settle: 'Ghi kết quả',
  waiting: 'Chưa có kết quả',
  noTests: 'Chưa đề nghị kiểm nghiệm nào.',
  papers: 'Văn bản của xã và tỉnh',
  letter: 'Văn bản đề nghị của UBND cấp xã',
  handOver: 'Biên bản bàn giao hồ sơ, sản phẩm mẫu',
  report: 'Báo cáo đánh giá hồ sơ gửi Hội đồng',
  leaveRound: 'Đưa ra khỏi đợt',
  leaveRoundLead:
    'Dùng khi xếp nhầm đợt. Hồ sơ trở lại bước “Tỉnh đã tiếp nhận”; chủ thể và UBND xã được báo kèm lý do. Quyết định không nói đến bước này nên lý do được ghi vào lịch sử hồ sơ.',
  leaveRoundReason: 'Lý do đưa ra khỏi đợt',
  leftRound: 'Đã đưa hồ sơ ra khỏi đợt.',
  advise: {
    lead: 'Xem từng tiêu chí: mức chủ thể tự chấm, mô tả và tài liệu đã nộp; chọn mức gợi ý, ghi nhận xét. Gợi ý để Hội đồng tham khảo, không tính điểm.',
    keys: 'Bàn phím: số chọn mức (0 là không có), = chọn như chủ thể, Enter sang tiêu chí sau.',
    summary: 'Chủ thể tự chấm {points}/100 điểm{star}. Đã gợi ý {count}/{all} tiêu chí.',
    summaryStar: ', đạt {star} sao',
    ownersChoice: 'Chủ thể chọn',
    none: 'Không gợi ý mức',
    agree: 'Như chủ thể tự chấm',
    ownersWords: 'Chủ thể mô tả',
    nothingSaid: 'Chủ thể không mô tả.',
    noPaper: 'Không có tài liệu gắn ở tiêu chí này.',
    whole: 'Tài liệu chung của hồ sơ',
    others: '{name} gợi ý',
    note: 'Nhận xét của tôi',
    filing: 'Theo bản nộp lần {number}, {day}.',
    saved: 'Đã lưu gợi ý.',
  },
  missing: 'Chưa thấy khi kiểm tra thành phần',
  returnMissing: 'Trả lại để bổ sung những mục này',
  missingWords: 'Bổ sung: {item}.',
  missingReason: 'Thành phần hồ sơ chưa đủ theo khoản 1 Điều 6.',
  anew: 'Chỉ cần làm những mục này',
  anewLead:
    'Hồ sơ trước được giữ nguyên. Chỉ hỏi những gì phải cập nhật sau thời gian được công nhận và giấy tờ đã hoặc sắp hết hạn ({count} mục).',
  anewDone: 'Đã cập nhật đủ. Kiểm tra rồi nộp.',
  anewCheck: 'Kiểm tra và nộp',
  anewPaper: 'Giấy tờ hết hạn ngày {day}: {title}',
  anewField: 'Điền: {label}',
  anewCriterion: 'Chọn mức cho tiêu chí {code}',
  kept: 'Giữ nguyên từ hồ sơ trước: mở ra chỉ khi có thay đổi',
  windows: {
    'not-yet':
      'Đánh giá lại: nộp từ {from} đến {to} (180 đến 120 ngày trước khi hết hạn {until}); còn {days} ngày nữa mới đến.',
    open: 'Đánh giá lại: đang trong thời gian nộp, đến hết ngày {to}; còn {days} ngày.',
    carried: 'Đánh giá lại: đã quá {to}; theo khoản 3 Điều 12 vẫn nộp được đến {carriedTo}, còn {days} ngày.',
    over: 'Đánh giá lại: đã hết thời gian nộp ({from} đến {to}); lập hồ sơ lần đầu.',
  },
}
export type DeskWords = typeof messages

export const problems = {
  'meeting-day-wrong': 'Ngày họp phải từ ngày tiếp nhận đến hôm nay.',
  'test-day-past': 'Hạn gửi kết quả phải từ hôm nay trở đi.',
  'receive-without-forms':
    'Chưa đánh dấu đủ phiếu đăng ký và báo cáo tự đánh giá. Nếu thiếu, trả lại để bổ sung.',
}
