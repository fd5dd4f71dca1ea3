import type { Lang } from '../../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type ProposalWords, messages as vi } from './messages.vi.ts'

export function proposalWords(lang: Lang): ProposalWords {
  return lang === 'en' ? en : vi
}
