/** What the page's script needs to know. */
export interface VisitData {
  readonly inspection: string
  readonly account: string
  readonly notesUrl: string
  readonly photoUrl: string
  readonly signUrl: string
  readonly words: Readonly<Record<'keptHere' | 'sending' | 'sent' | 'refused' | 'saved' | 'noPlace', string>>
}
