export const problems = {
  vi: {
    'erasure-asked-already': 'Đã có yêu cầu xóa đang chờ quyết định.',
    'erasure-gone': 'Yêu cầu này đã được quyết định hoặc đã rút.',
    'erasure-answer-missing': 'Ghi lý do từ chối để người yêu cầu biết.',
    'erasure-held': 'Người này còn vai trò đang hiệu lực: kết thúc vai trò trước khi xóa.',
  },
  en: {
    'erasure-asked-already': 'A request for erasure is pending already.',
    'erasure-gone': 'This request was decided or withdrawn.',
    'erasure-answer-missing': 'Say why it is refused, so that the person knows.',
    'erasure-held': 'This person still holds a role: end it before erasing.',
  },
} as const
