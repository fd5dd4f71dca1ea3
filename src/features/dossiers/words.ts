import { fill, formatDay, type Lang } from '../../platform/i18n/index.ts'
import type { FormField } from '../../rules/forms/index.ts'
import { type Finding, precheckWords } from '../../rules/precheck/index.ts'
import type { Action, Status } from '../../rules/procedure/index.ts'
import { messages as en } from './messages.en.ts'
import { type DossierWords, messages as vi } from './messages.vi.ts'

export function words(lang: Lang): DossierWords {
  return lang === 'en' ? en : vi
}

/** A status in words, for every feature that shows one. */
export function statusName(status: Status, lang: Lang): string {
  return words(lang).statuses[status]
}

export function actionName(action: Action, lang: Lang): string {
  return words(lang).actions[action]
}

/** A field's label: the form's own in Vietnamese, ours in English. */
export function fieldLabel(field: Pick<FormField, 'name' | 'label'>, lang: Lang): string {
  const topic = /^reevaluationUpdate\.(.+)$/.exec(field.name)?.[1]
  const { updateTopics, fields } = words(lang)
  if (topic && topic in updateTopics) return updateTopics[topic as keyof typeof updateTopics]
  return (lang === 'en' && fields[field.name]) || field.label
}

/** What is wrong and how to mend it; days as people write them, fields and topics in the reader's language. */
export function findingText(finding: Finding, lang: Lang): { says: string; mend: string } {
  const rule = precheckWords[lang][finding.rule] ?? { says: finding.rule, mend: '' }
  const data = printable(finding.data ?? {}, lang)
  if ('field' in finding.at && finding.data?.label)
    data.label = fieldLabel({ name: finding.at.field, label: String(finding.data.label) }, lang)
  return { says: fill(rule.says, data), mend: fill(rule.mend, data) }
}

function printable(data: Readonly<Record<string, string | number>>, lang: Lang): Record<string, unknown> {
  const topics = words(lang).updateTopics as Record<string, string>
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return [key, formatDay(value)]
      if (key === 'topic') return [key, topics[String(value)] ?? value]
      if (key === 'needs') return [key, String(value).replace(/[.…\s]+$/, '')]
      return [key, value]
    }),
  )
}
