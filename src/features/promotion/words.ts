import { formatNumber, type Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type PromotionWords, messages as vi } from './messages.vi.ts'
import type { Spoken } from './tables.ts'

export function words(lang: Lang): PromotionWords {
  return lang === 'en' ? en : vi
}

export const money = (amount: number | bigint, lang: Lang): string =>
  `${formatNumber(amount, lang)}\u00a0${words(lang).dong}`

/** What was entered in the reader's language; Vietnamese where there is no other. */
export const said = (spoken: Partial<Spoken>, lang: Lang): string => (spoken[lang] || spoken.vi) ?? ''

/** A kind in words; one that is no longer on file by its id. */
export const kindName = (
  kinds: readonly { readonly id: string; readonly vi: string; readonly en: string }[],
  id: string,
  lang: Lang,
): string => kinds.find((kind) => kind.id === id)?.[lang] ?? id
