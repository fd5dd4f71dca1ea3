import type pg from 'pg'
import type { PageCache } from './cache.ts'

const channel = 'page_cache'

/**
 * Purges pages here at once and tells the other instances (LISTEN/NOTIFY). An instance that lost its
 * line drops everything it kept, as it cannot know what it missed.
 */
export class Invalidation {
  private listener: pg.PoolClient | undefined
  private stopped = false
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly pool: pg.Pool,
    private readonly cache: PageCache,
    private readonly self: string,
  ) {}

  async purge(tags: readonly string[]): Promise<void> {
    if (tags.length === 0) return
    this.cache.purge(tags)
    await this.pool.query('SELECT pg_notify($1, $2)', [channel, JSON.stringify({ from: this.self, tags })])
  }

  async start(): Promise<void> {
    let client: pg.PoolClient | undefined
    try {
      client = await this.pool.connect()
      const line = client
      client.on('notification', (message) => this.heard(message.payload ?? ''))
      client.on('error', () => this.lost(line))
      await client.query(`LISTEN ${channel}`)
      this.listener = client
      this.cache.clear()
    } catch {
      client?.release(true)
      this.retry()
    }
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    this.listener?.release(true)
    this.listener = undefined
  }

  private heard(payload: string): void {
    const message = JSON.parse(payload) as { from: string; tags: string[] }
    if (message.from !== this.self) this.cache.purge(message.tags)
  }

  private lost(client: pg.PoolClient): void {
    client.release(true)
    this.listener = undefined
    this.cache.clear()
    this.retry()
  }

  private retry(): void {
    if (!this.stopped) this.timer = setTimeout(() => void this.start(), 1_000)
  }
}
