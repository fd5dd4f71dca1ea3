import { type FormReading, fieldText } from '../../platform/http/index.ts'
import { fill, type Lang } from '../../platform/i18n/index.ts'
import { deskWords } from './desk/words.ts'
import type { NewRemark, RemarkAbout } from './remarks.ts'
import { words } from './words.ts'

/** A return begun from the checklist: one remark for each thing that was not found. */
export function remarksFor(missing: readonly string[], lang: Lang): FormReading['fields'] {
  const w = deskWords(lang)
  const names = words(lang).commune.items as Record<string, string>
  return {
    reason: w.missingReason,
    ...Object.fromEntries(
      missing.map((item, index) => [
        `remarks.${index}.words`,
        fill(w.missingWords, { item: names[item] ?? item }),
      ]),
    ),
  }
}

/** Rows of remarks as typed; rows left wholly empty are no remarks. */
export function remarksTyped(typed: FormReading, rows: number): NewRemark[] {
  return Array.from({ length: rows }, (_, index) => ({
    about: aboutTyped(fieldText(typed, `remarks.${index}.about`)),
    words: fieldText(typed, `remarks.${index}.words`),
  })).filter((remark) => remark.words !== '')
}

function aboutTyped(text: string): RemarkAbout {
  const [, kind, ref] = /^(field|criterion|paper):(.+)$/.exec(text) ?? []
  return kind && ref ? { kind: kind as 'field' | 'criterion' | 'paper', ref } : { kind: 'whole' }
}
