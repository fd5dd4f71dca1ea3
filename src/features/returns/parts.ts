import type { Kernel } from '../../platform/feature.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { ReturnLaw } from '../../rules/returns/index.ts'
import type { Places } from '../places/index.ts'

export interface ReturnDeps {
  readonly provinceCode: string
  readonly places: Places
  readonly law: ReturnLaw
  readonly send: SendNotice
  /** Last day of the 15 of Điều 8 khoản 4. */
  revocationDue(concludedOn: string): string
}

export interface Parts {
  readonly kernel: Kernel
  readonly deps: ReturnDeps
}
