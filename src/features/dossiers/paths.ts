import { type Lang, localPath } from '../../platform/i18n/index.ts'
import type { Place } from '../../rules/precheck/index.ts'

export const ROOT = '/lam-viec/ho-so'

/** The address of a dossier, or of a page of it, in the reader's language. */
export function at(lang: Lang, id: string, rest = ''): string {
  return localPath(lang, `${ROOT}/${id}${rest}`)
}

/** The page on which a finding is mended. */
export function placeHref(
  lang: Lang,
  dossierId: string,
  place: Place,
  chapterOf: (field: string) => string | null,
): string {
  if ('field' in place) {
    const chapter = chapterOf(place.field)
    return at(lang, dossierId, chapter ? `/to-khai/${chapter}#${fieldAnchor(place.field)}` : '')
  }
  if ('criterion' in place) return at(lang, dossierId, `/tu-danh-gia#${criterionAnchor(place.criterion)}`)
  if ('paper' in place) return localPath(lang, `/lam-viec/tai-lieu/giay/${place.paper}`)
  return at(lang, dossierId)
}

/** As the form components make the id of a field. */
export function fieldAnchor(name: string): string {
  return `f-${name.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`
}

export function criterionAnchor(code: string): string {
  return `tc-${code.replaceAll('.', '-')}`
}
