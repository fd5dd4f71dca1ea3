import type { Kernel } from '../../platform/feature.ts'
import type { SendNotice } from '../../platform/notice.ts'
import type { ActivityLaw } from '../../rules/activities/index.ts'
import type { Agencies, Places } from '../places/index.ts'
import type { AttendanceCodes } from './attendance-code.ts'

export interface ActivityDeps {
  readonly provinceCode: string
  /** Where papers of the office are dated, e.g. Huế. */
  readonly seat: string
  readonly places: Places
  readonly agencies: Agencies
  readonly law: ActivityLaw
  readonly send: SendNotice
}

/** What commands and routes of this feature work with. */
export interface Parts {
  readonly kernel: Kernel
  readonly deps: ActivityDeps
  readonly codes: AttendanceCodes
}
