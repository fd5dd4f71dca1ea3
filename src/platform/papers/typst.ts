import { availableParallelism } from 'node:os'
import { threadPool } from '../threads/index.ts'

export interface TypstOptions {
  /** Instant written into the file as its creation: the same inputs then give the same bytes, whenever they are made. */
  readonly at?: Date | undefined
  /** Pictures and other files by the name the source calls them (`image("qr.svg")`). */
  readonly files?: Readonly<Record<string, Uint8Array>> | undefined
  /** PDF/A-2a (tagged, for keeping) unless said otherwise; null: plain PDF 1.7. */
  readonly standard?: 'a-2a' | 'a-3a' | 'ua-1' | null | undefined
}

interface Question extends Required<Omit<TypstOptions, 'at'>> {
  readonly source: string
  readonly inputs: unknown
  readonly at: number
}

const setters = threadPool<Question, Uint8Array>(
  new URL('./typst.worker.mjs', import.meta.url),
  Math.min(2, availableParallelism()),
  // Our own papers, a round's certificates at once: none of them holds a thread for long.
  { mostWaiting: 2_000 },
)

/**
 * Typesets a paper. `inputs` is any JSON value, read in the source as `json(bytes(sys.inputs.data))`: what people typed is
 * never part of the source. The source may `#import "/state.typ": *` (state layout) and sees no other file than `files`.
 * Font: Tinos (metrics of Times New Roman, full Vietnamese); characters it lacks are left out of the inputs.
 * Equal source, inputs, files and `at` give equal bytes on every machine. Rejects on a defect in the source.
 */
export async function renderTypst(
  source: string,
  inputs: unknown,
  options: TypstOptions = {},
): Promise<Buffer> {
  const { at = new Date(0), files = {}, standard = 'a-2a' } = options
  const pdf = await setters.ask({ source, inputs, files, standard, at: Math.floor(at.getTime() / 1000) })
  return Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
}
