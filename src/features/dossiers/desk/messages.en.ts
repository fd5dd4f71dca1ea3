import type { DeskWords, problems as vi } from './messages.vi.ts'

/** Words of the desks beside the dossier: meeting, extra tests, papers of the desks, what a re-evaluation asks. */
export const messages = {
  meeting: 'Meeting of the commune',
  meetingLead: 'Optional. Where needed the Chairman meets the departments concerned (Điều 7 khoản 2 điểm a).',
  heldOn: 'Day of the meeting',
  present: 'Present',
  conclusion: 'Conclusion',
  saveMeeting: 'Record the meeting',
  tests: 'Extra tests',
  testsLead:
    'Where needed the advisory team asks for more test results (Điều 7 khoản 3 điểm c). Producer and commune are told at once.',
  what: 'What is to be tested',
  until: 'Result wanted by',
  ask: 'Ask for the test',
  result: 'Result (number of the sheet, values)',
  passed: 'Conclusion',
  yes: 'Passed',
  no: 'Failed',
  settle: 'Note the result',
  waiting: 'No result yet',
  noTests: 'No test has been asked for.',
  papers: 'Papers of commune and province',
  letter: 'Letter of the commune',
  handOver: 'Record of the hand-over of dossier and samples',
  report: 'Report to the council',
  leaveRound: 'Take out of the round',
  leaveRoundLead:
    'For a dossier put into the wrong round. It goes back to “Received by the province”; producer and commune are told, with the reason. The decree does not name this step, so the reason stays in the dossier’s history.',
  leaveRoundReason: 'Why it leaves the round',
  leftRound: 'The dossier has been taken out of the round.',
  advise: {
    lead: 'Criterion by criterion: what the producer ticked, wrote and filed. Choose the option you suggest and leave a note. Suggestions are read by the council, never counted.',
    keys: 'Keyboard: a figure chooses an option (0 is none), = takes the producer’s, Enter goes on.',
    summary:
      'The producer’s own score is {points}/100{star}. Suggested so far: {count} of {all} {all|criterion|criteria}.',
    summaryStar: ', {star} {star|star|stars}',
    ownersChoice: 'Producer’s choice',
    none: 'No suggestion',
    agree: 'As the producer ticked',
    ownersWords: 'The producer writes',
    nothingSaid: 'The producer wrote nothing here.',
    noPaper: 'No paper is laid to this criterion.',
    whole: 'Papers for the dossier as a whole',
    others: '{name} suggests',
    note: 'My note',
    filing: 'As filed, filing {number}, {day}.',
    saved: 'The suggestions are kept.',
  },
  missing: 'Not found when the dossier was checked',
  returnMissing: 'Return it for these',
  missingWords: 'Please add: {item}.',
  missingReason: 'The dossier is not complete by Điều 6 khoản 1.',
  anew: 'Only these are asked',
  anewLead:
    'The former dossier stands. Asked is only what must be updated since recognition, and papers that have expired or soon will ({count} {count|item|items}).',
  anewDone: 'Everything is up to date. Check it and file.',
  anewCheck: 'Check and file',
  anewPaper: 'Paper that ends on {day}: {title}',
  anewField: 'Fill in: {label}',
  anewCriterion: 'Choose an option for criterion {code}',
  kept: 'Kept from the former dossier: open only what has changed',
  windows: {
    'not-yet':
      'Re-evaluation: file from {from} to {to} (180 to 120 days before it ends on {until}); {days} {days|day|days} to go.',
    open: 'Re-evaluation: can be filed now, until the end of {to}; {days} {days|day|days} left.',
    carried:
      'Re-evaluation: {to} has passed; by Điều 12 khoản 3 it can still be filed until {carriedTo}, {days} {days|day|days} left.',
    over: 'Re-evaluation: the time for filing is over ({from} to {to}); file a first dossier.',
  },
} satisfies DeskWords

export const problems = {
  'meeting-day-wrong': 'The day must lie between the receipt and today.',
  'test-day-past': 'The day for the result must not lie in the past.',
  'receive-without-forms':
    'Registration form and self-assessment are not ticked. If one is missing, return the dossier.',
} satisfies Record<keyof typeof vi, string>
