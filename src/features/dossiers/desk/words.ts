import type { Lang } from '../../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type DeskWords, messages as vi } from './messages.vi.ts'

export function deskWords(lang: Lang): DeskWords {
  return lang === 'en' ? en : vi
}
