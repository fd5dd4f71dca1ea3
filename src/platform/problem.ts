/**
 * A problem is a value, never an exception: something the user can mend. `code` names it (its words live in messages),
 * `field` says where, `article` which rule of law, `data` fills the words. `throw` is for defects.
 */
export interface Problem {
  readonly code: string
  readonly field?: string
  readonly article?: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** What a command, a reader of input or a rule answers: the value, or every problem found (at least one). */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export function ok(): Result<void>
export function ok<T>(value: T): Result<T>
export function ok<T>(value?: T): Result<T | undefined> {
  return { ok: true, value }
}

export function failed(...problems: readonly Problem[]): { ok: false; problems: readonly Problem[] } {
  return { ok: false, problems }
}

/** One refusal: `refuse('file-too-large', { field: 'photo', data: { maximum } })`. */
export function refuse(
  code: string,
  about: Omit<Problem, 'code'> = {},
): { ok: false; problems: readonly Problem[] } {
  return { ok: false, problems: [{ code, ...about }] }
}

/** Stops the program with one clear sentence for the person who runs it: no stack trace is shown for it. */
export class OperatorError extends Error {
  override name = 'OperatorError'
}

/** A text longer than is kept is refused at its field, never cut and called saved: what was typed stays in the form. */
export function tooLong(field: string, text: string | null | undefined, maximum: number): Problem[] {
  const typed = text?.trim().length ?? 0
  return typed > maximum ? [{ code: 'too-long', field, data: { maximum, typed } }] : []
}
