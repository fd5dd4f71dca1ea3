import type { Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type RecognitionWords, messages as vi } from './messages.vi.ts'

export function words(lang: Lang): RecognitionWords {
  return lang === 'en' ? en : vi
}

/** The status of a certificate in words; the register's words, one for all. */
export function statusName(status: string, lang: Lang): string {
  return words(lang).status[status] ?? status
}
