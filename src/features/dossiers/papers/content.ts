import type { FormValue } from '../../../rules/forms/index.ts'
import type { Answer } from '../../../rules/scoring/index.ts'
import type { CommuneReport } from '../commune.ts'
import type { Dossier } from '../dossier.ts'
import type { DossierLaw } from '../law.ts'
import type { FiledPaper, Manifest } from '../manifest.ts'

/** What the forms print: the dossier as frozen at a filing, or as it stands. */
export interface FormContent {
  readonly dossier: Dossier
  readonly law: DossierLaw
  readonly form: Readonly<Record<string, FormValue>>
  readonly answers: Readonly<Record<string, Answer>>
  readonly notes: Readonly<Record<string, string>>
  readonly papers: readonly FiledPaper[]
  readonly pins: Manifest['pins']
  readonly productCode: string | null
  /** Day of this filing; null: not filed, the paper says so. */
  readonly filedOn: string | null
  readonly place: { readonly commune: string; readonly province: string }
  readonly set: {
    readonly sector: string
    readonly group: string
    readonly subgroup: string | null
  } | null
  readonly ownerType: string
  readonly report: CommuneReport | null
}

/** The answer to a fact as it is printed: a day as dd/mm/yyyy, nothing as dots. */
export function printed(content: Pick<FormContent, 'form'>, name: string): string | null {
  const value = content.form[name]
  if (typeof value !== 'string' || value.trim() === '') return null
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? []
  return year ? `${day}/${month}/${year}` : value.trim()
}

export const ticked = (content: Pick<FormContent, 'form'>, name: string): boolean =>
  content.form[name] === true

/** "Phú Vang, ngày 01 tháng 9 năm 2026", dotted before it is filed. */
export function placeDay({ place, filedOn }: Pick<FormContent, 'place' | 'filedOn'>): string {
  const seat = place.commune.replace(/^(xã|phường|thị trấn)\s+/iu, '')
  return `${seat}, ${dayInWords(filedOn)}`
}

export function dayInWords(day: string | null): string {
  const [year, month, date] = day?.split('-') ?? []
  return day
    ? `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
    : 'ngày … tháng … năm …'
}

export function dayPrinted(day: string | null): string {
  return day ? day.split('-').reverse().join('/') : ''
}

/** At the head of every page: that it is not filed, and that its facts are invented. */
export function markOf({ dossier, filedOn }: FormContent): string | undefined {
  const marks = [filedOn === null && 'Bản nháp, chưa nộp', dossier.isDemo && 'Dữ liệu minh họa']
  return marks.filter(Boolean).join(' · ') || undefined
}

/** Without the kind of unit before it where the form prints that itself. */
export function bareName(name: string): string {
  return name.replace(/^(xã|phường|thị trấn|tỉnh|thành phố)\s+/iu, '')
}

/** "Xã Phú Vang" is "xã Phú Vang" within a sentence. */
export function inText(name: string): string {
  return name.replace(/^(Xã|Phường|Thị trấn|Tỉnh|Thành phố)(?=\s)/u, (kind) => kind.toLowerCase())
}
