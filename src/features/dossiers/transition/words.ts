import type { Lang } from '../../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type TransitionWords, messages as vi } from './messages.vi.ts'

export const transitionWords = (lang: Lang): TransitionWords => (lang === 'en' ? en : vi)
