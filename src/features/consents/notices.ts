import type { NoticeTemplate } from '../../platform/notice.ts'

/** What is said when somebody may act for a producer, and when the producer objects. */
export const CONSENT_NOTICES = {
  'consents.recorded': {
    roles: ['producer'],
    name: { vi: 'Ủy quyền cho cán bộ được ghi nhận', en: 'A consent was recorded' },
    vi: {
      title: '{officer} được làm thay {producer}',
      body: 'Ghi nhận ngày {day}, có giá trị đến hết ngày {until}.\nCách đồng ý: {way}.\nNgười đồng ý: {givenBy}.',
      next: 'Nếu không đồng ý, bấm “Phản đối” hoặc “Dừng ủy quyền”; hiệu lực dừng ngay.',
    },
    en: {
      title: '{officer} may act for {producer}',
      body: 'Recorded on {day}, until the end of {until}.\nHow: {way}.\nGiven by: {givenBy}.',
      next: 'If you do not agree, press “Contest” or “End”; it stops at once.',
    },
  },
  'consents.contested': {
    roles: ['commune-officer', 'provincial-office'],
    name: { vi: 'Chủ thể phản đối việc làm thay', en: 'A producer contests' },
    vi: {
      title: '{producer} phản đối việc làm thay',
      body: '{by} phản đối ngày {day} những việc {officer} đã làm theo ủy quyền; ủy quyền đã dừng.\nLý do: {reason}',
      next: 'Liên hệ chủ thể, làm rõ; hồ sơ nộp sai thì rút và nộp lại.',
    },
    en: {
      title: '{producer} contests what was done for it',
      body: '{by} contested on {day} what {officer} did with its consent; the consent has ended.\nReason: {reason}',
      next: 'Get in touch and clear it up; withdraw and file again what was filed wrongly.',
    },
  },
} as const satisfies Record<string, NoticeTemplate>
