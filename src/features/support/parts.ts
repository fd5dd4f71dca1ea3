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
}

export interface Parts {
  readonly kernel: Kernel
  readonly deps: SupportDeps
}
