/**
 * A refusal as a value. `code` names it for machines and for the feature's messages
 * (`messages.problems[code]`), `field` is the form field or JSON pointer it belongs to,
 * `article` the clause it rests on, `data` what the words need.
 */
export interface Problem {
  readonly code: string
  readonly field?: string | undefined
  readonly article?: string | undefined
  readonly data?: Readonly<Record<string, unknown>> | undefined
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export function ok(): Result<undefined>
export function ok<T>(value: T): Result<T>
export function ok<T>(value?: T): Result<T | undefined> {
  return { ok: true, value }
}

export function refuse(
  code: string,
  about: Omit<Problem, 'code'> = {},
): { ok: false; problems: readonly Problem[] } {
  return { ok: false, problems: [{ code, ...about }] }
}

export function refuseAll(problems: readonly Problem[]): { ok: false; problems: readonly Problem[] } {
  return { ok: false, problems }
}

/** Codes the kernel itself answers with; features add their own. */
export const kernelProblems = {
  notFound: 'not-found',
  forbidden: 'forbidden',
  signInNeeded: 'sign-in-needed',
  changedMeanwhile: 'changed-meanwhile',
  invalid: 'invalid',
} as const
