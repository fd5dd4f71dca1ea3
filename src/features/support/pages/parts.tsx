import type { Lang } from '../../../platform/i18n/index.ts'
import type { SupportStatus } from '../../../rules/support/index.ts'
import { StatusMark, type Tone } from '../../../web/index.ts'
import { words } from '../words.ts'

export const deskPath = '/lam-viec/ho-tro'

const tones: Readonly<Record<SupportStatus, Tone>> = {
  requested: 'warn',
  withdrawn: 'neutral',
  refused: 'bad',
  approved: 'info',
  paid: 'good',
  finished: 'good',
}

export function SupportState({ status, lang }: { status: SupportStatus; lang: Lang }) {
  return <StatusMark tone={tones[status]}>{words(lang).states[status]}</StatusMark>
}
