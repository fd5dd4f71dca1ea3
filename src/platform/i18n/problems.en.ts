import type { kernelProblemWords as vi } from './problems.vi.ts'

/** Words of the refusals the platform itself answers with. */
export const kernelProblemWords = {
  'not-found': 'There is no such page or record.',
  forbidden: 'Your account may not see or do this.',
  'sign-in-needed': 'Sign in to go on.',
  'changed-meanwhile':
    'Someone else has just changed this. Look at the new version and save again; what you typed is still on the screen.',
  invalid: 'This value is not valid.',
  required: 'This must be filled in.',
  'too-long': 'Too long (at most {maximum} {maximum|character|characters}).',
  'too-short': 'Too short (at least {minimum} {minimum|character|characters}).',
  'too-large': 'Too large.',
  'too-many-fields': 'The form carries too many values (at most {maximum}). Please send it in several parts.',
  'too-small': 'Too small.',
  'unknown-field': 'There is a field that was not expected.',
  'media-type': 'This kind of content is not accepted.',
  'too-many-requests': 'Too many requests. Please try again in a minute.',
  busy: 'The system is overloaded. Please try again in a few seconds.',
  'another-account':
    'Another account is signed in on this device. Whoever wrote this has to sign in again to send it.',
  'done-already': 'This was recorded when it was sent the first time; it was not recorded again.',
  defect: 'Something broke on our side. Nothing was saved; please try again. The fault has been recorded.',
  'file-not-expected': 'A file was sent where none belongs.',
} satisfies Record<keyof typeof vi, string>
