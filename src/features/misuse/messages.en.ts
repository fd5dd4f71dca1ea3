import type { MisuseWords, problems as viProblems } from './messages.vi.ts'

/** Words of reporting misuse of the label. */
export const messages = {
  title: 'Report misuse of the OCOP label',
  lead: 'Did you see the label on a product that is not recognised, or a certificate that expired or was revoked? Tell us here; no account is needed.',
  product: 'Product',
  productHint: 'The name printed on the package.',
  seenAt: 'Where you saw it',
  seenAtHint: 'Shop, market, address of an online shop…',
  words: 'What is wrong',
  wordsHint: 'What the label says, how it differs from the certificate, and when you saw it.',
  picture: 'Photograph (if any)',
  pictureHint: 'Show the label and the QR code. JPEG, PNG or WebP, at most 10 MB.',
  contact: 'Contact (optional)',
  contactHint: 'Only the office that checks will read it.',
  leaveEmpty: 'Leave this empty',
  send: 'Send the report',
  doneTitle: 'Your report has arrived',
  done: 'Code: {code}. Keep it to see what becomes of your report.',
  follow: 'Follow a report',
  status: {
    received: 'Received',
    checking: 'Being checked',
    confirmed: 'Misuse confirmed',
    'not-confirmed': 'Misuse not confirmed',
  },
  outcome: 'Outcome',
  reportedAt: 'Reported on',
  none: 'There is no report.',
  noneHint: 'Reports of buyers appear here, the oldest first.',
  desk: 'Misuse reports',
  handle: 'Handle',
  outcomeField: 'Published outcome',
  outcomeHint: 'Shown to whoever reported and on the page that follows it; needed to close.',
  save: 'Save',
  group: 'Inspection',
  task: 'Misuse reports to handle',
} satisfies MisuseWords
export const problems = {
  'misuse-words-short': 'Describe it in at least 10 characters so that it can be checked.',
  'misuse-outcome-missing': 'Write the outcome before you close the report.',
  'misuse-closed': 'This report has been closed.',
} satisfies Record<keyof typeof viProblems, string>
