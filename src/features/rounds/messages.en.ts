import type { RoundWords, problems as vi } from './messages.vi.ts'

/** Words of the evaluation rounds. */
export const messages = {
  menu: 'Rounds',
  title: 'Evaluation rounds',
  lead: 'At least two a year at province level, on the days the decree sets (Article 5, clause 1). “Before” a day means that day is too late.',
  round: 'Round',
  proposals: 'Communes propose before',
  held: 'Held before',
  dossiers: 'Dossiers',
  beforeCouncil: 'Before the council',
  decided: 'Decided',
  state: 'State',
  open: 'Open',
  closed: 'Closed',
  close: 'Close the round',
  plan: 'Plan {number}',
  empty: 'No round yet',
  emptyHint: 'Open one by the decree’s calendar below.',
  openLawful: 'Open a round by the decree’s calendar',
  openRound: 'Open round {ordinal} of {year}',
  days: 'communes propose before {proposals}, held before {held}',
  allOpen: 'The rounds of {year} are open.',
  extra: 'Open a further round',
  extraLead: 'Allowed when the council’s working rules provide for it and there is a plan.',
  year: 'Year',
  ordinal: 'Round no.',
  planNo: 'Number of the plan',
  openAction: 'Open the round',
  demo: 'Demonstration data',
} satisfies RoundWords

export const problems = {
  'round-exists': 'Round {ordinal} of {year} is open already.',
  'round-year-wrong': 'The year of a round lies between {from} and {to}.',
  'round-needs-plan': 'A round outside the decree’s calendar needs a plan.',
  'round-ordinal-wrong': 'A further round has a number above {above}.',
  'round-days-wrong': 'It must be held after proposals close.',
} satisfies Record<keyof typeof vi, string>
