import type { RequestContext } from '../../../../platform/http/index.ts'
import type { FormError } from '../../../../web/index.ts'
import { deskPath } from '../../pages/desk.tsx'
import type { Drafted } from '../read.ts'

export const composePath = (year: number) => `${deskPath}/${year}/soan`

/** A form of the page that was refused: which one, and why. */
export interface Failed {
  readonly form: string
  readonly errors: readonly FormError[]
}

export interface ComposeProps {
  readonly ctx: RequestContext
  readonly drafted: Drafted
  readonly mayEdit: boolean
  readonly mayApprove: boolean
  /** Agencies this person may speak for. */
  readonly speaksFor: readonly { readonly id: string; readonly name: string }[]
  readonly failed: Failed | null
  /** The part just taken out: its action, to put it back. */
  readonly removed: number | null
  readonly leftOut: readonly string[]
}

/** What every part of the page is given. */
export interface PartProps extends ComposeProps {
  readonly editing: boolean
  readonly base: string
}

/** Errors and typed values of one form of the page, none of the others. */
export function stateOf({ ctx, failed }: Pick<PartProps, 'ctx' | 'failed'>, form: string) {
  return failed?.form === form ? { values: ctx.form.fields, errors: failed.errors } : {}
}
