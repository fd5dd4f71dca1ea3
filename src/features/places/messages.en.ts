import type { problems as vi } from './messages.vi.ts'

export const problems = {
  'unknown-place': 'No such administrative unit on file: {text}{place}.',
  'place-of-other-time': 'Code {place} was not in use on that day. It is right for: {right}.',
  'ambiguous-place': 'Several units are called {text}: {among}. Add the district or choose by code.',
  'commune-not-on-file': 'Commune {commune} is not on file; only the unit above it could be recorded.',
  'district-not-on-file': 'This district is not on file; only the province could be recorded.',
  'district-differs': 'The district given by the source ({district}) does not fit the commune.',
  'other-time': 'The name {name} belongs to another time than the day of the record.',
  'place-abolished': '{place} was abolished and no unit took its place, so figures cannot be carried over.',
  'share-not-on-file':
    'How {place} was divided among its successors is not on file, so figures cannot be carried over.',
} satisfies Record<keyof typeof vi, string>
