import type { Permission } from '../permissions/index.ts'

/** Where a sitting stands. `convened`: agenda and e-dossiers are open to the members. */
export const SITTING_STATUSES = ['planned', 'convened', 'open', 'paused', 'closed', 'cancelled'] as const
export type SittingStatus = (typeof SITTING_STATUSES)[number]

/** Where one dossier of the agenda stands within its sitting. */
export const ITEM_PHASES = ['waiting', 'scoring', 'opened', 'agreed', 'deferred'] as const
export type ItemPhase = (typeof ITEM_PHASES)[number]

/** By meeting, or by written opinion (Điều 7 khoản 6 điểm d: how a re-evaluation is judged). */
export type SittingMode = 'meeting' | 'written-opinion'

/** What each action carries. Ids of items and members; nothing that is scored. */
export interface Details {
  plan: {
    mode: SittingMode
    heldOn: string
    venue: string | null
    deadline: string | null
    /** By the council's rules from the beginning. */
    blindTasting?: boolean
  }
  'add-item': { itemId: string; dossierId: string; sampleCode: string | null }
  'remove-item': { itemId: string }
  'order-items': { itemIds: readonly string[] }
  'code-sample': { itemId: string; sampleCode: string | null }
  'set-tasting': { blind: boolean }
  convene: Record<string, never>
  invite: { memberId: string; name: string; invitationNo: string }
  attend: { memberId: string; present: boolean; delegatedTo: string | null }
  recuse: { memberId: string; dossierId: string; ground: string }
  readmit: { memberId: string; dossierId: string; ground: string }
  open: { present: number; voters: number }
  pause: Record<string, never>
  resume: Record<string, never>
  'call-item': { itemId: string }
  'open-scoring': { itemId: string }
  'open-sheets': { itemId: string; counted: readonly string[]; missing: readonly string[] }
  'second-round': { itemId: string }
  agree: { itemId: string; resultId: string }
  'defer-item': { itemId: string }
  'reopen-item': { itemId: string }
  note: { itemId: string | null; text: string }
  close: { present: number; voters: number }
  reopen: Record<string, never>
  'call-meeting': { heldOn: string; venue: string | null }
  'sign-minutes': { as: 'chair' | 'secretary'; version: number; hash: string }
  cancel: Record<string, never>
}
export type SittingAction = keyof Details

/** One dated line of a sitting's history. */
export type SittingEvent = {
  [A in SittingAction]: { readonly action: A; readonly detail: Details[A] }
}[SittingAction] & { readonly at: string; readonly reason: string | null }

/** Who may do it, from where, about an item in which phase, and whether a reason must be written down. */
export interface SittingStep {
  readonly permission: Permission
  readonly from: readonly SittingStatus[]
  readonly to?: SittingStatus
  readonly phases?: readonly ItemPhase[]
  readonly phaseTo?: ItemPhase
  readonly reason: 'required' | 'optional'
  readonly modes?: readonly SittingMode[]
}

const live = ['planned', 'convened', 'open', 'paused'] as const
const prepared = ['planned', 'convened'] as const
const running = ['open'] as const

/**
 * One row an action, no default branch: guards, buttons and the minutes ask the same table. The decree says only that the
 * council sits by its working rules (Điều 7 khoản 3 điểm b, d); the steps are the common practice of a collegial body.
 */
export const SITTING_STEPS = {
  plan: { permission: 'session.run', from: [], to: 'planned', reason: 'optional' },
  'add-item': { permission: 'session.run', from: live, reason: 'optional' },
  'remove-item': { permission: 'session.run', from: live, phases: ['waiting'], reason: 'required' },
  'order-items': { permission: 'session.run', from: live, reason: 'optional' },
  'code-sample': { permission: 'session.run', from: live, phases: ['waiting'], reason: 'optional' },
  'set-tasting': { permission: 'session.run', from: prepared, reason: 'optional', modes: ['meeting'] },
  convene: { permission: 'session.run', from: ['planned'], to: 'convened', reason: 'optional' },
  invite: { permission: 'session.run', from: live, reason: 'optional' },
  attend: { permission: 'session.run', from: live, reason: 'optional' },
  recuse: { permission: 'conflict.manage', from: live, reason: 'required' },
  readmit: { permission: 'conflict.manage', from: live, reason: 'required' },
  open: { permission: 'session.phase', from: ['convened'], to: 'open', reason: 'optional' },
  pause: { permission: 'session.run', from: running, to: 'paused', reason: 'optional' },
  resume: { permission: 'session.run', from: ['paused'], to: 'open', reason: 'optional' },
  'call-item': { permission: 'session.run', from: running, reason: 'optional' },
  'open-scoring': {
    permission: 'session.phase',
    from: running,
    phases: ['waiting', 'deferred'],
    phaseTo: 'scoring',
    reason: 'optional',
  },
  'open-sheets': {
    permission: 'session.phase',
    from: running,
    phases: ['scoring'],
    phaseTo: 'opened',
    reason: 'optional',
  },
  'second-round': {
    permission: 'session.phase',
    from: running,
    phases: ['opened'],
    phaseTo: 'scoring',
    reason: 'required',
  },
  agree: {
    permission: 'result.agree',
    from: running,
    phases: ['opened'],
    phaseTo: 'agreed',
    reason: 'optional',
  },
  'defer-item': {
    permission: 'session.phase',
    from: live,
    phases: ['waiting', 'scoring', 'opened'],
    phaseTo: 'deferred',
    reason: 'required',
  },
  'reopen-item': {
    permission: 'session.phase',
    from: running,
    phases: ['agreed'],
    phaseTo: 'opened',
    reason: 'required',
  },
  note: { permission: 'minutes.write', from: ['convened', 'open', 'paused'], reason: 'optional' },
  close: { permission: 'session.phase', from: running, to: 'closed', reason: 'optional' },
  reopen: { permission: 'session.phase', from: ['closed'], to: 'open', reason: 'required' },
  'call-meeting': {
    permission: 'session.phase',
    from: running,
    to: 'convened',
    reason: 'required',
    modes: ['written-opinion'],
  },
  'sign-minutes': { permission: 'minutes.write', from: ['closed'], reason: 'optional' },
  cancel: { permission: 'session.run', from: prepared, to: 'cancelled', reason: 'required' },
} as const satisfies Record<SittingAction, SittingStep>

export const SITTING_ACTIONS = Object.keys(SITTING_STEPS) as SittingAction[]

export function stepOf(action: SittingAction): SittingStep {
  return SITTING_STEPS[action]
}
