import type { NoticeTemplate } from '../../../platform/notice.ts'

const commune = ['commune-officer'] as const
const office = ['provincial-office'] as const

/** What the desks hear of a dossier: what came in, what runs out, what to do next. */
export const DESK_WORDS = {
  'dossiers.came-in': {
    roles: commune,
    name: { vi: 'Xã: hồ sơ mới nộp', en: 'Commune: a dossier came in' },
    vi: {
      title: 'Hồ sơ mới: “{product}”',
      body: '{producer} nộp ngày {day} ({deed}).',
      next: 'Kiểm tra thành phần rồi tiếp nhận. Từ ngày tiếp nhận tính 15 ngày làm việc (Điều 7 khoản 2).',
    },
    en: {
      title: 'New dossier: “{product}”',
      body: 'From {producer}, on {day} ({deed}).',
      next: 'Check that it is complete and receive it. From that day 15 working days run (Điều 7 khoản 2).',
    },
  },
  'dossiers.came-up': {
    roles: office,
    name: { vi: 'Tỉnh: hồ sơ xã đề nghị', en: 'Province: a commune proposed' },
    vi: {
      title: '{place} đề nghị: “{product}”',
      body: '{producer}. Ngày {day} ({deed}).',
      next: 'Kiểm tra thành phần, nội dung rồi tiếp nhận (Điều 7 khoản 3 điểm a).',
    },
    en: {
      title: '{place} proposes “{product}”',
      body: '{producer}. On {day} ({deed}).',
      next: 'Check that it is complete and receive it (Điều 7 khoản 3 điểm a).',
    },
  },
  'dossiers.sent-back-above': {
    roles: commune,
    name: { vi: 'Xã: tỉnh yêu cầu hoàn thiện', en: 'Commune: the province asks for completion' },
    vi: {
      title: 'Cấp tỉnh yêu cầu hoàn thiện “{product}”',
      body: '{producer}. Ngày {day}.\nLý do: {reason}\nSố điểm cần trả lời: {remarks}.',
      next: 'Hướng dẫn chủ thể trả lời từng điểm và nộp phần hoàn thiện (Điều 10 khoản 4 điểm a).',
    },
    en: {
      title: 'The province wants “{product}” completed',
      body: '{producer}. On {day}.\nReason: {reason}\nRemarks to answer: {remarks}.',
      next: 'Help the producer answer each remark and hand it in again (Điều 10 khoản 4 điểm a).',
    },
  },
  'dossiers.advised': {
    roles: office,
    name: { vi: 'Tỉnh: đã có báo cáo tư vấn', en: 'Province: the report is in' },
    vi: {
      title: 'Đã có báo cáo: “{product}”',
      body: '{actor}, ngày {day}.',
      next: 'Xem báo cáo và trình Hội đồng.',
    },
    en: {
      title: 'The report is in: “{product}”',
      body: '{actor}, on {day}.',
      next: 'Read it and put the dossier before the council.',
    },
  },
  'dossiers.result-in': {
    roles: office,
    name: { vi: 'Tỉnh: Hội đồng đã có kết quả', en: 'Province: the council agreed' },
    vi: {
      title: 'Hội đồng đã thống nhất kết quả: “{product}”',
      body: 'Ngày {day}. Kết quả chưa công bố cho chủ thể.',
      next: 'Tổng hợp, trình Chủ tịch UBND cấp tỉnh (Điều 7 khoản 3 điểm đ).',
    },
    en: {
      title: 'The council has agreed on “{product}”',
      body: 'On {day}. The producer does not know the result yet.',
      next: 'Draft the decision for the Chairman (Điều 7 khoản 3 điểm đ).',
    },
  },
  'dossiers.withdrawn': {
    roles: ['commune-officer', 'provincial-office'],
    name: { vi: 'Hồ sơ được rút', en: 'A dossier was withdrawn' },
    vi: { title: 'Đã rút hồ sơ “{product}”', body: '{producer}. Ngày {day}.\nLý do: {reason}' },
    en: { title: '“{product}” was withdrawn', body: '{producer}. On {day}.\nReason: {reason}' },
  },
  'dossiers.appealed': {
    roles: office,
    name: { vi: 'Tỉnh: kiến nghị xem lại', en: 'Province: a review is asked for' },
    vi: {
      title: 'Kiến nghị xem lại kết quả “{product}”',
      body: '{producer}. Ngày {day}.\nLý do: {reason}',
      next: 'Xem xét; nếu đánh giá lại thì do người chưa chấm sản phẩm này thực hiện.',
    },
    en: {
      title: 'A review of “{product}” is asked for',
      body: '{producer}. On {day}.\nReason: {reason}',
      next: 'Consider it; if it is judged again, then by people who have not judged it.',
    },
  },
  'dossiers.clock-short': {
    roles: ['commune-officer', 'provincial-office'],
    name: { vi: 'Nhắc hạn: sắp đến hạn', en: 'Reminder: a deadline is near' },
    vi: {
      title: 'Sắp đến hạn {due}: “{product}”',
      body: '{clock}. {producer}, {place}.\nCòn {left} ngày ({article}).',
      next: '{task}',
    },
    en: {
      title: 'Due by {due}: “{product}”',
      body: '{clock}. {producer}, {place}.\n{left} days left ({article}).',
      next: '{task}',
    },
  },
  'dossiers.clock-over': {
    roles: ['commune-officer', 'provincial-office', 'leader'],
    name: { vi: 'Nhắc hạn: đã quá hạn', en: 'Reminder: a deadline has passed' },
    vi: {
      title: 'Quá hạn {due}: “{product}”',
      body: '{clock}. {producer}, {place}.\nQuá {late} ngày ({article}).',
      next: '{task}',
    },
    en: {
      title: 'Overdue since {due}: “{product}”',
      body: '{clock}. {producer}, {place}.\n{late} days late ({article}).',
      next: '{task}',
    },
  },
} as const satisfies Record<string, NoticeTemplate>
