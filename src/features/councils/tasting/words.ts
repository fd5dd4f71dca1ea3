import type { Lang } from '../../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type TastingWords, messages as vi } from './messages.vi.ts'

export function tastingWords(lang: Lang): TastingWords {
  return lang === 'en' ? en : vi
}
