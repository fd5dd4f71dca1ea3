/** So many wait already that another one is sent away. Answered as 503 by the server. */
export class GateFull extends Error {
  readonly statusCode = 503
}

/** Lets a few pieces of work run at once and a bounded number wait for their turn, in order. */
export class Gate {
  private running = 0
  private readonly queue: (() => void)[] = []

  constructor(private readonly bounds: { readonly atOnce: number; readonly waiting: number }) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.bounds.atOnce) {
      if (this.queue.length >= this.bounds.waiting) throw new GateFull('too many are waiting')
      await new Promise<void>((resolve) => this.queue.push(resolve))
    } else {
      this.running += 1
    }
    try {
      return await work()
    } finally {
      const next = this.queue.shift()
      if (next) next()
      else this.running -= 1
    }
  }
}
