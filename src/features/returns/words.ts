import { formatDay, type Lang } from '../../platform/i18n/index.ts'
import type { Period } from '../../rules/returns/index.ts'
import { messages as en } from './messages.en.ts'
import { type ReturnWords, messages as vi } from './messages.vi.ts'

export function words(lang: Lang): ReturnWords {
  return lang === 'en' ? en : vi
}

/** A quarter by its name, any other period by its days. */
export function periodText({ from, to }: Period, lang: Lang): string {
  const [year, first] = from.split('-').map(Number) as [number, number]
  const last = Number(to.split('-')[1])
  if (last - first === 2)
    return lang === 'en' ? `Q${(first + 2) / 3} ${year}` : `Quý ${(first + 2) / 3}/${year}`
  return `${formatDay(from)} – ${formatDay(to)}`
}
