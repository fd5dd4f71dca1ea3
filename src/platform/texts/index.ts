import { orNull, threadPool } from '../threads/index.ts'

const readers = threadPool<{ readonly bytes: Uint8Array; readonly mediaType: string }, string>(
  new URL('./text.worker.mjs', import.meta.url),
  1,
  { deadlineMs: 60_000 },
)

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Kinds of files whose words can be read. */
export function hasReadableText(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType === docx
}

/** The words of a PDF or Word file, as they stand; null when it cannot be opened (broken, or locked by a password). */
export async function readText(bytes: Uint8Array, mediaType: string): Promise<string | null> {
  return orNull(readers.ask({ bytes, mediaType }))
}
