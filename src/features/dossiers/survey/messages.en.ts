import type { SurveyWords, problems as vi } from './messages.vi.ts'

/** Words of the field survey: on a phone, without network too. */
export const messages = {
  menu: 'Field surveys',
  title: 'Field surveys',
  lead: 'Dossiers given to you to be seen on the spot. Open this page once with network; afterwards it works without.',
  kept: '{count} {count|page is|pages are} kept for use without network.',
  none: 'No dossier waits for a survey',
  noneHint:
    'Dossiers of a round given to the advisory team, and re-evaluations at the province, appear here.',
  visits: 'Surveyed {count} {count|time|times}',
  start: 'Record a survey',
  pageLead:
    'The advisory team sees the place (Điều 7 khoản 3 điểm c). Photos are made smaller on the device before they are sent.',
  pageLeadOffice:
    'The office checks on the spot where scale has changed much or the evidence is unclear (Điều 7 khoản 6 điểm c).',
  when: 'Day of the survey',
  at: 'Time',
  atHint: 'For example 14:30.',
  place: 'Place',
  placeHint: 'Address of the works, village, commune.',
  locate: 'Take the position of this device',
  located: 'Position: {where} (within about {accuracy} m)',
  locateFailed: 'The position could not be had. The place in words is enough.',
  met: 'Who received you, who came along',
  topics: {
    facility: 'Works and food safety',
    materials: 'Materials: origin, records',
    labour: 'Local labour',
    label: 'Packaging, label, traceability',
    differs: 'What differs from the dossier',
  },
  topicHint: 'What was seen: figures, papers looked at.',
  outcome: 'Overall',
  outcomes: {
    matches: 'As the dossier says',
    differs: 'Differs; the dossier is to be completed',
    serious: 'Differs much; to be considered before the council',
  },
  conclusion: 'Conclusion',
  photos: 'Photos',
  photosHint: 'At most {count}. Works, materials, label, records.',
  removePhoto: 'Remove photo {number}',
  save: 'Record the survey',
  draft: 'Kept on this device at {time}.',
  unkept: 'This device cannot keep it: please leave this page open until it has been sent.',
  waiting:
    'No network. The survey is kept on this device and sent by itself once there is one; do not clear the browser.',
  sending: 'Sending…',
  signedOut:
    'You are signed out. The survey is still on this device; sign in and open this page again to send it.',
  refused: 'Not sent: {why} The survey is still on this device.',
  unsent: '{count} {count|survey|surveys} on this device {count|is|are} not sent yet.',
  unsentOpen: 'Open to send',
  records: 'Field surveys',
  by: '{name}, {when}',
  where: 'Place',
  position: 'Coordinates',
  photo: 'Photo {number}',
  add: 'Record a field survey',
} satisfies SurveyWords

export const problems = {
  'survey-day-wrong': 'The day must lie between the filing of the dossier and today.',
  'survey-time-wrong': 'Write the time as 14:30.',
  'survey-place-needed': 'Write the place or take the position of the device.',
  'survey-elsewhere': 'This survey was recorded for another dossier.',
  'survey-photo-wrong': 'Only JPEG, PNG and WebP pictures are taken.',
  'survey-nothing-said': 'Write at least one thing that was seen.',
} satisfies Record<keyof typeof vi, string>
