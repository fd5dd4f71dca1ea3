import { citeCriterion } from '../criteria/walk.ts'
import type { Problem } from '../problem.ts'
import { type CompiledSheet, choiceAt, hasCases } from './compile.ts'

/** What was ticked: the choice of every leaf, 0 = nothing. */
export type Ticks = Uint8Array

/**
 * Reads untrusted answers `{"5.1": 2, "8": {case: 0, option: 1}, "6.1": null}` into ticks. Every impossible answer is named, at
 * its field; a leaf without answer counts as nothing ticked. Ticks are only to be used when no problem came back.
 */
export function readAnswers(
  compiled: CompiledSheet,
  answers: unknown,
): { ticks: Ticks; problems: Problem[] } {
  const ticks = new Uint8Array(compiled.codes.length)
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
    return { ticks, problems: [{ code: 'answers-not-an-object', field: '/answers' }] }
  const problems: Problem[] = []
  for (const code of Object.keys(answers)) {
    const leaf = compiled.leafOf.get(code)
    const answer: unknown = (answers as Record<string, unknown>)[code]
    if (leaf === undefined) problems.push(strangerProblem(compiled, code))
    else if (answer !== null) {
      const choice = choiceOf(compiled, leaf, answer)
      if (typeof choice === 'number') ticks[leaf] = choice
      else problems.push(at(compiled, code, choice))
    }
  }
  return { ticks, problems }
}

/** Reads untrusted findings: a list of criterion codes that print a knock-out. */
export function readFindings(
  compiled: CompiledSheet,
  findings: unknown,
): { found: string[]; problems: Problem[] } {
  if (findings === undefined || findings === null) return { found: [], problems: [] }
  if (!Array.isArray(findings))
    return { found: [], problems: [{ code: 'findings-not-a-list', field: '/findings' }] }
  const problems: Problem[] = []
  for (const [index, code] of findings.entries())
    if (typeof code !== 'string' || !compiled.findings.has(code))
      problems.push({
        code:
          typeof code === 'string' && compiled.nodes.has(code) ? 'no-knock-out-here' : 'unknown-criterion',
        field: `/findings/${index}`,
        article: compiled.sheet.ref,
        data: { criterion: typeof code === 'string' ? code.slice(0, 40) : '?' },
      })
  return { found: problems.length > 0 ? [] : [...new Set(findings as string[])], problems }
}

type Fault = { readonly code: string; readonly data?: Record<string, unknown> }

function choiceOf(compiled: CompiledSheet, leaf: number, answer: unknown): number | Fault {
  if (Array.isArray(answer)) return { code: 'two-options' }
  const cases = hasCases(compiled, leaf)
  if (typeof answer === 'object' && answer !== null) {
    if (!cases) return { code: 'no-cases-here' }
    return choiceInCase(compiled, leaf, answer as Record<string, unknown>)
  }
  if (!isIndex(answer)) return { code: 'not-an-option-number' }
  if (cases) return { code: 'case-needed' }
  return inRange(answer, compiled.size[leaf]! - 1) ? answer + 1 : outOfRange(compiled.size[leaf]! - 1)
}

function choiceInCase(
  compiled: CompiledSheet,
  leaf: number,
  answer: Record<string, unknown>,
): number | Fault {
  const strange = Object.keys(answer).some((key) => key !== 'case' && key !== 'option')
  if (strange || !isIndex(answer.case) || !isIndex(answer.option)) return { code: 'not-a-case-and-option' }
  const first = compiled.first[leaf]!
  const last = first + compiled.size[leaf]! - 1
  if (!inRange(answer.case, compiled.caseOf[last]! + 1))
    return { code: 'case-out-of-range', data: { cases: compiled.caseOf[last]! + 1 } }
  const choice = choiceAt(compiled, leaf, answer.case, answer.option)
  if (choice > 0) return choice
  return outOfRange(compiled.caseOf.subarray(first + 1, last + 1).filter((one) => one === answer.case).length)
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value)
}

function inRange(index: number, size: number): boolean {
  return index >= 0 && index < size
}

function outOfRange(options: number): Fault {
  return { code: 'option-out-of-range', data: { options } }
}

function strangerProblem(compiled: CompiledSheet, code: string): Problem {
  return at(compiled, code, { code: compiled.nodes.has(code) ? 'not-a-leaf' : 'unknown-criterion' })
}

function at(compiled: CompiledSheet, code: string, fault: Fault): Problem {
  const known = compiled.nodes.has(code)
  return {
    code: fault.code,
    field: `/answers/${code.slice(0, 40).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    article: known ? citeCriterion(compiled.sheet, code) : compiled.sheet.ref,
    data: { criterion: code.slice(0, 40), ...fault.data },
  }
}
