import type pg from 'pg'
import type { Standby } from '../db/index.ts'
import type { PageCache } from './cache.ts'

const channel = 'page_cache'
/** A notification holds less than 8,000 bytes: so many tags of a kind and a key stay well below. */
const tagsAtOnce = 100

/**
 * Purges pages here at once and tells the other instances (LISTEN/NOTIFY). An instance that lost its
 * line drops everything it kept, as it cannot know what it missed.
 */
export class Invalidation {
  private line: Line | undefined
  private stopped = false
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly pool: pg.Pool,
    private readonly cache: PageCache,
    private readonly self: string,
    private readonly standby?: Standby | undefined,
  ) {}

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

  async start(): Promise<void> {
    let line: Line | undefined
    try {
      const opened = new Line(await this.pool.connect())
      line = opened
      opened.client.on('notification', (message) => this.heard(message.payload ?? ''))
      opened.client.on('error', () => this.lost(opened))
      await opened.client.query(`LISTEN ${channel}`)
      this.line = opened
      await this.drop(() => this.cache.clear())
    } catch {
      if (line) this.lost(line)
      else this.retry()
    }
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    this.line?.close()
    this.line = undefined
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

  private lost(line: Line): void {
    if (!line.close()) return
    this.line = undefined
    void this.drop(() => this.cache.clear())
    this.retry()
  }

  private retry(): void {
    if (!this.stopped) this.timer = setTimeout(() => void this.start(), 1_000)
  }
}

/** A connection taken from the pool, given back once however often it is told to: an end can come from both sides at once. */
class Line {
  private isOpen = true

  constructor(readonly client: pg.PoolClient) {}

  /** Whether this call was the one that closed it. */
  close(): boolean {
    if (!this.isOpen) return false
    this.isOpen = false
    this.client.release(true)
    return true
  }
}
