import type { NoticeTemplate } from '../../platform/notice.ts'

const owners = ['producer', 'commune-officer'] as const

/** What owners and communes are told of decisions and terms. */
export const recognitionNotices: Readonly<Record<string, NoticeTemplate>> = {
  'recognition.recognise': {
    roles: owners,
    name: { vi: 'Kết quả: được công nhận', en: 'Result: recognised' },
    vi: {
      title: '{product} được công nhận {star} sao',
      body: 'Quyết định {decision} công nhận sản phẩm {product} đạt hạng {star} sao, điểm trung bình {mean}.',
      next: 'Mở thông báo để tải giấy chứng nhận và xem cách dùng nhãn hiệu đúng.',
    },
    en: {
      title: '{product} is recognised with {star} stars',
      body: 'Decision {decision} recognises {product} with {star} stars, mean {mean}.',
      next: 'Open the letter for the certificate and how to use the mark rightly.',
    },
  },
  'recognition.not-recognise': {
    roles: owners,
    name: { vi: 'Kết quả: chưa được công nhận', en: 'Result: not recognised' },
    vi: {
      title: '{product} chưa đủ điều kiện công nhận',
      body: 'Theo kết quả của Hội đồng, sản phẩm {product} chưa đạt từ 3 sao; điểm trung bình {mean}.',
      next: 'Mở thông báo để xem lý do và cách ngắn nhất để đạt hạng ở đợt sau.',
    },
    en: {
      title: '{product} is not recognised yet',
      body: 'By the council’s result {product} stays below 3 stars; mean {mean}.',
      next: 'Open the letter for the reasons and the shortest way to a star in the next round.',
    },
  },
  'recognition.no-upgrade': {
    roles: owners,
    name: { vi: 'Kết quả: giữ hạng đang có', en: 'Result: keeps its star' },
    vi: {
      title: '{product} chưa được nâng hạng',
      body: 'Theo kết quả của Hội đồng, điểm trung bình {mean}, sản phẩm {product} chưa đạt hạng cao hơn {held} sao và giữ nguyên hạng, giấy chứng nhận đang có.',
      next: 'Mở thông báo để xem lý do và cách ngắn nhất để đạt hạng cao hơn.',
    },
    en: {
      title: '{product} is not upgraded',
      body: 'By the council’s result, mean {mean}, {product} reaches no higher star than the {held} it holds, and keeps them with their certificate.',
      next: 'Open the letter for the reasons and the shortest way to a higher star.',
    },
  },
  'recognition.to-ministry': {
    roles: owners,
    name: { vi: 'Kết quả: gửi Bộ đánh giá 5 sao', en: 'Result: on to the Ministry' },
    vi: {
      title: '{product} được gửi Bộ đánh giá 5 sao',
      body: 'Quyết định {decision} phê duyệt kết quả {mean} điểm của {product}; tỉnh gửi hồ sơ lên Bộ Nông nghiệp và Môi trường.',
      next: 'Chuẩn bị 05 sản phẩm mẫu theo hướng dẫn của cơ quan tham mưu.',
    },
    en: {
      title: '{product} goes on to the Ministry',
      body: 'Decision {decision} approves the result of {product} with {mean} points; the province sends it to the Ministry.',
      next: 'Prepare five samples as the office asks.',
    },
  },
  'recognition.measure': {
    roles: owners,
    name: { vi: 'Quyết định về giấy chứng nhận', en: 'Decision on a certificate' },
    vi: {
      title: '{product}: {measure}',
      body: 'Quyết định {decision} ngày {day}: {measure}. Lý do: {reason}.',
      next: 'Xem trang sản phẩm và thực hiện đúng quyết định.',
    },
    en: {
      title: '{product}: {measure}',
      body: 'Decision {decision} of {day}: {measure}. Reason: {reason}.',
      next: 'See the product page and act by the decision.',
    },
  },
  'recognition.expiring': {
    roles: owners,
    name: { vi: 'Giấy chứng nhận sắp hết hạn', en: 'A certificate is about to end' },
    vi: {
      title: '{product}: {stage}',
      body: 'Giấy chứng nhận {star} sao của {product} có giá trị đến hết ngày {until}.',
      next: '{next}',
    },
    en: {
      title: '{product}: {stage}',
      body: 'The certificate of {product} ({star} stars) is valid to the end of {until}.',
      next: '{next}',
    },
  },
}
