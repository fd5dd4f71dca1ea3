import type { Day } from '../calendar/index.ts'
import type { Sheet } from '../criteria/index.ts'
import type { FormField, FormValues } from '../forms/index.ts'
import type { Answer, Score } from '../scoring/index.ts'

/** A paper of the vault as the check sees it. `kind`: a row of evidence.json. `pages`: number of pages on file. */
export interface ExaminedPaper {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly number: string | null
  readonly issuer: string | null
  readonly issuedOn: Day | null
  readonly validUntil: Day | null
  readonly pages: number
  readonly hashes: readonly string[]
  readonly pictures: boolean
}

/** A paper laid to a criterion (null: to the dossier as a whole), at a page (null: the whole paper). */
export interface ExaminedPin {
  readonly paper: string
  readonly criterion: string | null
  readonly page: number | null
}

export interface EvidenceRow {
  readonly id: string
  readonly label: string
  readonly requirement: string
  readonly expires?: boolean | undefined
}

/** Everything the check looks at. Gathered by the feature; nothing is read from anywhere else. */
export interface Examined {
  readonly today: Day
  readonly kind: 'first' | 'upgrade' | 'reevaluation'
  readonly setNo: number
  readonly sheet: Sheet
  readonly score: Score
  readonly answers: Readonly<Record<string, Answer>>
  readonly notes: Readonly<Record<string, string>>
  readonly wishStar: number | null
  readonly form: FormValues
  /** The fields asked of this kind, those required marked so. */
  readonly fields: readonly (FormField & { readonly mustFill: boolean })[]
  readonly papers: readonly ExaminedPaper[]
  readonly pins: readonly ExaminedPin[]
  readonly evidenceRows: readonly EvidenceRow[]
  /** Kinds of owners admitted for this set (Điều 2 khoản 3), and all kinds there are. */
  readonly owners: { readonly admitted: readonly string[]; readonly all: readonly string[] }
  /** What the records say, to be compared with what the form says. */
  readonly recorded: { readonly producerName: string; readonly productName: string }
  /** The recognition in force, if there is one. */
  readonly prior: { readonly star: number; readonly validUntil: Day } | null
  /** Days between which a re-evaluation is filed (Điều 7 khoản 6 điểm a); null for other kinds or without a recognition. */
  readonly window: { readonly earliest: Day; readonly latest: Day } | null
  /** The round the dossier would come into: proposals of the commune strictly before that day (Điều 5). */
  readonly round: { readonly proposalsBefore: Day; readonly heldBefore: Day } | null
  /** The last day on which the commune still has its 15 working days before the round closes (Điều 7 khoản 2). */
  readonly fileBy: Day | null
  /** Samples to hand over (Điều 6 khoản 2 điểm d). */
  readonly samples: number
  /** Bands: points from which each star stands. */
  readonly starFrom: Readonly<Record<number, number>>
}

/** Where a finding belongs: what to open in order to mend it. */
export type Place =
  | { readonly field: string }
  | { readonly criterion: string }
  | { readonly paper: string }
  | { readonly whole: true }

/** One thing found. `data` fills the words. */
export interface Found {
  readonly at: Place
  readonly data?: Readonly<Record<string, string | number>>
}

/** Blocking: filing is refused until it is mended. Advice: said, and left to the one who files. */
export type Weight = 'blocking' | 'advice'

/** One rule: an id whose words live in words.vi.ts and words.en.ts, the article it rests on, what it finds. */
export interface PrecheckRule {
  readonly id: string
  readonly article: string
  readonly weight: Weight
  readonly find: (examined: Examined) => readonly Found[]
}

export interface Finding extends Found {
  readonly rule: string
  readonly article: string
  readonly weight: Weight
}
