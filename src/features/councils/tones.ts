import type { ItemPhase, SittingStatus } from '../../rules/sitting/index.ts'
import type { Tone } from '../../web/index.ts'

const ofStatus = {
  planned: 'neutral',
  convened: 'info',
  open: 'warn',
  paused: 'neutral',
  closed: 'good',
  cancelled: 'bad',
} as const satisfies Record<SittingStatus, Tone>

const ofPhase = {
  waiting: 'neutral',
  scoring: 'warn',
  opened: 'info',
  agreed: 'good',
  deferred: 'bad',
} as const satisfies Record<ItemPhase, Tone>

export const statusTone = (status: SittingStatus): Tone => ofStatus[status]
export const phaseTone = (phase: ItemPhase): Tone => ofPhase[phase]

export const standingTones = {
  undecided: 'warn',
  recused: 'bad',
  dismissed: 'good',
} as const satisfies Record<'undecided' | 'recused' | 'dismissed', Tone>
