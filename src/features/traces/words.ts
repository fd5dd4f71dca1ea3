import type { Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { messages as vi } from './messages.vi.ts'

export function words(lang: Lang): typeof vi {
  return lang === 'en' ? en : vi
}
