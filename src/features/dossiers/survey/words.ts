import type { Lang } from '../../../platform/i18n/index.ts'
import { messages as en } from './messages.en.ts'
import { type SurveyWords, messages as vi } from './messages.vi.ts'

export function surveyWords(lang: Lang): SurveyWords {
  return lang === 'en' ? en : vi
}
