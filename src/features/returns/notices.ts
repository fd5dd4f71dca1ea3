import type { NoticeTemplate } from '../../platform/notice.ts'

/** Words of what this feature tells people. */
export const returnNotices: Readonly<Record<string, NoticeTemplate>> = {
  'returns.due': {
    roles: ['producer'],
    name: { vi: 'Nhắc báo cáo kỳ', en: 'Returns to file' },
    vi: {
      title: 'Báo cáo kỳ {period}: {product}',
      body: 'Kỳ đã hết; hạn báo cáo {due}.',
      next: 'Mở và điền ba con số: sản lượng, doanh thu, lao động.',
    },
    en: {
      title: 'Return for {period}: {product}',
      body: 'The period is over; the return is due on {due}.',
      next: 'Open it and give three figures: output, sales, workers.',
    },
  },
  'returns.change': {
    roles: ['producer', 'provincial-office', 'commune-officer'],
    name: { vi: 'Thay đổi sau công nhận', en: 'Changes after recognition' },
    vi: { title: '{product}: {change}', body: 'Chủ thể báo: {change}.', next: '{task}. Hạn {due}.' },
    en: { title: '{product}: {change}', body: 'The producer reports: {change}.', next: '{task}. Due {due}.' },
  },
}
