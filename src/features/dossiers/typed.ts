import { z } from 'zod'
import type { Problem } from '../../platform/command/index.ts'
import { type FormReading, fieldText } from '../../platform/http/index.ts'
import type { Base } from '../../rules/forms/index.ts'
import { answerTyped } from './editing.ts'

/** Someone else moved the dossier on meanwhile: the form has nowhere to go, the overview says why. */
export function isGone(problems: readonly Problem[]): boolean {
  return problems.some((problem) =>
    ['dossier-not-in-hand', 'action-not-now', 'forbidden', 'consent-needed'].includes(problem.code),
  )
}

/** A text field as sent; undefined when the form did not hold it. */
export function sentText(typed: FormReading, name: string): string | undefined {
  return typed.fields[name] === undefined ? undefined : fieldText(typed, name)
}

/** The marks a form carries of what it showed; anything else than a flat list of texts counts as none. */
export function baseFrom(typed: FormReading): Base {
  try {
    const base: unknown = JSON.parse(fieldText(typed, 'base') || '{}')
    return z.record(z.string(), z.string()).parse(base)
  } catch {
    return {}
  }
}

/** Options and descriptions of a sheet as a form sends them. */
export function sheetTyped(typed: FormReading): {
  answers: Record<string, unknown>
  notes: Record<string, string>
} {
  const answers: Record<string, unknown> = {}
  const notes: Record<string, string> = {}
  for (const [name, value] of Object.entries(typed.fields)) {
    // Two options on one leaf come as a list: the rules refuse it at its criterion.
    if (name.startsWith('a:')) answers[name.slice(2)] = typeof value === 'string' ? answerTyped(value) : value
    else if (name.startsWith('n:')) notes[name.slice(2)] = fieldText(typed, name)
  }
  return { answers, notes }
}
