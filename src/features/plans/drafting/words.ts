import type { Lang } from '../../../platform/i18n/index.ts'
import { draftingEn } from './messages.en.ts'
import { type DraftingWords, draftingVi } from './messages.vi.ts'

export function draftingWords(lang: Lang): DraftingWords {
  return lang === 'en' ? draftingEn : draftingVi
}
