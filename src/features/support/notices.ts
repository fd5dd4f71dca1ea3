import type { NoticeTemplate } from '../../platform/notice.ts'

/** Words of what this feature tells people. */
export const supportNotices: Readonly<Record<string, NoticeTemplate>> = {
  'support.requested': {
    roles: ['provincial-office', 'agency'],
    name: { vi: 'Đề nghị hỗ trợ', en: 'Requests for support' },
    vi: {
      title: 'Đề nghị hỗ trợ: {product}, {measure}',
      body: '{producer} đề nghị {amount} đồng.',
      next: 'Mở, xem báo giá và quyết định.',
    },
    en: {
      title: 'Support asked for: {product}, {measure}',
      body: '{producer} asks for {amount} đồng.',
      next: 'Open it, look at the quote and decide.',
    },
  },
  'support.approved': {
    roles: ['producer'],
    name: { vi: 'Hỗ trợ được phê duyệt', en: 'Support approved' },
    vi: {
      title: 'Được phê duyệt hỗ trợ: {product}, {measure}',
      body: 'Số tiền phê duyệt: {amount} đồng.',
      next: 'Thực hiện và giữ hóa đơn, chứng từ để thanh toán.',
    },
    en: {
      title: 'Support approved: {product}, {measure}',
      body: 'Amount approved: {amount} đồng.',
      next: 'Go ahead, and keep the invoices for the payment.',
    },
  },
  'support.refused': {
    roles: ['producer'],
    name: { vi: 'Hỗ trợ không được phê duyệt', en: 'Support refused' },
    vi: {
      title: 'Không phê duyệt hỗ trợ: {product}, {measure}',
      body: 'Lý do: {reason}',
      next: 'Có thể đề nghị lại khi đã bổ sung.',
    },
    en: {
      title: 'Support refused: {product}, {measure}',
      body: 'Reason: {reason}',
      next: 'You may ask again once this has been mended.',
    },
  },
  'support.recalled': {
    roles: ['producer'],
    name: { vi: 'Thu hồi phê duyệt hỗ trợ', en: 'Approval of support recalled' },
    vi: {
      title: 'Thu hồi phê duyệt hỗ trợ: {product}, {measure}',
      body: 'Lý do: {reason}',
      next: 'Đề nghị trở về chờ quyết định.',
    },
    en: {
      title: 'Approval recalled: {product}, {measure}',
      body: 'Reason: {reason}',
      next: 'The request waits for a decision again.',
    },
  },
  'support.paid': {
    roles: ['producer'],
    name: { vi: 'Đã chi hỗ trợ', en: 'Support paid' },
    vi: {
      title: 'Đã chi hỗ trợ: {product}, {measure}',
      body: '{amount} đồng, ngày {day}, chứng từ số {paper}.',
      next: 'Ghi lại hỗ trợ đã mang lại gì cho sản phẩm.',
    },
    en: {
      title: 'Support paid: {product}, {measure}',
      body: '{amount} đồng on {day}, paper {paper}.',
      next: 'Tell what the support has brought to the product.',
    },
  },
}
