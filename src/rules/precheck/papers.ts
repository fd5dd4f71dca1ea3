import { addDays, addMonths } from '../calendar/index.ts'
import { leaves } from '../criteria/index.ts'
import type { Examined, ExaminedPaper, Found, PrecheckRule } from './examined.ts'
import { claimed, nameOf, papersAt, papersOfKind, usedPapers } from './looking.ts'

const TABLE = 'Phụ lục III, Mẫu số 02, Phần III, bảng tài liệu minh chứng'
const VALID = 'Điều 6 khoản 1 điểm c; Phụ lục III, Mẫu số 02, Phần III'

/**
 * Age in months after which a test report is pointed out. QĐ 26/2026 sets none ("các phiếu kiểm nghiệm định kỳ", Điều 6
 * khoản 1 điểm c): a stated default of one year, advice only.
 */
export const TEST_REPORT_MONTHS = 12
/** Days before its end from which a paper that is still valid is pointed out. No number of the law: a stated default. */
export const EXPIRING_DAYS = 90

const about = (paper: ExaminedPaper, more: Record<string, string | number> = {}): Found => ({
  at: { paper: paper.id },
  data: { paper: paper.title, ...more },
})

function expires({ evidenceRows }: Examined, kind: string): boolean {
  return evidenceRows.find((row) => row.id === kind)?.expires === true
}

/** Criteria that ask for this kind of evidence, on which points are claimed and nothing of the kind is laid. */
function unproven(examined: Examined, kind: string): Found[] {
  return claimed(examined)
    .filter(({ criterion }) => criterion.evidence?.includes(kind))
    .filter(({ criterion }) => {
      const wanted = new Set(criterion.evidence)
      return !papersAt(examined, criterion.code).some((paper) => wanted.has(paper.kind))
    })
    .map(({ criterion }) => ({
      at: { criterion: criterion.code },
      data: {
        criterion: nameOf(criterion),
        kind,
        label: rowLabel(examined, kind),
        needs: rowNeeds(examined, kind),
      },
    }))
}

const rowLabel = ({ evidenceRows }: Examined, kind: string) =>
  evidenceRows.find((row) => row.id === kind)?.label ?? kind
const rowNeeds = ({ evidenceRows }: Examined, kind: string) =>
  evidenceRows.find((row) => row.id === kind)?.requirement ?? ''

/** The 15 rows of the table of evidence: each row is a rule of its own, with its own words for what proves it. */
export const EVIDENCE_KINDS = [
  'dang-ky-kinh-doanh',
  'du-dieu-kien-san-xuat',
  'nguon-goc-nguyen-lieu',
  'moi-truong-cong-nghe',
  'lao-dong-dia-phuong',
  'tang-truong',
  'so-huu-tri-tue',
  'thi-truong-xuc-tien',
  'quang-ba',
  'cau-chuyen',
  'cong-bo-chat-luong',
  'phieu-kiem-nghiem',
  'ma-vach-truy-xuat',
  'he-thong-chat-luong',
  'giai-thuong',
] as const

const unprovenRules: readonly PrecheckRule[] = EVIDENCE_KINDS.map((kind) => ({
  id: `not-proven-${kind}`,
  article: TABLE,
  weight: 'advice',
  find: (examined) => unproven(examined, kind),
}))

