import type { Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type ApiWords, messages as vi } from './messages.vi.ts'
import { summaries } from './summaries.vi.ts'

export function words(lang: Lang): ApiWords {
  return lang === 'en' ? en : vi
}

/** What an operation does, in the reader's language; `lang` where only the English of the description is on file. */
export function summaryOf(
  operation: { readonly method: string; readonly path: string; readonly summary: string },
  lang: Lang,
): { readonly text: string; readonly lang: Lang } {
  const own = lang === 'vi' ? summaries[`${operation.method} ${operation.path}`] : operation.summary
  return own ? { text: own, lang } : { text: operation.summary, lang: 'en' }
}
