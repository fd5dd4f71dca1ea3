import type { Problem } from '../problem.ts'
import type { Band } from '../regimes/index.ts'
import { type Answer, type CompiledSheet, readAnswers, type Score, scoreSheet } from '../scoring/light.ts'

/**
 * What a member writes on a sheet. An answer of null is the member's own word that no level is reached (0 points); a criterion
 * that is not named has not been looked at yet. `reasons` by criterion; `opinion` is the sheet's "Ý kiến của người đánh giá".
 */
export interface SheetContent {
  readonly answers: Readonly<Record<string, Answer>>
  readonly findings: readonly string[]
  readonly reasons: Readonly<Record<string, string>>
  readonly opinion: string
}

export const emptyContent: SheetContent = { answers: {}, findings: [], reasons: {}, opinion: '' }

const longestReason = 2_000
const longestOpinion = 10_000

/** Reads an untrusted sheet: every impossible answer, finding or reason is named at its field, nothing is kept of a wrong one. */
export function readContent(
  compiled: CompiledSheet,
  untrusted: unknown,
  bands: readonly Band[],
): { content: SheetContent; score: Score | null; problems: Problem[] } {
  const given = (typeof untrusted === 'object' && untrusted !== null ? untrusted : {}) as Record<
    string,
    unknown
  >
  const answers = given.answers ?? {}
  const findings = given.findings ?? []
  const scored = scoreSheet(compiled, answers, { bands, findings })
  const reasons = readReasons(compiled, given.reasons ?? {})
  const opinion = readText(given.opinion ?? '', longestOpinion, '/opinion')
  const problems = [...(scored.ok ? [] : scored.problems), ...reasons.problems, ...opinion.problems]
  if (!scored.ok || problems.length > 0) return { content: emptyContent, score: null, problems }
  const content = {
    answers: answers as SheetContent['answers'],
    findings: [...new Set(findings as string[])].sort(),
    reasons: reasons.value,
    opinion: opinion.value,
  }
  return { content, score: scored.value, problems: [] }
}

/**
 * Criteria that still wait for an answer before the sheet can be sealed: every leaf that is scored, unless it depends on one
 * without points or comes after a knock-out that stops the scoring. Nothing more is asked of a product that is eliminated.
 */
export function unanswered(compiled: CompiledSheet, content: SheetContent, score: Score): string[] {
  if (score.eliminated) return []
  const { ticks } = readAnswers(compiled, content.answers)
  const pointsOf = (leaf: number) => compiled.points[compiled.first[leaf]! + ticks[leaf]!]!
  return score.unanswered.filter((code) => {
    if (code in content.answers) return false
    const leaf = compiled.leafOf.get(code)!
    const parent = compiled.dependsOn[leaf]!
    return parent < 0 || pointsOf(parent) > 0
  })
}

/** Criteria whose answer differs between two sheets of one member: where a second round asks for a reason. */
export function changedAnswers(before: SheetContent, now: SheetContent): string[] {
  const spelled = (answer: Answer | undefined) => JSON.stringify(answer ?? null, ['case', 'option'])
  const codes = new Set([...Object.keys(before.answers), ...Object.keys(now.answers)])
  return [...codes].filter((code) => spelled(before.answers[code]) !== spelled(now.answers[code]))
}

/** Criteria at which two entries of one paper say something else: another level, or another finding. */
export function differingTicks(first: SheetContent, second: SheetContent): string[] {
  const found = (content: SheetContent, code: string) => content.findings.includes(code)
  const findings = [...new Set([...first.findings, ...second.findings])].filter(
    (code) => found(first, code) !== found(second, code),
  )
  return [...new Set([...changedAnswers(first, second), ...findings])].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
}

/** What is bound together by a seal, beside the content. */
export interface SealBinding {
  readonly sittingId: string
  readonly dossierId: string
  readonly memberId: string
  readonly round: number
  /** Random, known to the member: without it the few possible sheets could be tried against the receipt one by one. */
  readonly salt: string
}

/** The text a receipt is the SHA-256 of: one spelling for one sheet, keys sorted, as RFC 8785 writes JSON. */
export function sealText(content: SheetContent, binding: SealBinding): string {
  return canonical({ form: 'saolang-sheet-1', ...binding, content })
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}

function readReasons(compiled: CompiledSheet, given: unknown) {
  const value: Record<string, string> = {}
  const problems: Problem[] = []
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { value, problems: [{ code: 'reasons-not-an-object', field: '/reasons' }] }
  for (const [code, text] of Object.entries(given)) {
    if (!compiled.nodes.has(code))
      problems.push({
        code: 'unknown-criterion',
        field: `/reasons/${code.slice(0, 40)}`,
        data: { criterion: code.slice(0, 40) },
      })
    else {
      const read = readText(text, longestReason, `/reasons/${code}`)
      problems.push(...read.problems)
      if (read.value) value[code] = read.value
    }
  }
  return { value, problems }
}

function readText(given: unknown, longest: number, field: string) {
  if (typeof given !== 'string') return { value: '', problems: [{ code: 'not-a-text', field }] }
  const value = given
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Surrogate}/gu, '')
    .trim()
  return value.length > longest
    ? { value: '', problems: [{ code: 'too-long', field, data: { maximum: longest } }] }
    : { value, problems: [] }
}
