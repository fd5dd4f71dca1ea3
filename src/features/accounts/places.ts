/** A place a grant can be scoped to, as it stands today. */
export interface GrantPlace {
  readonly code: string
  readonly name: string
  readonly level: 'province' | 'commune'
}

/** What this feature asks about places and agencies; the composition root answers from the data of the province. */
export interface Territory {
  /** The province first, then its communes in the order of the alphabet. */
  places(today: string): readonly GrantPlace[]
  /** Every code that governs a place today, the place itself first; empty for an unknown code. */
  governing(code: string, today: string): readonly string[]
  agencies(today: string): readonly { readonly id: string; readonly name: string }[]
}
