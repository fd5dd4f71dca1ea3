import { formatNumber, type Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type SupportWords, messages as vi } from './messages.vi.ts'
import type { SupportDeps } from './parts.ts'

export function words(lang: Lang): SupportWords {
  return lang === 'en' ? en : vi
}

export const money = (amount: number | bigint, lang: Lang): string =>
  `${formatNumber(amount, lang)}\u00a0${words(lang).dong}`

/** The measure in words; one that is no longer on file by its id. */
export function measureName(id: string, { law }: Pick<SupportDeps, 'law'>, lang: Lang): string {
  return law.measures.find((measure) => measure.id === id)?.[lang] ?? id
}
