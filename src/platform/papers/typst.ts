import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

export interface TypstOptions {
  /** Instant written into the file as its creation: the same inputs then give the same bytes, whenever they are made. */
  readonly at?: Date | undefined
  /** Pictures and other files by the name the source calls them (`image("qr.svg")`). */
  readonly files?: Readonly<Record<string, Uint8Array>> | undefined
  /** PDF/A-2a (tagged, for keeping) unless said otherwise; null: plain PDF 1.7. */
  readonly standard?: 'a-2a' | 'a-3a' | 'ua-1' | null | undefined
}

interface Job {
  readonly message: { readonly id: number }
  readonly resolve: (pdf: Buffer) => void
  readonly reject: (error: Error) => void
}

interface Setter {
  readonly worker: Worker
  readonly doing: Map<number, Job>
}

/** Threads that set type; the first starts with the first paper, a second only when papers wait. */
const mostSetters = Math.min(2, availableParallelism())
const setters: Setter[] = []
let next = 0

/**
 * Typesets a paper. `inputs` is any JSON value, read in the source as `json(bytes(sys.inputs.data))`: what people typed is
 * never part of the source. The source may `#import "/state.typ": *` (state layout) and sees no other file than `files`.
 * Font: Tinos (metrics of Times New Roman, full Vietnamese); characters it lacks are left out of the inputs.
 * Equal source, inputs, files and `at` give equal bytes on every machine. Rejects on a defect in the source.
 */
export function renderTypst(source: string, inputs: unknown, options: TypstOptions = {}): Promise<Buffer> {
  const { at = new Date(0), files = {}, standard = 'a-2a' } = options
  next += 1
  const message = { id: next, source, inputs, files, standard, at: Math.floor(at.getTime() / 1000) }
  return new Promise((resolve, reject) => {
    const setter = idlest()
    setter.doing.set(message.id, { message, resolve, reject })
    setter.worker.ref()
    setter.worker.postMessage(message)
  })
}

function idlest(): Setter {
  const free = setters.reduce<Setter | undefined>(
    (best, each) => (best && best.doing.size <= each.doing.size ? best : each),
    undefined,
  )
  return free && (free.doing.size === 0 || setters.length >= mostSetters) ? free : startSetter()
}

/** An idle thread does not keep the program alive; one that dies takes only its own papers with it. */
function startSetter(): Setter {
  const worker = new Worker(new URL('./typst.worker.mjs', import.meta.url), { execArgv: [] })
  const setter: Setter = { worker, doing: new Map() }
  worker.unref()
  worker.on('message', ({ id, pdf, error }: { id: number; pdf?: Uint8Array; error?: string }) => {
    const job = setter.doing.get(id)
    setter.doing.delete(id)
    if (setter.doing.size === 0) worker.unref()
    if (pdf) job?.resolve(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength))
    else job?.reject(new Error(`typst: ${error}`))
  })
  const fall = (error: Error) => {
    const place = setters.indexOf(setter)
    if (place >= 0) setters.splice(place, 1)
    for (const job of setter.doing.values()) job.reject(error)
    setter.doing.clear()
  }
  worker.on('error', fall)
  worker.on('exit', (code) => fall(new Error(`the typesetting thread ended (${code})`)))
  setters.push(setter)
  return setter
}
