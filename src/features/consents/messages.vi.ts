/** Lời của việc ghi nhận đồng ý cho cán bộ làm thay chủ thể. */
export const messages = {
  menu: 'Ủy quyền làm thay',
  title: 'Đồng ý cho cán bộ làm thay',
  leadProducer:
    'Ông/bà có thể cho cán bộ xã nhập hồ sơ giúp. Hồ sơ vẫn thuộc trách nhiệm của chủ thể; mọi việc cán bộ làm thay đều được ghi lại và ông/bà dừng được bất cứ lúc nào.',
  leadOfficer: 'Các chủ thể đã đồng ý cho ông/bà làm thay.',
  code: 'Mã đồng ý',
  codeLead: 'Tạo mã và đọc cho cán bộ. Mã dùng một lần, trong 24 giờ.',
  makeCode: 'Tạo mã',
  codeIs: 'Mã của ông/bà: {code}',
  codeUntil: 'Dùng được đến {time}. Mã chỉ hiện một lần.',
  record: 'Ghi nhận đồng ý',
  recordLead: 'Ghi nhận trước khi làm thay {producer}. Chủ thể chịu trách nhiệm về hồ sơ (Điều 7 khoản 1).',
  way: 'Cách đồng ý',
  wayPhoto: 'Giấy đồng ý có chữ ký',
  wayPhotoHint: 'Chụp giấy có họ tên, chữ ký của người đại diện.',
  wayCode: 'Mã do chủ thể tạo',
  wayCodeHint: 'Chủ thể đăng nhập, tạo mã 6 chữ số và đọc cho cán bộ.',
  file: 'Ảnh giấy đồng ý',
  codeField: 'Mã 6 chữ số',
  givenBy: 'Người đồng ý',
  givenByHint: 'Họ tên người đại diện của chủ thể.',
  until: 'Có hiệu lực đến',
  untilHint: 'Không quá một năm.',
  save: 'Ghi nhận',
  officer: 'Cán bộ',
  producer: 'Chủ thể',
  since: 'Từ ngày',
  state: 'Tình trạng',
  running: 'Đang hiệu lực',
  over: 'Đã dừng',
  end: 'Dừng',
  empty: 'Chưa có đồng ý nào',
  emptyHint: 'Khi cần cán bộ giúp, tạo mã và đọc cho cán bộ xã.',
  emptyOfficer: 'Mở trang của chủ thể để ghi nhận khi cần làm thay.',
  deeds: 'Việc cán bộ đã làm thay',
  contest: 'Phản đối',
  contestLead:
    'Nếu không đồng ý với việc cán bộ đã làm thay: ủy quyền dừng ngay, cán bộ và cơ quan cấp tỉnh được báo.',
  contestWhich: 'Ủy quyền',
  contestReason: 'Lý do phản đối',
  contested: 'Đã phản đối',
  contestedBy: '{by}, {at}:',
} as const

type Widen<T> = { [K in keyof T]: string }
export type ConsentWords = Widen<typeof messages>

export const problems = {
  'consent-needed': 'Cần ghi nhận sự đồng ý của chủ thể trước khi làm thay.',
  'consent-end-wrong': 'Ngày hết hiệu lực phải từ hôm nay trở đi.',
  'consent-too-long': 'Đồng ý có hiệu lực tối đa {days} ngày.',
  'consent-picture-needed': 'Đính kèm ảnh giấy đồng ý có chữ ký.',
  'consent-code-wrong': 'Mã không đúng. Hỏi lại chủ thể.',
  'consent-code-dead': 'Mã đã hết hạn hoặc nhập sai quá nhiều lần. Chủ thể tạo mã mới.',
} as const
