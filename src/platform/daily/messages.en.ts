import type { problemWords as vi } from './messages.vi.ts'

export const problemWords = {
  'too-many-today': 'You have done this {maximum} {maximum|time|times} today. Please come back tomorrow.',
  'upload-day-files': 'You have sent {maximum} {maximum|file|files} today. Please go on tomorrow.',
  'upload-day-bytes':
    'With this file, what you sent today would go beyond {maximum} MB. Send a smaller one, or go on tomorrow.',
  'upload-year-bytes':
    'With this file, what you sent within 365 days would go beyond {maximum} MB. Please ask the administrator.',
} satisfies Record<keyof typeof vi, string>
