import type { NoticeTemplate } from '../../platform/notice.ts'

/** Words of what this feature tells people. */
export const inspectionNotices: Readonly<Record<string, NoticeTemplate>> = {
  'inspections.assigned': {
    roles: ['inspector'],
    name: { vi: 'Phân công kiểm tra', en: 'Inspections assigned' },
    vi: {
      title: 'Được phân công kiểm tra: {product}',
      body: 'Ông/bà ở trong đoàn kiểm tra sản phẩm “{product}”, hạn {due}.',
      next: 'Có liên quan đến chủ thể thì khai và rút khỏi đoàn ngay. Mở phiếu kiểm tra khi còn mạng để dùng được tại chỗ.',
    },
    en: {
      title: 'Inspection assigned: {product}',
      body: 'You are on the team that inspects “{product}”, by {due}.',
      next: 'If you have an interest, declare it and step back now. Open the checklist while you have a network, so that it works on the spot.',
    },
  },
  'inspections.stepped-back': {
    roles: ['provincial-office'],
    name: { vi: 'Thành viên đoàn kiểm tra rút', en: 'Inspectors who stepped back' },
    vi: {
      title: '{name} rút khỏi đoàn kiểm tra “{product}”',
      body: 'Lý do: {interest}',
      next: 'Phân công người khác.',
    },
    en: {
      title: '{name} stepped back from inspecting “{product}”',
      body: 'Reason: {interest}',
      next: 'Assign somebody else.',
    },
  },
  'inspections.signed': {
    roles: ['producer'],
    name: { vi: 'Biên bản kiểm tra', en: 'Inspection minutes' },
    vi: {
      title: 'Đã kiểm tra “{product}”: không có vi phạm',
      body: 'Biên bản {number} không ghi vi phạm, tồn tại.',
    },
    en: { title: '“{product}” was inspected: nothing found', body: 'Minutes {number} record no finding.' },
  },
  'inspections.findings': {
    roles: ['producer'],
    name: { vi: 'Vi phạm phải khắc phục', en: 'Findings to be mended' },
    vi: {
      title: 'Kiểm tra “{product}”: {count} nội dung phải khắc phục',
      body: 'Biên bản {number} ghi {count} vi phạm, tồn tại. Hạn sớm nhất: {due}.',
      next: 'Khắc phục rồi trả lời kèm ảnh hoặc tài liệu.',
    },
    en: {
      title: 'Inspection of “{product}”: {count} findings to mend',
      body: 'Minutes {number} record {count} findings. First due: {due}.',
      next: 'Mend them, then answer with a photo or paper.',
    },
  },
  'inspections.answered': {
    roles: ['inspector'],
    name: { vi: 'Chủ thể trả lời khắc phục', en: 'Producers’ answers to findings' },
    vi: {
      title: 'Chủ thể đã trả lời: “{product}”',
      body: 'Có nội dung khắc phục chờ xem lại.',
      next: 'Xem và kết luận đạt hay chưa đạt.',
    },
    en: {
      title: 'The producer answered: “{product}”',
      body: 'An answer to a finding waits to be checked.',
      next: 'Check it and say whether it is enough.',
    },
  },
  'inspections.accepted': {
    roles: ['producer'],
    name: { vi: 'Khắc phục được chấp nhận', en: 'Corrections accepted' },
    vi: { title: 'Đã khắc phục xong: “{product}”', body: '{words}' },
    en: { title: 'Mended: “{product}”', body: '{words}' },
  },
  'inspections.rejected': {
    roles: ['producer'],
    name: { vi: 'Khắc phục chưa đạt', en: 'Corrections that are not enough' },
    vi: {
      title: 'Khắc phục chưa đạt: “{product}”',
      body: '{words} Hạn mới: {due}.',
      next: 'Không khắc phục thì cơ quan đề nghị đình chỉ hoặc thu hồi.',
    },
    en: {
      title: 'Not mended yet: “{product}”',
      body: '{words} New day: {due}.',
      next: 'If it is not mended, a suspension or revocation is proposed.',
    },
  },
  'inspections.overdue': {
    roles: ['producer', 'provincial-office'],
    name: { vi: 'Khắc phục quá hạn', en: 'Corrections overdue' },
    vi: {
      title: 'Quá hạn khắc phục: “{product}”',
      body: 'Hạn là {due}.',
      next: 'Trả lời ngay, hoặc đề nghị gia hạn.',
    },
    en: {
      title: 'Overdue: “{product}”',
      body: 'It was due on {due}.',
      next: 'Answer now, or ask for more time.',
    },
  },
}
