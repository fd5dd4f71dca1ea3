import type { ConsentWords, problems as vi } from './messages.vi.ts'

/** Words of the consent by which an officer acts for a producer. */
export const messages = {
  menu: 'Acting for producers',
  title: 'Consent for an officer to act',
  leadProducer:
    'You may let a commune officer fill in your dossier. It stays your responsibility; whatever the officer does for you is recorded, and you can end it at any time.',
  leadOfficer: 'Producers who let you act for them.',
  code: 'Consent code',
  codeLead: 'Make a code and tell it to the officer. It works once, for 24 hours.',
  makeCode: 'Make a code',
  codeIs: 'Your code: {code}',
  codeUntil: 'Good until {time}. It is shown only once.',
  record: 'Record consent',
  recordLead:
    'Record it before acting for {producer}. The producer answers for the dossier (Article 7, clause 1).',
  way: 'How consent was given',
  wayPhoto: 'A signed paper',
  wayPhotoHint: 'Photograph the paper with the name and signature of the representative.',
  wayCode: 'A code made by the producer',
  wayCodeHint: 'The producer signs in, makes a six-digit code and tells it to you.',
  file: 'Picture of the paper',
  codeField: 'Six-digit code',
  givenBy: 'Given by',
  givenByHint: 'Full name of the producer’s representative.',
  until: 'Valid until',
  untilHint: 'At most a year.',
  save: 'Record',
  officer: 'Officer',
  producer: 'Producer',
  since: 'Since',
  state: 'State',
  running: 'Running',
  over: 'Ended',
  end: 'End',
  empty: 'No consent yet',
  emptyHint: 'When you need an officer’s help, make a code and tell it to them.',
  emptyOfficer: 'Open a producer’s page to record one when you need to act for them.',
  deeds: 'What officers did for you',
  contest: 'Contest',
  contestLead:
    'If you do not agree with what was done for you: the consent ends at once, the officer and the province are told.',
  contestWhich: 'Consent',
  contestReason: 'Why',
  contested: 'Contested',
  contestedBy: '{by}, {at}:',
} satisfies ConsentWords

export const problems = {
  'consent-needed': 'Record the producer’s consent before acting for them.',
  'consent-end-wrong': 'It must end today or later.',
  'consent-too-long': 'A consent lasts at most {days} {days|day|days}.',
  'consent-picture-needed': 'Attach the picture of the signed paper.',
  'consent-code-wrong': 'The code is not right. Ask the producer again.',
  'consent-code-dead': 'The code has run out or was mistyped too often. The producer makes a new one.',
} satisfies Record<keyof typeof vi, string>
