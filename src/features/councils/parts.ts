import type { Kernel } from '../../platform/feature.ts'
import type { CouncilDeps } from './deps.ts'
import type { SheetVault } from './sheets/vault.ts'

/** What the handlers of the room are made of. */
export interface Parts {
  readonly kernel: Kernel
  readonly deps: CouncilDeps
  readonly vault: SheetVault
}
