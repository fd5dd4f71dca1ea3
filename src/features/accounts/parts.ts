import type { Kernel } from '../../platform/feature.ts'
import type { Role } from '../../rules/permissions/index.ts'
import type { Library } from './auth/library.ts'
import type { Identity } from './identity.ts'
import type { OpenId } from './open-id/open-id.ts'
import type { Territory } from './places.ts'

/** What the handlers of this feature work with; put together once by its door. */
export interface Parts {
  readonly kernel: Kernel
  readonly territory: Territory
  readonly library: Library
  readonly secret: string
  readonly identity: Identity
  /** Roles that give nothing until their holder signs in with a second factor. */
  readonly secondFactorRoles: ReadonlySet<Role>
  /** Sign-in with a provider; absent where none is configured. */
  readonly openId: OpenId | undefined
}