/** Rules about the papers laid to the dossier. */
export const paperRules: readonly PrecheckRule[] = [
  ...unprovenRules,
  {
    id: 'paper-expired',
    article: VALID,
    weight: 'blocking',
    find: (examined) =>
      usedPapers(examined)
        .filter((paper) => paper.validUntil !== null && paper.validUntil < examined.today)
        .map((paper) => about(paper, { until: paper.validUntil! })),
  },
  {
    id: 'paper-expires-soon',
    article: VALID,
    weight: 'advice',
    find: (examined) => {
      const until = examined.round?.heldBefore ?? addDays(examined.today, EXPIRING_DAYS)
      return usedPapers(examined)
        .filter(({ validUntil }) => validUntil !== null && validUntil >= examined.today && validUntil < until)
        .map((paper) => about(paper, { until: paper.validUntil! }))
    },
  },
  {
    id: 'paper-without-end',
    article: VALID,
    weight: 'advice',
    find: (examined) =>
      usedPapers(examined)
        .filter((paper) => paper.validUntil === null && expires(examined, paper.kind))
        .filter((paper) => paper.kind !== 'phieu-kiem-nghiem')
        .map((paper) => about(paper)),
  },
  {
    id: 'test-report-old',
    article: 'Điều 6 khoản 1 điểm c',
    weight: 'advice',
    find: (examined) =>
      papersOfKind(examined, 'phieu-kiem-nghiem')
        .filter(
          ({ issuedOn }) => issuedOn !== null && addMonths(issuedOn, TEST_REPORT_MONTHS) < examined.today,
        )
        .map((paper) => about(paper, { issued: paper.issuedOn!, months: TEST_REPORT_MONTHS })),
  },
  {
    id: 'test-report-undated',
    article: TABLE,
    weight: 'advice',
    find: (examined) =>
      papersOfKind(examined, 'phieu-kiem-nghiem')
        .filter(({ issuedOn }) => issuedOn === null)
        .map((paper) => about(paper)),
  },
  {
    id: 'paper-from-the-future',
    article: TABLE,
    weight: 'blocking',
    find: (examined) =>
      usedPapers(examined)
        .filter(({ issuedOn }) => issuedOn !== null && issuedOn > examined.today)
        .map((paper) => about(paper, { issued: paper.issuedOn! })),
  },
  {
    id: 'paper-without-pages',
    article: TABLE,
    weight: 'blocking',
    find: (examined) =>
      usedPapers(examined)
        .filter(({ pages }) => pages === 0)
        .map((paper) => about(paper)),
  },
  {
    id: 'page-not-there',
    article: TABLE,
    weight: 'blocking',
    find: (examined) =>
      examined.pins.flatMap((pin) => {
        const paper = examined.papers.find((one) => one.id === pin.paper)
        return paper && pin.page !== null && pin.page > paper.pages && paper.pages > 0
          ? [about(paper, { page: pin.page, pages: paper.pages })]
          : []
      }),
  },
  {
    id: 'certificate-without-number',
    article: TABLE,
    weight: 'advice',
    find: (examined) =>
      usedPapers(examined)
        .filter((paper) => expires(examined, paper.kind) && !paper.number?.trim())
        .map((paper) => about(paper)),
  },
  {
    id: 'certificate-without-issuer',
    article: TABLE,
    weight: 'advice',
    find: (examined) =>
      usedPapers(examined)
        .filter((paper) => expires(examined, paper.kind) && !paper.issuer?.trim())
        .map((paper) => about(paper)),
  },
  {
    id: 'paper-does-not-fit',
    article: TABLE,
    weight: 'advice',
    find: (examined) =>
      leaves(examined.sheet).flatMap(({ criterion }) =>
        criterion.evidence === undefined
          ? []
          : papersAt(examined, criterion.code)
              .filter((paper) => !criterion.evidence?.includes(paper.kind))
              .map((paper) =>
                about(paper, { criterion: nameOf(criterion), label: rowLabel(examined, paper.kind) }),
              ),
      ),
  },
  {
    id: 'paper-proves-nothing',
    article: TABLE,
    weight: 'advice',
    find: (examined) => {
      const held = new Set(claimed(examined).map(({ criterion }) => criterion.code))
      return examined.pins.flatMap((pin) => {
        const paper = examined.papers.find((one) => one.id === pin.paper)
        return paper && pin.criterion !== null && !held.has(pin.criterion)
          ? [about(paper, { criterion: pin.criterion })]
          : []
      })
    },
  },
  {
    id: 'same-file-in-two-papers',
    article: TABLE,
    weight: 'advice',
    find: (examined) => {
      const seen = new Map<string, ExaminedPaper>()
      return usedPapers(examined).flatMap((paper) => {
        const twin = paper.hashes.map((hash) => seen.get(hash)).find((one) => one !== undefined)
        for (const hash of paper.hashes) seen.set(hash, paper)
        return twin ? [about(paper, { other: twin.title })] : []
      })
    },
  },
  {
    id: 'growth-of-one-year',
    article: TABLE,
    weight: 'advice',
    find: (examined) => {
      const statements = papersOfKind(examined, 'tang-truong')
      const cooperative = examined.form.ownerType === 'hop-tac-xa'
      return statements.length === 1 && !cooperative && statements[0]!.pages < 2
        ? [about(statements[0]!)]
        : []
    },
  },
]
