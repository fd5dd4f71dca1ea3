import type { Lang } from '../../platform/i18n/index.ts'
import { messages as en, problems as enProblems } from './messages.en.ts'
import { type CouncilWords, messages as vi, problems as viProblems } from './messages.vi.ts'

export type { CouncilWords }

export function words(lang: Lang): CouncilWords {
  return lang === 'en' ? en : vi
}

export const councilProblemWords = { vi: viProblems, en: enProblems }
