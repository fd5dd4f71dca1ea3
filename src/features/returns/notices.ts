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
  'returns.stopped': {
    roles: ['provincial-office'],
    name: { vi: 'Xác nhận ngừng sản xuất', en: 'Production confirmed to have stopped' },
    vi: {
      title: '{product}: xác nhận không còn sản xuất',
      body: 'Ngày {day} đã xác nhận chủ thể không còn sản xuất (Điều 8 khoản 1 điểm đ): {words}.',
      next: 'Trình quyết định thu hồi, hạn {due} (Điều 8 khoản 4); sản phẩm 5 sao thì báo cáo Bộ.',
    },
    en: {
      title: '{product}: confirmed to be made no longer',
      body: 'On {day} it was confirmed that the owner no longer makes it (Article 8(1)(đ)): {words}.',
      next: 'Propose the revocation, due on {due} (Article 8(4)); for 5 stars report to the Ministry.',
    },
  },
}
