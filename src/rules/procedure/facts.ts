import type { Day } from '../calendar/index.ts'
import type { Kind } from './lifecycle.ts'

/** An exact mean of points, never rounded before it is compared. */
export interface ExactMean {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** A standing result: its star (null = eliminated or refused), its exact mean, and the level whose council gave it. */
export interface ResultFacts {
  star: number | null
  mean: ExactMean | null
  level: string
}

/** The round a dossier is put into. `proposalsBefore`, `heldBefore`: strictly before (Điều 5). */
export interface RoundFacts {
  proposalsBefore: Day
  heldBefore: Day
  open: boolean
}

/**
 * What guards look at; the feature gathers it. A guard whose fact is absent refuses and says which: nothing is presumed.
 * `items`: ids of the dossier items on hand (procedure.json, dossiers[].items), with their count where it matters.
 */
export interface Facts {
  today: Day
  kind: Kind
  setNo: number
  ownerType?: string | null
  sheetOnFile?: boolean
  items?: Readonly<Record<string, number>>
  /** The recognition that is to be upgraded or re-evaluated. `validUntil`: last valid day without any extension. */
  prior?: { star: number; issuedOn: Day; validUntil: Day } | null
  proposedOn?: Day | null
  round?: RoundFacts | null
  result?: ResultFacts | null
  /** After an appeal: no voting member of the new panel sat in the former one. */
  separatePanel?: boolean
}
