import type { Lang } from '../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type EnrolmentWords, messages as vi } from './messages.vi.ts'

export const words = (lang: Lang): EnrolmentWords => (lang === 'en' ? en : vi)

/** `07-15` as people write it: 15/7. */
export const dayOfYear = (monthDay: string) => `${Number(monthDay.slice(3))}/${Number(monthDay.slice(0, 2))}`
