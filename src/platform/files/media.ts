/** What may be stored, with the file name endings it goes by. */
export const mediaTypes = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'text/csv': ['csv', 'tsv', 'txt'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
} as const satisfies Record<string, readonly string[]>

export type MediaType = keyof typeof mediaTypes

/** What is taken where nothing else is said. Text has no mark of its own, and a sound is no evidence: both must be asked for. */
export const allMediaTypes = (Object.keys(mediaTypes) as MediaType[]).filter(
  (type) => type !== 'text/csv' && !type.startsWith('audio/'),
)

/** Browsers and mail programs that do not know say one of these: no claim, so nothing to contradict. */
const noClaim = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'application/x-download'])
const spellings: Record<string, MediaType> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'application/x-pdf': 'application/pdf',
}

/** Whether what the sender says (media type, ending of the name) contradicts what the bytes are. */
export function contradicts(found: MediaType, declared: string | undefined, name: string): boolean {
  const claim = (declared ?? '').split(';')[0]!.trim().toLowerCase()
  // A browser of Windows calls a CSV file what the program it opens with is called.
  if (found === 'text/csv' && csvClaims.has(claim)) return !hasEnding(name, found)
  if (!noClaim.has(claim) && (spellings[claim] ?? claim) !== found) return true
  return !hasEnding(name, found)
}

const csvClaims = new Set([
  'text/plain',
  'application/vnd.ms-excel',
  'application/csv',
  'text/tab-separated-values',
])

/** The name's ending is one of this media type, or there is none. */
function hasEnding(name: string, found: MediaType): boolean {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase()
  const known: readonly string[] = mediaTypes[found]
  return ending === undefined || known.includes(ending)
}

/**
 * A file name that is safe to show and to offer for download: last part of any path, NFC, no control or bidirectional
 * characters, none that Windows refuses, at most 150 characters with its ending kept.
 */
export function safeName(name: string, found: MediaType): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1)!
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const ending = /\.[a-z0-9]{1,8}$/i.exec(clean)?.[0] ?? `.${mediaTypes[found][0]}`
  const stem = clean.endsWith(ending) ? clean.slice(0, -ending.length) : clean
  return `${[...(stem || 'file')].slice(0, 150 - ending.length).join('')}${ending}`
}
