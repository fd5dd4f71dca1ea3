import type { Kernel } from '../../platform/feature.ts'
import type { Places } from '../places/index.ts'

export interface DigitalDeps {
  readonly provinceCode: string
  readonly places: Places
}

export interface Parts {
  readonly kernel: Kernel
  readonly deps: DigitalDeps
}
