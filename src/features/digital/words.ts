import type { Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type DigitalWords, messages as vi } from './messages.vi.ts'

export function words(lang: Lang): DigitalWords {
  return lang === 'en' ? en : vi
}
