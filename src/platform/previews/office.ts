import sanitize from 'sanitize-html'
import { Busy, isTooMuch, threadPool } from '../threads/index.ts'

/**
 * What is in a Word or Excel file, without anything that could act: words with their structure, or the cells of its sheets;
 * or that reading it would take too much.
 */
export type OfficeContent =
  | { readonly kind: 'words'; readonly html: string }
  | { readonly kind: 'too-much' }
  | {
      readonly kind: 'sheets'
      readonly sheets: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[]
    }

const readers = threadPool<{ readonly bytes: Uint8Array; readonly mediaType: string }, OfficeContent>(
  new URL('./office.worker.mjs', import.meta.url),
  1,
  { deadlineMs: 20_000, memoryMb: 512 },
)

const tags = [
  'p',
  'br',
  'h1',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'strong',
  'em',
  'table',
  'thead',
  'tbody',
  'tr',
]

/** The content of a Word or Excel file to be read on a page; null when it cannot be opened. */
export async function readOffice(bytes: Uint8Array, mediaType: string): Promise<OfficeContent | null> {
  try {
    const content = await readers.ask({ bytes, mediaType })
    if (content.kind !== 'words') return content
    const html = sanitize(content.html, {
      allowedTags: [...tags, 'th', 'td', 'sub', 'sup'],
      allowedAttributes: { th: ['colspan', 'rowspan'], td: ['colspan', 'rowspan'] },
      // The page has a heading of its own: those of the file stand below it.
      transformTags: { h1: 'h3', h2: 'h3', h3: 'h4' },
    })
    return { kind: 'words', html }
  } catch (error) {
    if (error instanceof Busy) throw error
    return isTooMuch(error) ? { kind: 'too-much' } : null
  }
}
