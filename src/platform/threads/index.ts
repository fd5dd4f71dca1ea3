import { Worker } from 'node:worker_threads'

/** Work done in threads of their own, so that the pages of others do not wait for it. */
export interface ThreadPool<Question, Answer> {
  /** Rejects when the work failed, took too long, or its thread died of it; with `Busy` where too many wait already. */
  ask(question: Question): Promise<Answer>
}

export interface ThreadLimits {
  /** How long one question may take, its thread once started; without it any time. */
  readonly deadlineMs?: number | undefined
  /** How many questions may wait for a thread; beyond it the asker is told to come back. 64 if not said. */
  readonly mostWaiting?: number | undefined
  /** What a thread may hold of objects; beyond it dies with `ERR_WORKER_OUT_OF_MEMORY`. */
  readonly memoryMb?: number | undefined
}

class TooLong extends Error {}

/** Too many wait already: nothing is wrong with the question, and a page answers 503 with when to come back. */
export class Busy extends Error {
  readonly statusCode = 503

  constructor() {
    super('too many questions wait for a thread')
  }
}

/** Null where the question could not be answered; that too many wait is said as such. */
export async function orNull<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Busy) throw error
    return null
  }
}

/** Whether a question was given up because it took more time or memory than one may. */
export function isTooMuch(error: unknown): boolean {
  return error instanceof TooLong || (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'
}

interface Job<Question, Answer> {
  readonly question: Question
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

interface Thread<Question, Answer> {
  readonly worker: Worker
  ready: boolean
  job: Job<Question, Answer> | undefined
  timer: NodeJS.Timeout | undefined
}

type Said<Answer> = { readonly ready: true } | { readonly answer?: Answer; readonly error?: string }

/**
 * A pool over a worker file (plain JavaScript: a thread starts without the loader the rest runs under). The worker says
 * `{ready: true}` when it has loaded, then answers `{answer}` or `{error}` to each `{question}`; it has one at a time, so that it
 * is known which question a thread died of: that one is rejected, the waiting ones go to a new thread. Threads (up to `most`)
 * start while questions wait; idle ones do not keep the program alive.
 */
export function threadPool<Question, Answer>(
  file: URL,
  most: number,
  { deadlineMs, memoryMb, mostWaiting = 64 }: ThreadLimits = {},
): ThreadPool<Question, Answer> {
  const threads: Thread<Question, Answer>[] = []
  const waiting: Job<Question, Answer>[] = []

  function share(): void {
    for (const thread of threads)
      if (thread.ready && !thread.job) {
        const job = waiting.shift()
        if (job) give(thread, job)
        else thread.worker.unref()
      }
    const starting = threads.filter(({ ready }) => !ready).length
    for (let lacking = waiting.length - starting; lacking > 0 && threads.length < most; lacking--) start()
  }

  function give(thread: Thread<Question, Answer>, job: Job<Question, Answer>): void {
    thread.job = job
    thread.worker.ref()
    if (deadlineMs)
      thread.timer = setTimeout(() => fall(thread, new TooLong(`no answer in ${deadlineMs} ms`)), deadlineMs)
    thread.worker.postMessage({ question: job.question })
  }

  function start(): void {
    const worker = new Worker(file, {
      execArgv: [],
      ...(memoryMb && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    })
    const thread: Thread<Question, Answer> = { worker, ready: false, job: undefined, timer: undefined }
    worker.on('message', (said: Said<Answer>) => {
      if ('ready' in said) thread.ready = true
      else if (said.error === undefined) finish(thread)?.resolve(said.answer as Answer)
      else finish(thread)?.reject(new Error(said.error))
      share()
    })
    worker.on('error', (error: Error) => fall(thread, error))
    worker.on('exit', (code) => fall(thread, new Error(`the thread ended (${code})`)))
    threads.push(thread)
  }

  function finish(thread: Thread<Question, Answer>): Job<Question, Answer> | undefined {
    clearTimeout(thread.timer)
    const { job } = thread
    thread.job = undefined
    return job
  }

  /** A thread that cannot even start takes one waiting question with it, so that none waits for ever. */
  function fall(thread: Thread<Question, Answer>, error: Error): void {
    const place = threads.indexOf(thread)
    if (place < 0) return
    threads.splice(place, 1)
    const job = finish(thread) ?? (thread.ready ? undefined : waiting.shift())
    job?.reject(error)
    void thread.worker.terminate()
    share()
  }

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= mostWaiting) throw new Busy()
        waiting.push({ question, resolve, reject })
        share()
      }),
  }
}
