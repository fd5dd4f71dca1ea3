import type { CouncilRules } from './council-rules.ts'

/** Whether a session may decide: enough of the council present, and its chair or the chair's delegate when the rules ask for it. */
export interface Quorum {
  readonly holds: boolean
  readonly members: number
  readonly present: number
  /** The least number present that is enough. */
  readonly needed: number
  readonly chairOrDelegate: { readonly required: boolean; readonly present: boolean }
}

/** Quorum by the council's rules (the decree has none): 3/4 of 15 is 12 present, exact, never rounded down. */
export function quorumOf(
  { quorum }: Pick<CouncilRules, 'quorum'>,
  attendance: {
    readonly members: number
    readonly present: number
    readonly chairOrDelegatePresent: boolean
  },
): Quorum {
  const { members, present, chairOrDelegatePresent } = attendance
  const needed = Math.ceil((members * quorum.numerator) / quorum.denominator)
  const enough = members > 0 && present * quorum.denominator >= members * quorum.numerator
  return {
    holds: enough && (chairOrDelegatePresent || !quorum.chairOrDelegateRequired),
    members,
    present,
    needed,
    chairOrDelegate: { required: quorum.chairOrDelegateRequired, present: chairOrDelegatePresent },
  }
}
