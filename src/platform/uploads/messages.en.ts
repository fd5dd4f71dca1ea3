import type { uploadProblemWords as vi } from './messages.vi.ts'

/** Words of the reasons for which an upload is not taken. */
export const uploadProblemWords = {
  'upload-unknown': 'The uploaded file is not there; it may be older than 7 days. Please choose it again.',
  'upload-unfinished': 'The file has not arrived whole. Please wait until it has, then save.',
  'upload-too-many': 'Too many files are half sent (at most {maximum}). Save or remove some of them.',
} satisfies Record<keyof typeof vi, string>
