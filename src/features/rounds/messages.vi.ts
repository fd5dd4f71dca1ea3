/** Lời của các đợt đánh giá. */
export const messages = {
  menu: 'Đợt đánh giá',
  title: 'Đợt đánh giá, phân hạng',
  lead: 'Mỗi năm ít nhất hai đợt ở cấp tỉnh, theo ngày của Quyết định (Điều 5 khoản 1). “Trước ngày” nghĩa là ngày ghi không nằm trong hạn.',
  round: 'Đợt',
  proposals: 'Xã đề nghị trước',
  held: 'Đánh giá trước',
  dossiers: 'Hồ sơ',
  beforeCouncil: 'Chờ Hội đồng',
  decided: 'Đã quyết định',
  state: 'Tình trạng',
  open: 'Đang nhận',
  closed: 'Đã đóng',
  close: 'Đóng đợt',
  plan: 'Kế hoạch {number}',
  empty: 'Chưa mở đợt nào',
  emptyHint: 'Mở đợt theo lịch của Quyết định ở bên dưới.',
  openLawful: 'Mở đợt theo lịch của Quyết định',
  openRound: 'Mở đợt {ordinal} năm {year}',
  days: 'xã đề nghị trước {proposals}, đánh giá trước {held}',
  allOpen: 'Các đợt theo lịch của năm {year} đã mở.',
  extra: 'Mở thêm đợt',
  extraLead: 'Được mở thêm khi Quy chế hoạt động của Hội đồng có quy định và có kế hoạch đánh giá.',
  year: 'Năm',
  ordinal: 'Đợt số',
  planNo: 'Số kế hoạch',
  openAction: 'Mở đợt',
  demo: 'Dữ liệu minh họa',
} as const

type Widen<T> = { [K in keyof T]: string }
export type RoundWords = Widen<typeof messages>

export const problems = {
  'round-exists': 'Đợt {ordinal} năm {year} đã được mở.',
  'round-year-wrong': 'Năm của đợt từ {from} đến {to}.',
  'round-needs-plan': 'Đợt ngoài lịch của Quyết định cần có kế hoạch đánh giá.',
  'round-ordinal-wrong': 'Số của đợt mở thêm lớn hơn {above}.',
  'round-days-wrong': 'Ngày đánh giá phải sau ngày nhận đề nghị.',
} as const
