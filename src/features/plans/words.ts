import type { Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type PlanWords, messages as vi } from './messages.vi.ts'
import type { Spoken } from './tables.ts'

export function words(lang: Lang): PlanWords {
  return lang === 'en' ? en : vi
}

/** What was entered in the reader's language; Vietnamese where there is no other. */
export function said(spoken: Partial<Spoken> | null | undefined, lang: Lang): string {
  return (spoken?.[lang] || spoken?.vi) ?? ''
}
