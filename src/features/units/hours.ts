import type { Lang } from '../../platform/i18n/index.ts'
import type { UnitLine } from './queries.ts'

const inEnglish: readonly (readonly [RegExp, string])[] = [
  [/thứ\s+(hai|2)(?!\d)/giu, 'Monday'],
  [/thứ\s+(ba|3)(?!\d)/giu, 'Tuesday'],
  [/thứ\s+(tư|4)(?!\d)/giu, 'Wednesday'],
  [/thứ\s+(năm|5)(?!\d)/giu, 'Thursday'],
  [/thứ\s+(sáu|6)(?!\d)/giu, 'Friday'],
  [/thứ\s+(bảy|bẩy|7)(?!\d)/giu, 'Saturday'],
  [/chủ\s+nhật/giu, 'Sunday'],
  [/hằng ngày|hàng ngày/giu, 'every day'],
  [/ngày làm việc/giu, 'working days'],
  [/buổi sáng|sáng/giu, 'morning'],
  [/buổi chiều|chiều/giu, 'afternoon'],
  [/\s+đến\s+/giu, ' – '],
  [/(\d)\s*(?:giờ|h)\s*(\d\d)/giu, '$1:$2'],
  [/(\d)\s*(?:giờ|h)(?![a-z])/giu, '$1:00'],
  [/\s+và\s+/giu, ' and '],
]

/**
 * Opening hours in the reader's language: as entered for it; else, for English, the days of the week put into English where that
 * is all there is to say; else as entered, with the language it is in.
 */
export function hoursIn(
  unit: Pick<UnitLine, 'hours' | 'hours_en'>,
  lang: Lang,
): { text: string; lang: Lang } {
  if (lang === 'vi' || unit.hours === '') return { text: unit.hours, lang: 'vi' }
  if (unit.hours_en !== '') return { text: unit.hours_en, lang: 'en' }
  const text = inEnglish.reduce(
    (told, [vietnamese, english]) => told.replace(vietnamese, english),
    unit.hours.normalize('NFC'),
  )
  const isEnglish =
    text.replace(
      /[\s\d:.,;()–-]|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|every day|working days|morning|afternoon|and/gu,
      '',
    ) === ''
  return isEnglish ? { text, lang: 'en' } : { text: unit.hours, lang: 'vi' }
}
