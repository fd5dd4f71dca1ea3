import type { Lang } from '../../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type HistoryWords, messages as vi } from './messages.vi.ts'

export function historyWords(lang: Lang): HistoryWords {
  return lang === 'en' ? en : vi
}
