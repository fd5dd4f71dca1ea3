import type { NoticeTemplate } from '../../platform/notice.ts'

/** Words of what this feature tells people. */
export const promotionNotices: Readonly<Record<string, NoticeTemplate>> = {
  'promotion.fair-called': {
    roles: ['producer'],
    name: { vi: 'Mời tham gia hội chợ', en: 'Calls for fairs' },
    vi: {
      title: 'Mời đăng ký: {fair}',
      body: '{from} – {to}, tại {venue}. Nhận đăng ký đến hết ngày {until}.',
      next: 'Mở và đăng ký gian hàng; cách phân gian được công bố kèm thư mời.',
    },
    en: {
      title: 'Call to take part: {fair}',
      body: '{from} – {to}, at {venue}. Applications until {until}.',
      next: 'Open it and apply; the rule by which stalls are given is published with the call.',
    },
  },
  'promotion.stall-given': {
    roles: ['producer'],
    name: { vi: 'Được phân gian hàng', en: 'Stall given' },
    vi: {
      title: 'Được gian số {stall}: {fair}',
      body: '{from} – {to}, tại {venue}.',
      next: 'Nếu không tham gia được, rút sớm để gian về người đang chờ.',
    },
    en: {
      title: 'Stall {stall}: {fair}',
      body: '{from} – {to}, at {venue}.',
      next: 'If you cannot come, withdraw soon: the stall goes to whoever waits.',
    },
  },
  'promotion.fair-amended': {
    roles: ['producer'],
    name: { vi: 'Thư mời hội chợ được điều chỉnh', en: 'Amended calls for fairs' },
    vi: {
      title: 'Điều chỉnh thư mời: {fair}',
      body: 'Lý do: {reason}. Nay: {from} – {to}, tại {venue}; nhận đăng ký đến hết ngày {until}.',
      next: 'Mở để xem điều gì đã thay đổi.',
    },
    en: {
      title: 'Call amended: {fair}',
      body: 'Reason: {reason}. Now: {from} – {to}, at {venue}; applications until {until}.',
      next: 'Open it to see what changed.',
    },
  },
  'promotion.stall-to-claim': {
    roles: ['producer'],
    name: { vi: 'Được phân gian hàng, cần xác nhận', en: 'Stall given, to be claimed' },
    vi: {
      title: 'Được gian số {stall}: {fair}',
      body: '{from} – {to}, tại {venue}. Xác nhận nhận gian đến hết ngày {claim}.',
      next: 'Mở và xác nhận; quá ngày gian được chuyển cho người chờ.',
    },
    en: {
      title: 'Stall {stall}: {fair}',
      body: '{from} – {to}, at {venue}. Claim it by {claim}.',
      next: 'Open it and claim the stall; after that day it goes to whoever waits.',
    },
  },
  'promotion.stall-lapsed': {
    roles: ['producer'],
    name: { vi: 'Gian hàng không được nhận trong hạn', en: 'Stall not claimed in time' },
    vi: {
      title: 'Gian số {stall} đã chuyển cho người chờ: {fair}',
      body: 'Gian không được xác nhận đến hết ngày {claim}.',
    },
    en: {
      title: 'Stall {stall} went to whoever waits: {fair}',
      body: 'It was not claimed by {claim}.',
    },
  },
  'promotion.stall-waiting': {
    roles: ['producer'],
    name: { vi: 'Trong danh sách chờ gian hàng', en: 'Waiting for a stall' },
    vi: {
      title: 'Danh sách chờ, thứ tự {rank}: {fair}',
      body: 'Số đăng ký nhiều hơn số gian; điểm và thứ tự được công bố.',
      next: 'Khi có người rút, gian được chuyển và bạn được báo ngay.',
    },
    en: {
      title: 'Waiting, place {rank}: {fair}',
      body: 'There were more applications than stalls; points and order are published.',
      next: 'When somebody withdraws, the stall moves on and you are told at once.',
    },
  },
  'promotion.stall-refused': {
    roles: ['producer'],
    name: { vi: 'Chưa đủ điều kiện nhận gian hàng', en: 'Not eligible for a stall' },
    vi: {
      title: 'Chưa đủ điều kiện: {fair}',
      body: 'Cần ít nhất một sản phẩm đã công nhận từ {star} sao, còn hiệu lực vào ngày khai mạc.',
      next: 'Xem tình trạng công nhận của sản phẩm.',
    },
    en: {
      title: 'Not eligible: {fair}',
      body: 'At least one product recognised with {star} stars, valid on the first day, is needed.',
      next: 'Look at the recognition of your products.',
    },
  },
  'promotion.fair-held': {
    roles: ['producer'],
    name: { vi: 'Ghi kết quả hội chợ', en: 'Results of a fair' },
    vi: {
      title: 'Ghi kết quả: {fair}',
      body: 'Hội chợ đã kết thúc. Doanh số, đơn hàng, hợp đồng của từng sản phẩm giúp chọn hội chợ đáng đi.',
      next: 'Mở và ghi kết quả, mỗi sản phẩm một dòng.',
    },
    en: {
      title: 'Tell the results: {fair}',
      body: 'The fair is over. Sales, orders and contracts of each product show which fairs are worth it.',
      next: 'Open it and write down the results, one line a product.',
    },
  },
  'promotion.fair-cancelled': {
    roles: ['producer'],
    name: { vi: 'Hội chợ bị hủy', en: 'Fair cancelled' },
    vi: { title: 'Hủy: {fair}', body: 'Lý do: {reason}' },
    en: { title: 'Cancelled: {fair}', body: 'Reason: {reason}' },
  },
  'promotion.buyer-wants': {
    roles: ['producer'],
    name: { vi: 'Người mua tìm sản phẩm', en: 'A buyer looks for products' },
    vi: {
      title: 'Người mua quan tâm: {product}',
      body: '{buyer} đang tìm sản phẩm như của bạn.',
      next: 'Mở, xem nhu cầu và trả lời; nhận lời thì thấy cách liên hệ.',
    },
    en: {
      title: 'A buyer asks for {product}',
      body: '{buyer} looks for products like yours.',
      next: 'Open it and answer; saying yes opens the buyer’s contact.',
    },
  },
}
