import type { Calendar } from '../../rules/calendar/index.ts'
import type { Classification, Erratum, Sheet } from '../../rules/criteria/index.ts'
import type { Lifecycle, ProcedureLaw } from '../../rules/procedure/index.ts'
import type { DossierKind, Regime, RegimeChoice, Regimes } from '../../rules/regimes/index.ts'
import type { CompiledSheet, CouncilRules } from '../../rules/scoring/index.ts'

/** A slip of the printed law with the place it stands in: `set` is null for one outside the score sheets. */
export interface PlacedErratum extends Erratum {
  readonly regime: string
  readonly set: number | null
  readonly ref: string
}

/** One kind of paper that proves something (Mẫu số 02, Phần III). */
export interface EvidenceKind {
  readonly id: string
  readonly label: string
  readonly requirement: string
  readonly pii: string
  readonly expires?: boolean | undefined
}

/** The law on file: read once at start, checked, frozen. What is not on file answers undefined, never a guess. */
export interface Regulation {
  readonly regimes: Regimes
  regime(id: string): Regime | undefined
  /** The regime of a dossier by its filing day and kind (regulation/README.md), never by today. */
  regimeForDossier(dossier: { filedOn: string; kind: DossierKind; set?: number }): RegimeChoice
  /** Sets whose sheet is on file, ascending. */
  sets(regime: string): readonly number[]
  sheet(regime: string, set: number): Sheet | undefined
  compiled(regime: string, set: number): CompiledSheet | undefined
  classification(regime: string): Classification | undefined
  evidence(regime: string): readonly EvidenceKind[]
  procedure(regime: string): ProcedureLaw | undefined
  lifecycle(regime: string): Lifecycle | undefined
  /** Fields of Mẫu số 01, 02, 03 and the frame of the score sheet, as in forms.json. */
  forms(regime: string): Readonly<Record<string, unknown>> | undefined
  /** Every slip known in a printed decree, applied or not; of one regime, or of all. */
  errata(regime?: string): readonly PlacedErratum[]
  /** The council's rules of a province in force on a day (regulation/<province>/council-rules.json). */
  councilRules(province: string, day: string): CouncilRules | undefined
  /** Council rules on file by their id, in force or not: a closed sitting is recomputed under its own. */
  councilRulesById(id: string): CouncilRules | undefined
  /** Public holidays of the country, ready for counting working days. */
  readonly calendar: Calendar | undefined
  /** Any other file of the packs by its path without .json ("hue/agencies"), untyped: whoever owns it reads it with a schema. */
  file(path: string): unknown
}
