/** Lời của phần nếm thử theo mã mẫu. */
export const messages = {
  title: 'Nếm thử theo mã mẫu',
  lead: 'Chấm chỉ tiêu cảm quan theo mã trên mẫu, chưa biết tên sản phẩm và chủ thể. Kết quả được đưa vào phiếu chấm vòng một và không đổi được ở đó.',
  rule: 'Phiên này nếm thử ẩn tên theo Quy chế: thành viên thấy mã hoặc thấy tên, không thấy cả hai, cho đến khi mở phiếu.',
  sample: 'Mẫu {code}',
  tasted: 'Đã ghi',
  notTasted: 'Chưa nếm',
  save: 'Ghi kết quả mẫu {code}',
  saveAgain: 'Ghi lại mẫu {code}',
  none: 'Không có mẫu nào chờ nếm',
  noneHint: 'Mẫu hiện ở đây khi phiên đã triệu tập và Thư ký đã đặt mã.',
  go: 'Nếm thử',
  goHint: 'Nếm và chấm chỉ tiêu cảm quan theo mã trước khi chấm phiếu của từng sản phẩm.',
  inSheet: 'Tiêu chí này chấm ở phần nếm thử theo mã mẫu.',
  boundInSheet: 'Đã chấm khi nếm thử; vòng một giữ nguyên.',
  turnOn: 'Nếm thử ẩn tên',
  turnOff: 'Bỏ nếm thử ẩn tên',
  on: 'Phiên này nếm thử ẩn tên: thành viên chấm chỉ tiêu cảm quan theo mã, chưa thấy tên.',
  off: 'Thành viên thấy cả tên và mã mẫu. Mặc định theo Quy chế: từng phiên tự chọn.',
  labels: 'In nhãn mã mẫu',
  key: 'In bảng đối chiếu mã',
  keyTitle: 'Bảng đối chiếu mã mẫu',
  keyWarning: 'Chỉ dùng cho Thư ký và người chuẩn bị mẫu; không phát cho thành viên trước khi mở phiếu.',
  codes: 'Mã mẫu',
} as const

type Widen<T> = { [K in keyof T]: string }
export type TastingWords = Widen<typeof messages>
