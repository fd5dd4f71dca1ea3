import type { Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type FrameWords, messages as vi } from './messages.vi.ts'

export function frameWords(lang: Lang): FrameWords {
  return lang === 'en' ? en : vi
}
