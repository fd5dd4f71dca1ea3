import type { TransitionWords } from './messages.vi.ts'

/** Words of the page on transition: which rules a dossier is under, and until which day. */
export const messages = {
  title: 'Between old rules and new',
  lead: 'Which rules a dossier is under, and until which day, follows from the day it was filed with the commune and from its kind, not from today.',
  ask: 'Ask by filing day',
  filedOn: 'Day of filing',
  answer: 'Show the rules',
  notADay: 'Write the day like 15/05/2026.',
  under: 'Under: {regime}.',
  states: {
    'in-force': 'These rules are in force ({ref}).',
    tail: 'Finished under the old rules until the end of {lastDay}; {days} days left ({ref}).',
    'tail-over':
      'The last day under the old rules was {lastDay} ({ref}), {days} days ago. The decree does not say what then: the competent person decides, as a rule it is filed anew under Quyết định 26/2026/QĐ-TTg.',
    ended: 'These rules have ended; results of that time are recorded, not judged anew ({ref}).',
    none: 'No rules from before 21/8/2019 are on file.',
  },
  notScorable: 'The sheets of these rules are not on file, so results are recorded and nothing is scored.',
  inHand: 'Filed before 22/5/2026, without a result',
  inHandLead: 'Điều 12 khoản 2: 60 days for a first or upgrade dossier, 30 for a re-evaluation.',
  inHandNone: 'None',
  inHandNoneHint:
    'Dossiers filed before 22/5/2026 that the provincial office has recorded without a result are shown here.',
  record: 'Record earlier years',
  held: 'Certificates issued before 22/5/2026',
  heldLead:
    'Điều 12 khoản 1: valid to the end of the term in the decision. Khoản 3: filed late for re-evaluation, the certificate stands until the result, at most 180 days after its end.',
  heldNone: 'None',
  heldNoneHint: 'Products within your reach that were recognised before 22/5/2026 are shown here.',
  product: 'Product',
  kind: 'Kind',
  filed: 'Filed on',
  lastDay: 'Last day',
  rules: 'Rules',
  validUntil: 'Valid until',
  window: 'Re-evaluation is filed',
  windowDays: '{from} to {to}',
  carriedTo: 'At the latest (Điều 12 khoản 3)',
  phases: {
    'not-yet': 'Not yet: {days} days to go',
    open: 'Can be filed now: {days} days left',
    carried: 'Past the usual days; {days} days left by Điều 12 khoản 3',
    over: 'Past every day: file a first dossier',
  },
  left: '{days} days left',
  last: 'today is the last day',
  over: '{days} days over',
  law: 'Điều 12 says',
  applies: 'Rules that apply',
  ifFiledToday: '{regime}, if filed today',
  start: 'Start a dossier',
} satisfies TransitionWords
