/**
 * Counts of lists, kept until anything public changes or the day does. A count reads every matching row of an index: once
 * after a change is enough. `mark` is the page cache's, which grows with each purge here and on other instances.
 */
export class CountMemo {
  private counts = new Map<string, Promise<number>>()
  private since = ''

  constructor(private readonly mark: () => string) {}

  async get(key: string, ask: () => Promise<number>): Promise<number> {
    const now = this.mark()
    if (now !== this.since || this.counts.size > 5_000) {
      this.counts = new Map()
      this.since = now
    }
    const known = this.counts.get(key)
    if (known) return known
    const asked = ask()
    this.counts.set(key, asked)
    asked.catch(() => this.counts.delete(key))
    return asked
  }
}
