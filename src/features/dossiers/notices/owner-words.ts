import type { NoticeTemplate } from '../../../platform/notice.ts'

const roles = ['producer'] as const

/** What the producer hears of a dossier: what changed, why, what to do next. */
export const OWNER_WORDS = {
  'dossiers.handed-in': {
    roles,
    name: { vi: 'Biên nhận: hồ sơ đã nộp', en: 'Receipt: dossier handed in' },
    vi: {
      title: 'Đã nộp hồ sơ “{product}”',
      body: 'Hồ sơ đã đến {place} ngày {day}.\nNội dung lúc nộp được lưu nguyên trạng, có mã kiểm chứng.',
      next: 'Chờ UBND cấp xã tiếp nhận. Giữ điện thoại để xã liên hệ; chuẩn bị bộ giấy và sản phẩm mẫu (trừ du lịch).',
    },
    en: {
      title: 'Dossier “{product}” handed in',
      body: 'It reached {place} on {day}.\nIts content was frozen as filed and can be proven.',
      next: 'Wait for the commune to receive it. Have the paper set and the samples ready (none for tourism).',
    },
  },
  'dossiers.acted-for-you': {
    roles,
    name: { vi: 'Cán bộ đã làm thay theo ủy quyền', en: 'An officer acted for you' },
    vi: {
      title: 'Cán bộ đã làm thay ông/bà: {deed}, “{product}”',
      body: '{actor} đã làm việc này ngày {day} theo ủy quyền đã ghi nhận.',
      next: 'Xem lại nội dung. Nếu không đồng ý, bấm “Phản đối” tại trang ủy quyền; việc làm thay dừng ngay.',
    },
    en: {
      title: 'An officer acted for you: {deed}, “{product}”',
      body: '{actor} did this on {day} with the consent on record.',
      next: 'Look it over. If you do not agree, press “Contest” on the consent page; acting for you stops at once.',
    },
  },
  'dossiers.received': {
    roles,
    name: { vi: 'Xã đã tiếp nhận hồ sơ', en: 'Received by the commune' },
    vi: {
      title: '{place} đã tiếp nhận hồ sơ “{product}”',
      body: 'Ngày tiếp nhận: {day}.\nXã xem xét trong 15 ngày làm việc, chậm nhất ngày {due} (Điều 7 khoản 2).',
      next: 'Chưa phải làm gì. Nếu xã cần bổ sung, ông/bà sẽ được báo.',
    },
    en: {
      title: '{place} has received “{product}”',
      body: 'Day of receipt: {day}.\nThe commune has 15 working days, until {due} (Điều 7 khoản 2).',
      next: 'Nothing to do for now. You will be told if something must be completed.',
    },
  },
  'dossiers.returned': {
    roles,
    name: { vi: 'Hồ sơ được trả lại để bổ sung', en: 'Returned for completion' },
    vi: {
      title: 'Hồ sơ “{product}” cần bổ sung',
      body: '{office} trả lại ngày {day}.\nLý do: {reason}\nSố điểm cần trả lời: {remarks}.',
      next: 'Mở hồ sơ, trả lời từng điểm, sửa phần được nhắc rồi nộp lại. Những phần khác giữ nguyên.',
    },
    en: {
      title: '“{product}” needs to be completed',
      body: 'Returned by {office} on {day}.\nReason: {reason}\nRemarks to answer: {remarks}.',
      next: 'Open the dossier, answer each remark, mend what it is about and hand in again. The rest stays as it is.',
    },
  },
  'dossiers.proposed': {
    roles,
    name: { vi: 'Xã đã đề nghị tỉnh', en: 'Proposed to the province' },
    vi: {
      title: '{place} đã đề nghị đánh giá “{product}”',
      body: 'Hồ sơ cùng báo cáo của xã đã gửi cấp tỉnh ngày {day}.',
      next: 'Chưa phải làm gì. Cấp tỉnh sẽ kiểm tra và xếp vào đợt đánh giá.',
    },
    en: {
      title: '{place} has proposed “{product}”',
      body: 'The dossier and the commune’s report went to the province on {day}.',
      next: 'Nothing to do for now. The province checks it and puts it into a round.',
    },
  },
  'dossiers.received-province': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Tỉnh đã tiếp nhận hồ sơ', en: 'Received by the province' },
    vi: {
      title: 'Cấp tỉnh đã tiếp nhận hồ sơ “{product}”',
      body: 'Ngày tiếp nhận: {day}.\nThời hạn xử lý: {due}.',
      next: 'Chưa phải làm gì. Cấp tỉnh có thể khảo sát thực tế hoặc yêu cầu hoàn thiện.',
    },
    en: {
      title: 'The province has received “{product}”',
      body: 'Day of receipt: {day}.\nTo be dealt with by {due}.',
      next: 'Nothing to do for now. The province may visit you or ask for completion.',
    },
  },
  'dossiers.in-round': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Hồ sơ vào đợt đánh giá', en: 'Put into a round' },
    vi: {
      title: '“{product}” vào {round}',
      body: 'Hội đồng đánh giá trước ngày {held} (Điều 5 khoản 1).',
      next: 'Giữ sản phẩm mẫu sẵn sàng; Tổ tư vấn có thể đến cơ sở.',
    },
    en: {
      title: '“{product}” is in {round}',
      body: 'The council judges before {held} (Điều 5 khoản 1).',
      next: 'Keep samples ready; the advisory team may come to see the place.',
    },
  },
  'dossiers.off-round': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Hồ sơ đưa ra khỏi đợt', en: 'Taken out of a round' },
    vi: {
      title: '“{product}” được đưa ra khỏi đợt',
      body: 'Ngày {day}.\nLý do: {reason}',
      next: 'Chưa phải làm gì; cơ quan cấp tỉnh sẽ xếp lại và báo.',
    },
    en: {
      title: '“{product}” was taken out of the round',
      body: 'On {day}.\nReason: {reason}',
      next: 'Nothing to do for now; the province will put it elsewhere and tell you.',
    },
  },
  'dossiers.surveyed': {
    roles,
    name: { vi: 'Đã khảo sát thực tế', en: 'Visited by the advisory team' },
    vi: {
      title: 'Đã khảo sát thực tế cho “{product}”',
      body: '{actor} đã ghi kết quả khảo sát ngày {day}.',
      next: 'Chưa phải làm gì; nếu cần bổ sung, ông/bà sẽ được báo.',
    },
    en: {
      title: 'A visit was recorded for “{product}”',
      body: '{actor} recorded the visit on {day}.',
      next: 'Nothing to do for now; you will be told if something must be completed.',
    },
  },
  'dossiers.extra-test': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Đề nghị kiểm nghiệm bổ sung', en: 'An extra test is asked for' },
    vi: {
      title: '“{product}” cần kiểm nghiệm bổ sung',
      body: 'Tổ tư vấn đề nghị ngày {day}.\nNội dung: {reason}\nHạn gửi kết quả: {due}.',
      next: 'Gửi mẫu đến phòng kiểm nghiệm được chỉ định, rồi nộp phiếu kết quả vào kho minh chứng và báo cho xã.',
    },
    en: {
      title: '“{product}” needs an extra test',
      body: 'Asked for by the advisory team on {day}.\nWhat: {reason}\nResult due by {due}.',
      next: 'Send a sample to a designated laboratory, put the result into your evidence and tell the commune.',
    },
  },
  'dossiers.before-council': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Hồ sơ trình Hội đồng', en: 'Before the council' },
    vi: {
      title: '“{product}” được trình Hội đồng',
      body: 'Hồ sơ đã có báo cáo và chờ Hội đồng đánh giá.',
      next: 'Giữ liên lạc; kết quả được thông báo bằng văn bản sau khi có quyết định.',
    },
    en: {
      title: '“{product}” is before the council',
      body: 'The report on it is in; the council will judge it.',
      next: 'Stay within reach; the result is sent in writing after the decision.',
    },
  },
  'dossiers.off-agenda': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Rút khỏi chương trình họp', en: 'Taken off the agenda' },
    vi: {
      title: '“{product}” được rút khỏi chương trình họp',
      body: 'Lý do: {reason}',
      next: 'Chưa phải làm gì; cơ quan cấp tỉnh sẽ báo bước tiếp theo.',
    },
    en: {
      title: '“{product}” was taken off the agenda',
      body: 'Reason: {reason}',
      next: 'Nothing to do for now; the province tells you the next step.',
    },
  },
  'dossiers.recognised': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Được công nhận', en: 'Recognised' },
    vi: {
      title: '“{product}” được công nhận',
      body: 'Quyết định có ngày {day}. Giấy chứng nhận có giá trị 36 tháng kể từ ngày ban hành (Điều 4 khoản 3).',
      next: 'Xem giấy chứng nhận và quy định dùng nhãn OCOP. Nhớ nộp hồ sơ đánh giá lại 180 đến 120 ngày trước khi hết hạn.',
    },
    en: {
      title: '“{product}” is recognised',
      body: 'Decision of {day}. The certificate stands for 36 months from its issue (Điều 4 khoản 3).',
      next: 'See the certificate and how the mark may be used. File for re-evaluation 180 to 120 days before expiry.',
    },
  },
  'dossiers.not-recognised': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Chưa được công nhận', en: 'Not recognised' },
    vi: {
      title: '“{product}” chưa được công nhận lần này',
      body: 'Ngày {day}.\nLý do: {reason}',
      next: 'Xem điểm từng tiêu chí và những việc nên làm trước để đạt sao. Có thể kiến nghị xem lại.',
    },
    en: {
      title: '“{product}” is not recognised this time',
      body: 'On {day}.\nReason: {reason}',
      next: 'See the points by criterion and what to do first to reach a star. You may ask for a review.',
    },
  },
  'dossiers.to-ministry': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Gửi Bộ đánh giá 5 sao', en: 'On the way to five stars' },
    vi: {
      title: '“{product}” từ 90 điểm: {deed}',
      body: 'Ngày {day}. Sản phẩm từ 90 điểm trở lên được đề nghị Bộ Nông nghiệp và Môi trường đánh giá 5 sao (Điều 7 khoản 3 điểm e).',
      next: 'Chuẩn bị 05 sản phẩm mẫu (trừ du lịch) và giữ liên lạc với cơ quan cấp tỉnh.',
    },
    en: {
      title: '“{product}” has 90 points or more: {deed}',
      body: 'On {day}. From 90 points on the Ministry is asked to judge for five stars (Điều 7 khoản 3 điểm e).',
      next: 'Have five samples ready (none for tourism) and stay within reach of the province.',
    },
  },
  'dossiers.refused': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Hồ sơ bị từ chối', en: 'Refused' },
    vi: {
      title: 'Hồ sơ “{product}” bị từ chối',
      body: 'Ngày {day}.\nLý do: {reason}',
      next: 'Xem lý do; khi đủ điều kiện, lập hồ sơ mới. Giấy tờ đã nộp vẫn còn trong kho minh chứng.',
    },
    en: {
      title: '“{product}” was refused',
      body: 'On {day}.\nReason: {reason}',
      next: 'See the reason; file anew when the conditions are met. Your papers remain in the evidence vault.',
    },
  },
  'dossiers.review': {
    roles: ['producer', 'commune-officer'],
    name: { vi: 'Kết quả kiến nghị', en: 'Answer to your request for review' },
    vi: { title: 'Xem xét lại kết quả “{product}”: {deed}', body: 'Ngày {day}.\nLý do: {reason}' },
    en: { title: 'Result of “{product}”, looked at again: {deed}', body: 'On {day}.\nReason: {reason}' },
  },
} as const satisfies Record<string, NoticeTemplate>
