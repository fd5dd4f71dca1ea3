import { type FormReading, fieldList, fieldText } from '../../../platform/http/index.ts'
import type { Answer, CompiledSheet } from '../../../rules/scoring/index.ts'

/** What a plain form says of a sheet, in the shape the rules read; whether it is possible they decide. */
export function readSheetForm(compiled: CompiledSheet, form: FormReading) {
  const answers: Record<string, unknown> = {}
  const reasons: Record<string, string> = {}
  for (const code of compiled.codes) {
    const sent = fieldText(form, `a.${code}`)
    if (sent) answers[code] = answerOf(sent)
    const reason = fieldText(form, `r.${code}`)
    if (reason) reasons[code] = reason
  }
  return { answers, reasons, findings: [...fieldList(form, 'findings')], opinion: fieldText(form, 'opinion') }
}

/** `none`, `2`, or `0:2` for case and option. */
function answerOf(sent: string): unknown {
  if (sent === 'none') return null
  if (/^\d{1,3}$/.test(sent)) return Number(sent)
  const cased = /^(\d{1,3}):(\d{1,3})$/.exec(sent)
  return cased ? { case: Number(cased[1]), option: Number(cased[2]) } : sent
}

/** The same way back: what the radio of an answer is called. */
export function choiceValue(answer: Answer | undefined): string {
  if (answer === undefined) return ''
  if (answer === null) return 'none'
  return typeof answer === 'number' ? String(answer) : `${answer.case}:${answer.option}`
}
