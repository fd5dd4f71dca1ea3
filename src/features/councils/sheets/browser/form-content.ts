import type { Answer } from '../../../../rules/scoring/index.ts'
import type { SheetContent } from '../../../../rules/sitting/index.ts'

/** Reads what the form says; a criterion nobody touched is not named. */
export function contentOf(form: HTMLFormElement): SheetContent {
  const answers: Record<string, Answer> = {}
  const reasons: Record<string, string> = {}
  for (const radio of form.querySelectorAll<HTMLInputElement>('input[type=radio]:checked'))
    answers[radio.name.slice(2)] = answerOf(radio.value)
  for (const area of form.querySelectorAll<HTMLTextAreaElement>('textarea[name^="r."]'))
    if (area.value.trim()) reasons[area.name.slice(2)] = area.value.trim()
  const findings = [...form.querySelectorAll<HTMLInputElement>('input[name=findings]:checked')].map(
    (box) => box.value,
  )
  const opinion = form.querySelector<HTMLTextAreaElement>('textarea[name=opinion]')?.value.trim() ?? ''
  return { answers, findings: findings.sort(), reasons, opinion }
}

/** Puts a content into the form: what a device kept while it had no network. */
export function showContent(form: HTMLFormElement, content: SheetContent): void {
  for (const radio of form.querySelectorAll<HTMLInputElement>('input[type=radio]')) {
    // What was tasted binds, whatever this device kept before.
    if (radio.closest('[data-bound]')) continue
    const answer = content.answers[radio.name.slice(2)]
    radio.checked = answer !== undefined && choiceOf(answer) === radio.value
  }
  for (const box of form.querySelectorAll<HTMLInputElement>('input[name=findings]'))
    box.checked = content.findings.includes(box.value)
  for (const area of form.querySelectorAll<HTMLTextAreaElement>('textarea[name^="r."]')) {
    area.value = content.reasons[area.name.slice(2)] ?? ''
    if (area.value) area.closest('details')?.setAttribute('open', '')
  }
  const opinion = form.querySelector<HTMLTextAreaElement>('textarea[name=opinion]')
  if (opinion) opinion.value = content.opinion
}

/** Whether something stands otherwise than the server drew it: typed before the script came, or put back by the browser. */
export function isTouched(form: HTMLFormElement): boolean {
  const boxes = form.querySelectorAll<HTMLInputElement>('input[type=radio], input[name=findings]')
  const areas = form.querySelectorAll<HTMLTextAreaElement>('textarea[name^="r."], textarea[name=opinion]')
  return (
    [...boxes].some((box) => box.checked !== box.defaultChecked) ||
    [...areas].some((area) => area.value !== area.defaultValue)
  )
}

/** One spelling for one content. */
export function spelled(content: SheetContent): string {
  const sorted = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([
    sorted(content.answers).map(([code, answer]) => [code, choiceOf(answer as Answer)]),
    [...content.findings].sort(),
    sorted(content.reasons),
    content.opinion,
  ])
}

function answerOf(value: string): Answer {
  if (value === 'none') return null
  const [first, second] = value.split(':').map(Number)
  return second === undefined ? first! : { case: first!, option: second }
}

/** What the radio of an answer is called. */
export function choiceOf(answer: Answer): string {
  if (answer === null) return 'none'
  return typeof answer === 'number' ? String(answer) : `${answer.case}:${answer.option}`
}
