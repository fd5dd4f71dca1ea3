import { type Criterion, leaves, type Sheet } from '../criteria/index.ts'
import type { InspectionLaw } from './law.ts'

/** One thing to look at on the spot. `criterion`: its code on the sheet; null for what every product is asked. */
export interface ChecklistItem {
  readonly code: string
  readonly criterion: string | null
  readonly vi: string
  readonly en: string
  readonly requirement: string | null
  readonly ref: string
  /** Letter of Điều 8 khoản 1 that a failure would fall under. */
  readonly ground: string
  /** Must be answered before the minutes are signed. */
  readonly required: boolean
}

/**
 * What to look at: mark, production and papers for every product (Điều 9 khoản 3), and each scored criterion of the sheet under which
 * it was recognised, where that sheet is on file. Without it the general items remain.
 */
export function checklistOf(law: InspectionLaw, sheet: Sheet | undefined): ChecklistItem[] {
  const general = law.general.map((item) => ({
    code: item.id,
    criterion: null,
    vi: item.vi,
    en: item.en,
    requirement: null,
    ref: item.ref,
    ground: item.ground,
    required: true,
  }))
  if (!sheet) return general
  return [
    ...general,
    ...leaves(sheet).map(({ criterion }: { criterion: Criterion }) => ({
      code: `c-${criterion.code}`,
      criterion: criterion.code,
      vi: criterion.title,
      en: criterion.title,
      requirement: criterion.requirement ?? null,
      ref: `${sheet.ref}, tiêu chí ${criterion.code}`,
      ground: law.criterionGround,
      required: false,
    })),
  ]
}
