/**
 * A refusal as a value: something the person who typed can mend. `code` names it (its words live in messages), `field` is
 * the form field or JSON pointer it belongs to, `article` the clause it rests on, `data` what the words need.
 * Same shape as the kernel's problem, declared here because rules import nothing but themselves.
 */
export interface Problem {
  readonly code: string
  readonly field?: string
  readonly article?: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** The value, or every problem found (at least one). */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }
