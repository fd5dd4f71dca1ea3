import type { messages as vi } from './messages.vi.ts'

export const messages = {
  sealsTitle: 'Seals of the audit log',
  sealsLead:
    'Each night all entries of the day are folded into one hash, chained to that of the day before. Whoever keeps a copy of this table can tell any later change, the administrator’s included.',
  sealsHow:
    'How: hash of a day = SHA-256(hash of the day before ‖ "day\\nlast number\\n" ‖ Merkle root as in RFC 6962). The command saolang audit verify recomputes it all and points at the first changed entry.',
  sealsNone: 'No day is sealed yet',
  sealsNoneHint: 'The first day is sealed shortly after midnight.',
  day: 'Day',
  entries: 'Entries',
  root: 'Seal',
  asJson: 'Download as JSON',

  title: 'Audit log',
  lead: 'Who saw and did what. Searching here is recorded as well.',
  who: 'Who (username or full name)',
  action: 'Deed (its code, such as dossier. or session.started)',
  subject: 'Id of the dossier, person, product…',
  from: 'From',
  to: 'To',
  search: 'Search',
  none: 'No entry matches',
  noneHint: 'Take a condition away and search again.',
  older: 'Older entries',
  number: 'No.',
  at: 'When',
  person: 'Who',
  deed: 'Deed',
  about: 'About',
  details: 'Details',
  system: 'The system',
  inSteadOf: 'in the stead of {name}',

  trailOf: 'Trail of the {thing}: {name}',
  trailLead: 'Who looked at it or changed it, newest first. Entries cannot be changed or taken away.',
  trailNone: 'Nobody has looked at it or changed it yet',
} satisfies typeof vi
