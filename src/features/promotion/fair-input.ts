import { type FormReading, fieldList, fieldText } from '../../platform/http/index.ts'
import { parseDay } from '../../platform/i18n/index.ts'
import type { Fair } from './change.ts'
import type { FairInput } from './fairs.ts'
import { longText, wholeIn } from './typed.ts'

/** Of a call that stands, title, kind, place and lead are not asked again. */
export const fixedInput = (fair: Fair, input: FairInput): FairInput => ({
  ...input,
  kind: fair.kind,
  title: fair.title,
  placeCode: fair.place_code,
  leadAgency: fair.lead_agency,
})

/** A fair as it is typed. */
export function inputOf(typed: FormReading) {
  const text = (name: string, most: number) => longText(typed, name, most)
  const day = (name: string) => parseDay(fieldText(typed, name))
  const en = text('titleEn', 300)
  return {
    kind: text('kind', 40),
    title: { vi: text('titleVi', 300), ...(en && { en }) },
    venue: text('venue', 300),
    placeCode: text('placeCode', 10) || null,
    leadAgency: text('leadAgency', 60),
    startsOn: day('startsOn'),
    endsOn: day('endsOn'),
    applyUntil: day('applyUntil'),
    stalls: wholeIn(typed, 'stalls') ?? null,
    conditions: { vi: text('conditionsVi', 4000), en: text('conditionsEn', 4000) },
    sectors: fieldList(typed, 'sectors').filter(Boolean),
  }
}
