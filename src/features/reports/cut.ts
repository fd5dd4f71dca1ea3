import type { Day } from '../../rules/calendar/index.ts'
import type { Held, RecognitionEvent } from '../../rules/validity/index.ts'

/** A product as reports know it. */
export interface ProductFact {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly producerId: string | null
  readonly producer: string | null
  readonly legalType: string | null
  /** Of the representative; null: not stated. Never printed of a person, only counted. */
  readonly woman: boolean | null
  readonly minority: boolean | null
  readonly placeCode: string | null
  readonly placeDay: Day | null
  readonly province: string | null
  readonly set: number | null
  readonly sector: string | null
  readonly hasTrace: boolean
  readonly hasShop: boolean
  readonly isPublic: boolean
  readonly isDemo: boolean
}

export interface RecognitionFact extends Held {
  readonly productId: string
  readonly level: string | null
  readonly decisionNo: string | null
  readonly regime: string | null
  readonly events: readonly RecognitionEvent[]
}

export interface DossierFact {
  readonly id: string
  readonly productId: string
  readonly product: string
  readonly producer: string | null
  readonly kind: string
  readonly regime: string
  readonly set: number
  readonly sector: string | null
  readonly placeCode: string
  readonly province: string
  readonly roundId: string | null
  readonly status: string
  readonly filedOn: Day | null
  /** Days of the actions that closed it, if any. */
  readonly endedOn: Day | null
  /** The day of its last action. */
  readonly movedOn: Day
  /** Standing result of the province: two decimals as printed, and the star. */
  readonly points: string | null
  readonly star: number | null
  readonly resultOn: Day | null
}

export interface RoundFact {
  readonly id: string
  readonly title: string
  readonly year: number
  readonly ordinal: number
  readonly regime: string
  readonly proposalsBefore: Day
  readonly heldBefore: Day
}

/** One product on a council's agenda with how its members agreed. */
export interface HearingFact {
  readonly id: string
  readonly sittingId: string
  readonly council: string
  readonly heldOn: Day
  readonly dossierId: string
  readonly product: string
  readonly members: number
  /** Greatest less least of the totals counted; null before they were opened. */
  readonly spread: number | null
  readonly rounds: number
  readonly points: string | null
  readonly star: number | null
}

export interface TargetFact {
  readonly code: string
  readonly words: { readonly vi: string; readonly en: string }
  readonly needed: number
  readonly now: number
  readonly met: boolean
}

export interface PlanFact {
  readonly number: string
  readonly issuedOn: Day
  readonly year: number
  readonly targets: readonly TargetFact[]
  readonly groups: readonly {
    readonly no: number
    readonly title: { readonly vi: string; readonly en: string }
    readonly tasks: number
    readonly done: number
    readonly late: number
  }[]
}

/** A figure another part of the house counts for a group of the plan: trainings, fairs, inspections. */
export interface SourcedFigure {
  readonly key: string
  readonly group: number
  readonly label: { readonly vi: string; readonly en: string }
  readonly unit: { readonly vi: string; readonly en: string }
  readonly value: number
  readonly before: number | null
  readonly records: readonly {
    readonly id: string
    readonly path: string | null
    readonly title: string
    readonly day: Day | null
    readonly amount: number | null
  }[]
}

export interface Sets {
  readonly products: readonly ProductFact[]
  readonly recognitions: readonly RecognitionFact[]
  readonly dossiers: readonly DossierFact[]
  readonly rounds: readonly RoundFact[]
  readonly hearings: readonly HearingFact[]
  readonly plan: readonly PlanFact[]
  readonly sourced: readonly SourcedFigure[]
}
export type SetName = keyof Sets

/** Names that codes stand for on the day of the cut, so that a report made again says the same words. */
export interface CutWords {
  readonly sectors: Readonly<Record<string, { readonly vi: string; readonly en: string }>>
  readonly legalTypes: Readonly<Record<string, { readonly vi: string; readonly en: string }>>
  /** Of `unitsOn`: which unit each (code, day) lies in, by `code@day`; '' where it cannot be told. */
  readonly communes: Readonly<Record<string, { readonly code: string; readonly name: string }>>
  /** The name each (code, day) had on its own day, for lists. */
  readonly names: Readonly<Record<string, string>>
  readonly province: string
}

/** Everything a report was made from: with its params and the version of its definition it can be made again. */
export interface Cut extends Sets {
  /** The records are those on file at the end of this day. */
  readonly asOf: Day
  readonly words: CutWords
}
