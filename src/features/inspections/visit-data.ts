/** Most characters of a note; a longer one is refused at its field, so that it does not hold the others back. */
export const longestNote = 2000

/** What the page's script needs to know. */
export interface VisitData {
  readonly inspection: string
  readonly account: string
  readonly notesUrl: string
  readonly photoUrl: string
  readonly signUrl: string
  /** By item, when what the page shows of it was noted. */
  readonly noted: Readonly<Record<string, string>>
  readonly words: Readonly<
    Record<
      | 'keptHere'
      | 'signedOut'
      | 'unkept'
      | 'sending'
      | 'sent'
      | 'refused'
      | 'again'
      | 'noPlace'
      | 'noteTooLong'
      | 'letterNotes'
      | 'letterPhoto'
      | 'letterSignature'
      | 'otherVisit',
      string
    >
  >
}
