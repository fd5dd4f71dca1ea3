import type { Kernel } from '../../platform/feature.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { ReturnLaw } from '../../rules/returns/index.ts'
import type { Places } from '../places/index.ts'

export interface ReturnDeps {
  readonly provinceCode: string
  readonly places: Places
  readonly law: ReturnLaw
  readonly send: SendNotice
}

export interface Parts {
  readonly kernel: Kernel
  readonly deps: ReturnDeps
}
