import type { CommandContext, Result } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { CouncilRules } from '../../rules/scoring/index.ts'
import type { Regulation } from '../regulation/index.ts'

/** A unit an official belongs to, by the day's names. */
export interface AgencyName {
  readonly id: string
  readonly name: string
}

/** Steps the council takes in a dossier's own history. */
export type CouncilStep =
  | 'score'
  | 'agree-result'
  | 'reopen-result'
  | 'appeal'
  | 'receive-district'
  | 'agree-district'
  | 'rejudge'
  | 'dismiss-appeal'

/** What the council room takes from its neighbours; the composition root hands it in. */
export interface CouncilDeps {
  readonly regulation: Regulation
  /** The working rules of a province's councils on a day, and any rules on file by their id. */
  rulesOn(provinceCode: string, day: string): CouncilRules | undefined
  rulesById(id: string): CouncilRules | undefined
  /** Writes the council's step into the dossier's own history. */
  recordAction(
    ctx: CommandContext,
    dossierId: string,
    action: CouncilStep,
    about: {
      reason?: string
      detail?: Record<string, unknown>
      facts?: { separatePanel?: boolean }
    },
  ): Promise<Result<unknown>>
  /** The advisory agency on OCOP of a day, which informs producers and communes (Điều 7 khoản 3 điểm g). */
  ocopOffice?(day: string): string | null
  /** Where the written notice on a dossier's result is read, once its decision is released. */
  letterOf?(db: Db, dossierId: string): Promise<string | null>
  /** A place as it is called today. */
  placeName?(code: string): string
  /** Agencies of the province on a day. */
  agencies(today: string): readonly AgencyName[]
  /** Tells people by inbox and mail; absent in tests that do not ask. */
  readonly send?: SendNotice
  /** Agencies that gave the producer money or help, where a register of support is kept. */
  sponsorsOf?(db: Db, producerId: string): Promise<readonly { agencyId: string; what: string }[]>
  /** Files of the look by address, for the worker that answers without network. */
  readonly assets?: ReadonlyMap<string, { readonly plain: Buffer }>
  /** The province whose councils this instance founds. */
  readonly province: { readonly code: string; readonly name: string }
}
