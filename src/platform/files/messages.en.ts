import type { fileProblemWords as vi } from './messages.vi.ts'

/** Words of the reasons for which the file store refuses a file. */
export const fileProblemWords = {
  'file-empty': 'The file is empty (0 bytes). Please choose it again.',
  'file-too-large': 'The file is larger than {maximum} MB. Please compress or split it and send it again.',
  'file-type': 'Only PDF, JPEG, PNG and WebP pictures, Word (.docx) and Excel (.xlsx) are accepted.',
  'file-type-mismatch':
    'What is in the file does not match its name or stated type. Save it in the right format and send it again.',
  'file-broken': 'The file is damaged or incomplete and cannot be opened. Please check it and send it again.',
  'file-has-macros': 'The file contains macros and is not accepted. Save it without macros.',
  'file-unpacks-too-large': 'The file is packed in an unusual way and would be far too large when opened.',
  'picture-too-large':
    'The picture of {width} × {height} points is too large (at most {maximum} million points). Please make it smaller.',
  'file-infected':
    'The file holds malware ({name}) and is not accepted. Scan your device, send another file.',
  'scanner-silent': 'The file could not be scanned for malware and was not taken. Try again in some minutes.',
  'storage-full':
    'The server is running out of room for files. Tell the administrator; the file was not saved.',
} satisfies Record<keyof typeof vi, string>
