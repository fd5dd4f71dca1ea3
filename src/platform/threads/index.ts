import { Worker } from 'node:worker_threads'

interface Job<Answer> {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

interface Thread<Answer> {
  readonly worker: Worker
  readonly doing: Map<number, Job<Answer>>
}

/** Work done in threads of their own, so that the pages of others do not wait for it. */
export interface ThreadPool<Question, Answer> {
  /** Rejects when the work failed or its thread died. */
  ask(question: Question): Promise<Answer>
}

/**
 * A pool over a worker file (plain JavaScript: a thread starts without the loader the rest runs under). The worker answers
 * `{id, answer}` or `{id, error}` to `{id, question}`. The first thread starts with the first question, further ones (up to
 * `most`) only while questions wait; idle threads do not keep the program alive.
 */
export function threadPool<Question, Answer>(file: URL, most: number): ThreadPool<Question, Answer> {
  const threads: Thread<Answer>[] = []
  let next = 0

  function idlest(): Thread<Answer> {
    let best: Thread<Answer> | undefined
    for (const each of threads) if (!best || each.doing.size < best.doing.size) best = each
    return best && (best.doing.size === 0 || threads.length >= most) ? best : start()
  }

  function start(): Thread<Answer> {
    const worker = new Worker(file, { execArgv: [] })
    const thread: Thread<Answer> = { worker, doing: new Map() }
    worker.unref()
    worker.on('message', ({ id, answer, error }: { id: number; answer?: Answer; error?: string }) => {
      const job = thread.doing.get(id)
      thread.doing.delete(id)
      if (thread.doing.size === 0) worker.unref()
      if (error === undefined) job?.resolve(answer as Answer)
      else job?.reject(new Error(error))
    })
    // A thread that dies takes only its own questions with it.
    const fall = (error: Error) => {
      const place = threads.indexOf(thread)
      if (place >= 0) threads.splice(place, 1)
      for (const job of thread.doing.values()) job.reject(error)
      thread.doing.clear()
    }
    worker.on('error', fall)
    worker.on('exit', (code) => fall(new Error(`the thread ended (${code})`)))
    threads.push(thread)
    return thread
  }

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const thread = idlest()
        next += 1
        thread.doing.set(next, { resolve, reject })
        thread.worker.ref()
        thread.worker.postMessage({ id: next, question })
      }),
  }
}
