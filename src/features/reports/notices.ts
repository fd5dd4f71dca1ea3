import type { NoticeTemplate } from '../../platform/notice.ts'

/** What people are told about reports. */
export const reportNotices: Readonly<Record<string, NoticeTemplate>> = {
  'reports.proposed': {
    roles: ['leader'],
    name: { vi: 'Báo cáo trình duyệt', en: 'Reports to approve' },
    vi: {
      title: 'Báo cáo chờ duyệt',
      body: '{report}',
      next: 'Mở báo cáo, xem số liệu rồi duyệt hoặc trả lại.',
    },
    en: {
      title: 'A report to approve',
      body: '{report}',
      next: 'Open it, look at the figures, then approve or return it.',
    },
  },
  'reports.asked': {
    roles: ['agency', 'commune-officer'],
    name: { vi: 'Đề nghị đóng góp báo cáo', en: 'Contributions to reports' },
    vi: {
      title: 'Được đề nghị đóng góp báo cáo',
      body: '{report}: {question}',
      next: 'Gửi đóng góp trước hạn {due}.',
    },
    en: {
      title: 'Your contribution to a report is asked',
      body: '{report}: {question}',
      next: 'Send it by {due}.',
    },
  },
  'reports.reminded': {
    roles: ['agency', 'commune-officer'],
    name: { vi: 'Nhắc đóng góp báo cáo', en: 'Reminders of contributions' },
    vi: { title: 'Nhắc gửi đóng góp báo cáo', body: '{report}: {question}', next: 'Hạn gửi {due}.' },
    en: {
      title: 'A contribution to a report is still awaited',
      body: '{report}: {question}',
      next: 'It was due by {due}.',
    },
  },
}
