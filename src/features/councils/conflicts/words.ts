import type { Lang } from '../../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type GraphWords, messages as vi } from './messages.vi.ts'

export function graphWords(lang: Lang): GraphWords {
  return lang === 'en' ? en : vi
}
