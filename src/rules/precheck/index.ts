import { courseRules, timedPapers, UPDATE_TOPICS, updateField } from './course.ts'
import type { Examined, Finding, PrecheckRule } from './examined.ts'
import { formRules } from './forms.ts'
import { paperRules } from './papers.ts'
import { sheetRules } from './sheet.ts'
import { words as en } from './words.en.ts'
import { words as vi } from './words.vi.ts'

export type {
  EvidenceRow,
  Examined,
  ExaminedPaper,
  ExaminedPin,
  Finding,
  Found,
  Place,
  PrecheckRule,
  Weight,
} from './examined.ts'
export { EXPIRING_DAYS, TEST_REPORT_MONTHS } from './papers.ts'
export { timedPapers, UPDATE_TOPICS, updateField }

/** Every rule of the check before filing, in the order a person mends things. */
export const PRECHECK_RULES: readonly PrecheckRule[] = [
  ...courseRules,
  ...formRules,
  ...sheetRules,
  ...paperRules,
]

/** All that the rules find, blocking things first, otherwise in the order of the rules. */
export function precheck(examined: Examined): Finding[] {
  const found = PRECHECK_RULES.flatMap(({ id, article, weight, find }) =>
    find(examined).map((one) => ({ rule: id, article, weight, ...one })),
  )
  return [
    ...found.filter((one) => one.weight === 'blocking'),
    ...found.filter((one) => one.weight === 'advice'),
  ]
}

/** May it be filed? Only blocking findings stand in the way. */
export function mayBeFiled(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.weight === 'advice')
}

/** Words of a rule: what is wrong, and how to mend it; `{name}` is filled from the finding's data. */
export const precheckWords: Readonly<
  Record<'vi' | 'en', Readonly<Record<string, { readonly says: string; readonly mend: string }>>>
> = { vi, en }
