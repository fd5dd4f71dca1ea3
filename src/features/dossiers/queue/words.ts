import type { Lang } from '../../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type QueueWords, messages as vi } from './messages.vi.ts'

export function queueWords(lang: Lang): QueueWords {
  return lang === 'en' ? en : vi
}
