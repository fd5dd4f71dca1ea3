import type { Db } from '../../platform/db/index.ts'
import type { Kernel } from '../../platform/feature.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { SupportLaw } from '../../rules/support/index.ts'
import type { Agencies, Places } from '../places/index.ts'

export interface SupportDeps {
  readonly provinceCode: string
  readonly places: Places
  readonly agencies: Agencies
  readonly law: SupportLaw
  readonly send: SendNotice
  /** Đồng of a head of a plan that others than supports have taken. */
  chargedElsewhere(db: Db, headId: string): Promise<bigint>
}

export interface Parts {
  readonly kernel: Kernel
  readonly deps: SupportDeps
}
