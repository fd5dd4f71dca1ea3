import type { CommandContext, Result } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import type { StaticAsset } from '../../platform/http/index.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { InspectionLaw } from '../../rules/inspections/index.ts'
import type { Agencies, Places } from '../places/index.ts'
import type { Regulation } from '../regulation/index.ts'

export interface MeasureProposal {
  readonly measure: 'suspend' | 'revoke'
  readonly recognitionId: string
  /** Letter of Điều 8 khoản 1; null for a suspension. */
  readonly ground: string | null
  readonly reason: string
  readonly concludedOn: string
}

export interface InspectionDeps {
  /** Built files of the look, for the worker of the checklist. */
  readonly assets: ReadonlyMap<string, StaticAsset> | undefined
  readonly provinceCode: string
  readonly seat: string
  readonly places: Places
  readonly agencies: Agencies
  readonly regulation: Regulation
  readonly law: InspectionLaw
  readonly send: SendNotice
  /** Drafts a decision of suspension or revocation; asks itself whether this actor may. */
  propose(ctx: CommandContext, proposal: MeasureProposal): Promise<Result<{ decisionId: string }>>
  /** Growth of a product's sales in percent, last return against the one before; products without two returns are left out. */
  salesGrowth(db: Db, productIds: readonly string[]): Promise<ReadonlyMap<string, number>>
}

export interface Parts {
  readonly kernel: Kernel
  readonly deps: InspectionDeps
}
