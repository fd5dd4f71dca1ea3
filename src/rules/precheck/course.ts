import { daysBetween } from '../calendar/index.ts'
import type { EvidenceRow, Examined, ExaminedPaper, PrecheckRule } from './examined.ts'
import { textOf, usedPapers, whole } from './looking.ts'

const SECTIONS_OF_UPDATE = 'Điều 6 khoản 1 điểm c'

/** The nine things a re-evaluation must bring up to date (Điều 6 khoản 1 điểm c), each a field of its own on the screen. */
export const UPDATE_TOPICS = [
  'nguyen-lieu',
  'cong-nghe',
  'bao-bi',
  'nhan-mac',
  'cong-bo',
  'kiem-nghiem',
  'thi-truong',
  'san-luong',
  'doanh-thu',
] as const

/** The name under which the answer to a topic is kept in the form. */
export function updateField(topic: string): string {
  return `reevaluationUpdate.${topic}`
}

/** Legal papers with a term (Điều 6 khoản 1 điểm c): of a kind that expires, or with a last day of their own. */
export function timedPapers<P extends Pick<ExaminedPaper, 'kind' | 'validUntil'>>(
  papers: readonly P[],
  rows: readonly EvidenceRow[],
): P[] {
  const kinds = new Set(rows.filter((row) => row.expires).map((row) => row.id))
  return papers.filter((paper) => paper.validUntil !== null || kinds.has(paper.kind))
}

const isOf = (kind: Examined['kind']) => (examined: Examined) => examined.kind === kind

/** Rules about the course a dossier takes: its kind, its day, its round. */
export const courseRules: readonly PrecheckRule[] = [
  {
    id: 'already-recognised',
    article: 'Điều 7 khoản 5, khoản 6',
    weight: 'blocking',
    find: ({ kind, prior, today }) =>
      kind === 'first' && prior && prior.validUntil >= today
        ? [{ at: whole, data: { star: prior.star, until: prior.validUntil } }]
        : [],
  },
  {
    id: 'nothing-recognised-before',
    article: 'Điều 7 khoản 5, khoản 6',
    weight: 'blocking',
    find: ({ kind, prior }) => (kind !== 'first' && prior === null ? [{ at: whole }] : []),
  },
  {
    id: 'upgrade-not-higher',
    article: 'Điều 7 khoản 5',
    weight: 'blocking',
    find: ({ kind, prior, wishStar }) =>
      kind === 'upgrade' && prior && wishStar !== null && wishStar <= prior.star
        ? [{ at: whole, data: { star: prior.star, wish: wishStar } }]
        : [],
  },
  {
    id: 'upgrade-points-not-higher',
    article: 'Điều 7 khoản 5',
    weight: 'advice',
    find: ({ kind, prior, score }) =>
      kind === 'upgrade' && prior && score.points > 0 && (score.star ?? 0) <= prior.star
        ? [{ at: whole, data: { star: prior.star, reached: score.star ?? 0 } }]
        : [],
  },
  {
    id: 'upgrade-on-a-lapsing-certificate',
    article: 'Điều 7 khoản 6 điểm a',
    weight: 'advice',
    find: ({ kind, prior, today }) =>
      kind === 'upgrade' && prior && daysBetween(today, prior.validUntil) <= 180
        ? [{ at: whole, data: { until: prior.validUntil } }]
        : [],
  },
  {
    id: 'filed-too-early',
    article: 'Điều 7 khoản 6 điểm a',
    weight: 'blocking',
    find: (examined) =>
      isOf('reevaluation')(examined) && examined.window && examined.today < examined.window.earliest
        ? [{ at: whole, data: { earliest: examined.window.earliest } }]
        : [],
  },
  {
    id: 'filed-too-late',
    article: 'Điều 7 khoản 6 điểm a; Điều 12 khoản 3',
    weight: 'advice',
    find: (examined) =>
      isOf('reevaluation')(examined) && examined.window && examined.today > examined.window.latest
        ? [{ at: whole, data: { latest: examined.window.latest } }]
        : [],
  },
  {
    id: 'update-missing',
    article: SECTIONS_OF_UPDATE,
    weight: 'blocking',
    find: (examined) =>
      isOf('reevaluation')(examined)
        ? UPDATE_TOPICS.filter((topic) => textOf(examined, updateField(topic)) === '').map((topic) => ({
            at: { field: updateField(topic) },
            data: { topic },
          }))
        : [],
  },
  {
    id: 'legal-papers-not-renewed',
    article: SECTIONS_OF_UPDATE,
    weight: 'blocking',
    find: (examined) => {
      if (!isOf('reevaluation')(examined)) return []
      const timed = timedPapers(usedPapers(examined), examined.evidenceRows)
      return timed.length === 0 ? [{ at: whole }] : []
    },
  },
  {
    id: 'samples-to-hand-over',
    article: 'Điều 6 khoản 2 điểm d',
    weight: 'advice',
    find: ({ samples }) => (samples > 0 ? [{ at: whole, data: { samples } }] : []),
  },
  {
    id: 'round-is-near',
    article: 'Điều 5 khoản 1; Điều 7 khoản 2',
    weight: 'advice',
    find: ({ kind, fileBy, today, round }) =>
      kind !== 'reevaluation' && fileBy !== null && round !== null && today > fileBy
        ? [{ at: whole, data: { fileBy, before: round.proposalsBefore } }]
        : [],
  },
]
