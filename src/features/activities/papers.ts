import { renderSVG } from 'uqr'
import { formatDay, formatInstant } from '../../platform/i18n/index.ts'
import { type StatePaper, statePaperPdf } from '../../platform/papers/index.ts'
import { formatDayLong } from '../../rules/vietnamese/index.ts'
import type { ActivityFull, PersonLine } from './queries.ts'

/** Who issues papers of an activity, as named on the day. */
export interface Issuer {
  readonly name: string
  readonly seat: string
}

const demoMark = (isDemo: boolean) => (isDemo ? 'Dữ liệu minh họa' : undefined)

const daysOf = (activity: Pick<ActivityFull, 'first_day' | 'last_day'>) =>
  activity.first_day === activity.last_day
    ? `ngày ${formatDay(activity.first_day)}`
    : `từ ngày ${formatDay(activity.first_day)} đến ngày ${formatDay(activity.last_day)}`

export interface AttestationFacts {
  readonly number: string
  readonly issuedOn: string
  readonly kind: string
  readonly attended: number
  /** Address that says whether the paper is genuine. */
  readonly verifyAt: string
}

/** Giấy xác nhận: who was at which activity, how often; the QR opens the page that vouches for it. */
export function attestationPaper(
  activity: ActivityFull,
  person: Pick<PersonLine, 'person_name' | 'unit' | 'producer'>,
  facts: AttestationFacts,
  issuer: Issuer,
): StatePaper {
  return {
    title: `Giấy xác nhận ${facts.number}`,
    mark: demoMark(activity.is_demo),
    letterhead: {
      own: issuer.name,
      number: `Số: ${facts.number}`,
      placeDate: `${issuer.seat}, ${formatDayLong(facts.issuedOn)}`,
    },
    kind: 'Giấy xác nhận',
    about: `Tham gia ${facts.kind.toLocaleLowerCase('vi')}`,
    body: [
      { kind: 'paragraph', text: `${issuer.name} xác nhận:` },
      {
        kind: 'fields',
        rows: [
          { label: 'Ông/bà', value: person.person_name },
          { label: 'Đơn vị', value: person.producer ?? (person.unit || null) },
          { label: 'Đã tham gia', value: activity.title.vi },
          { label: 'Thời gian', value: daysOf(activity) },
          { label: 'Địa điểm', value: activity.venue },
          { label: 'Số buổi có mặt', value: `${facts.attended}/${activity.sessions.length}` },
        ],
      },
      ...(activity.programme.vi
        ? ([
            { kind: 'paragraph', text: 'Nội dung:' },
            { kind: 'typed', text: activity.programme.vi },
          ] as const)
        : []),
      {
        kind: 'paragraph',
        text: 'Giấy này được cấp theo danh sách điểm danh ghi trên hệ thống và dùng làm tài liệu minh chứng trong hồ sơ OCOP của chủ thể./.',
      },
      { kind: 'space', mm: 4 },
      {
        kind: 'picture',
        file: 'qr.svg',
        alt: 'Mã QR mở trang xác thực giấy này',
        widthMm: 26,
        caption: `Xác thực: ${facts.verifyAt.replace(/^https?:\/\//, '')}`,
      },
    ],
    recipients: ['Người có tên', ...(person.producer ? [person.producer] : [])],
    signature: { authority: 'Thủ trưởng đơn vị', note: '(Ký, đóng dấu, ghi rõ họ tên)' },
    pictures: {
      'qr.svg': new TextEncoder().encode(renderSVG(facts.verifyAt, { ecc: 'M', border: 1 })),
    },
  }
}

/** Danh sách điểm danh: those who enrolled, a column a session, room to sign; what is known already is filled in. */
export function rollPaper(
  activity: ActivityFull,
  people: readonly PersonLine[],
  kind: string,
  issuer: Issuer,
): StatePaper {
  const here = people.filter((person) => person.status === 'enrolled')
  const blank = Math.max(0, Math.min(8, (activity.seats ?? here.length + 4) - here.length))
  return {
    title: `Danh sách điểm danh – ${activity.title.vi}`,
    mark: demoMark(activity.is_demo),
    letterhead: {
      own: issuer.name,
      placeDate: `${issuer.seat}, ${formatDayLong(activity.first_day)}`,
    },
    kind: 'Danh sách điểm danh',
    about: `${kind}: ${activity.title.vi}`,
    landscape: true,
    body: [
      {
        kind: 'paragraph',
        text: `Địa điểm: ${activity.venue}. Thời gian: ${daysOf(activity)}. Có mặt ghi “x” là đã điểm danh trên hệ thống; người khác ký vào ô của buổi.`,
      },
      {
        kind: 'table',
        columns: [
          { head: 'TT', width: { mm: 10 }, align: 'center' },
          { head: 'Họ và tên', width: 2 },
          { head: 'Đơn vị', width: 2 },
          ...activity.sessions.map((session) => ({
            head: `Buổi ${session.ordinal} ${formatInstant(session.starts_at)}`,
            align: 'center' as const,
          })),
        ],
        rows: [
          ...here.map((person, index) => [
            String(index + 1),
            person.person_name,
            person.producer ?? person.unit,
            ...activity.sessions.map((session) =>
              person.attended.some((each) => each.sessionId === session.id) ? 'x' : '',
            ),
          ]),
          ...Array.from({ length: blank }, (_, index) => [
            String(here.length + index + 1),
            '',
            '',
            ...activity.sessions.map(() => ''),
          ]),
        ],
      },
    ],
    signature: { authority: 'Người lập danh sách', note: '(Ký, ghi rõ họ tên)' },
  }
}

/** Equal facts give equal bytes. */
export function attestationPdf(paper: StatePaper, issuedOn: string): Promise<Buffer> {
  return statePaperPdf(paper, { at: new Date(`${issuedOn}T00:00:00Z`) })
}
