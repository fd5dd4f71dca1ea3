import type { NoticeTemplate } from '../../platform/notice.ts'

/** Words of what this feature tells people. */
export const activityNotices: Readonly<Record<string, NoticeTemplate>> = {
  'activities.invited': {
    roles: ['producer', 'commune-officer', 'agency', 'advisory-team'],
    name: { vi: 'Thư mời tập huấn, tham quan', en: 'Invitations to training and tours' },
    vi: {
      title: 'Mời tham gia: {title}',
      body: 'Kính mời tham gia “{title}”, ngày {day}, tại {venue}.',
      next: 'Đăng ký trước khi hết ngày {until}; đường dẫn dưới đây mở được mà không cần tài khoản.',
    },
    en: {
      title: 'Invitation: {title}',
      body: 'You are invited to “{title}” on {day}, {venue}.',
      next: 'Enrol by the end of {until}; the link below needs no account.',
    },
  },
  'activities.cancelled': {
    roles: ['producer', 'commune-officer', 'agency', 'advisory-team'],
    name: { vi: 'Hủy tập huấn, tham quan', en: 'Training and tours called off' },
    vi: { title: 'Đã hủy: {title}', body: 'Hoạt động “{title}” đã hủy. Lý do: {reason}' },
    en: { title: 'Called off: {title}', body: '“{title}” was called off. Reason: {reason}' },
  },
  'activities.seat-free': {
    roles: ['producer', 'commune-officer', 'agency', 'advisory-team'],
    name: { vi: 'Có chỗ trong danh sách chờ', en: 'A seat from the waiting list' },
    vi: {
      title: 'Đã có chỗ: {title}',
      body: 'Có người rút đăng ký, ông/bà được chỗ ở “{title}”, ngày {day}.',
      next: 'Không đi được thì rút đăng ký để người sau có chỗ.',
    },
    en: {
      title: 'A seat for you: {title}',
      body: 'Somebody withdrew: you have a seat at “{title}” on {day}.',
      next: 'If you cannot come, withdraw so that the next person has it.',
    },
  },
  'activities.attested': {
    roles: ['producer'],
    name: { vi: 'Giấy xác nhận tập huấn, tham quan', en: 'Attestations of training and tours' },
    vi: {
      title: 'Giấy xác nhận {number}',
      body: 'Giấy xác nhận {number} của {person} cho “{title}” đã vào kho tài liệu.',
      next: 'Dùng giấy này làm tài liệu minh chứng trong hồ sơ.',
    },
    en: {
      title: 'Attestation {number}',
      body: 'Attestation {number} of {person} for “{title}” lies in the vault of papers.',
      next: 'Use it as evidence in a dossier.',
    },
  },
}
