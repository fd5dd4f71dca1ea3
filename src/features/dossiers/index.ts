import type { CommandContext } from '../../platform/command/index.ts'
import type { Feature, Kernel } from '../../platform/feature.ts'
import type { Regulation } from '../regulation/index.ts'
import { fileDossier } from './filing.ts'
import { dossierInvariants } from './invariants.ts'
import { type DossierLaw, lawsOf } from './law.ts'
import { type RecordAction, recorder } from './record.ts'
import { type StartInput, startDossier } from './start.ts'

export { type Dossier, type DossierAction, dossierById, type PriorRecognition } from './dossier.ts'
export { examine, scoreOf } from './examine.ts'
export type { DossierLaw } from './law.ts'
export { changesBetween, type FrozenManifest, type Manifest, manifestsOf } from './manifest.ts'
export { type Pin, papersOfDossier } from './pins.ts'
export { suggestionsOf } from './province.ts'
export { dossiersBeforeCouncil } from './queries.ts'

/** What others may do with dossiers. Reads are plain functions of this door and take a database. */
export interface Dossiers {
  readonly feature: Feature
  /** Takes a step in a dossier's life: guards, history, status, audit and `dossier.moved` in one go. */
  readonly recordAction: RecordAction
  /** The law of a regime as a dossier needs it: sheet, forms, life; null when it is not on file. */
  readonly lawOf: (regime: string) => DossierLaw | null
  readonly start: (ctx: CommandContext, input: StartInput) => ReturnType<typeof startDossier>
  readonly file: (
    ctx: CommandContext,
    input: { dossierId: string; declared: boolean },
  ) => ReturnType<typeof fileDossier>
}

export function createDossiers(_kernel: Kernel, { regulation }: { regulation: Regulation }): Dossiers {
  const laws = lawsOf(regulation)
  const record = recorder(laws)
  return {
    feature: { name: 'dossiers', invariants: dossierInvariants(laws) },
    recordAction: record,
    lawOf: laws,
    start: (ctx, input) => startDossier(ctx, regulation, input),
    file: (ctx, input) => fileDossier(ctx, { laws, regulation, record }, input),
  }
}
