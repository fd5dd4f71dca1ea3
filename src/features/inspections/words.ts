import { fill, type Lang } from '../../platform/i18n/index.ts'
import type { Risk } from '../../rules/inspections/index.ts'
import { messages as en } from './messages.en.ts'
import { type InspectionWords, messages as vi } from './messages.vi.ts'

export function words(lang: Lang): InspectionWords {
  return lang === 'en' ? en : vi
}

/** The reasons of a risk in one line, each with its points. */
export function riskText(risk: Risk, lang: Lang): string {
  const w = words(lang)
  if (risk.parts.length === 0) return w.riskNone
  return risk.parts
    .map(({ because, points, value }) => {
      const key = because === 'monthsSinceVisit' && value === null ? 'neverVisited' : because
      return `${fill(w.because[key], { value: value ?? '' })}: ${points}`
    })
    .join('; ')
}
