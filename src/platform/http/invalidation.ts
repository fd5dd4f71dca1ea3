import type pg from 'pg'
import { ListeningLine, type Standby } from '../db/index.ts'
import type { PageCache } from './cache.ts'

const channel = 'page_cache'
/** A notification holds less than 8,000 bytes: so many tags of a kind and a key stay well below. */
const tagsAtOnce = 100

/**
 * Purges pages here at once and tells the other instances (LISTEN/NOTIFY). An instance that lost its
 * line drops everything it kept, as it cannot know what it missed.
 */
export class Invalidation {
  private readonly line: ListeningLine

  constructor(
    private readonly pool: pg.Pool,
    private readonly cache: PageCache,
    private readonly self: string,
    private readonly standby?: Standby | undefined,
  ) {
    const dropAll = () => this.drop(() => this.cache.clear())
    this.line = new ListeningLine(pool, channel, {
      heard: (payload) => this.heard(payload),
      opened: dropAll,
      lost: () => void dropAll(),
    })
  }

  async purge(tags: readonly string[]): Promise<void> {
    if (tags.length === 0) return
    const advanced = this.drop(() => this.cache.purge(tags))
    for (let from = 0; from < tags.length; from += tagsAtOnce) {
      const part = tags.slice(from, from + tagsAtOnce)
      await this.pool.query('SELECT pg_notify($1, $2)', [
        channel,
        JSON.stringify({ from: this.self, tags: part }),
      ])
    }
    await advanced
  }

  start(): Promise<void> {
    return this.line.start()
  }

  stop(): void {
    this.line.stop()
  }

  private heard(payload: string): void {
    const message = JSON.parse(payload) as { from: string; tags: string[] }
    if (message.from !== this.self) void this.drop(() => this.cache.purge(message.tags))
  }

  /**
   * What is made anew in place of what was dropped must not come from a standby that is behind. Where the primary cannot say
   * how far it is, nothing is read there until it can.
   */
  private async drop(pages: () => void): Promise<void> {
    const advanced = this.standby?.advance().catch(() => undefined)
    pages()
    await advanced
  }
}
