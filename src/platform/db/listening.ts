import type pg from 'pg'

const retryMs = 1_000

/** What one does with a line. */
export interface Hearing {
  /** A notification of the channel. */
  heard(payload: string): void
  /** The line stands, for the first time or again: what was said in between was not heard. */
  opened(): void | Promise<void>
  /** The line broke; it is tried again each second. */
  lost?(): void
}

/** Listens to a channel of the database (LISTEN) on a connection of its own, and goes on listening when that is lost. */
export class ListeningLine {
  private line: Line | undefined
  private stopped = false
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly pool: pg.Pool,
    private readonly channel: string,
    private readonly hearing: Hearing,
  ) {}

  isOpen(): boolean {
    return this.line !== undefined
  }

  async start(): Promise<void> {
    let line: Line | undefined
    try {
      const opened = new Line(await this.pool.connect())
      line = opened
      opened.client.on('notification', (message) => this.hearing.heard(message.payload ?? ''))
      opened.client.on('error', () => this.lost(opened))
      await opened.client.query(`LISTEN ${this.channel}`)
      if (this.stopped) {
        opened.close()
        return
      }
      this.line = opened
      await this.hearing.opened()
    } catch {
      if (line) this.lost(line)
      else this.retry()
    }
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    this.line?.close()
    this.line = undefined
  }

  private lost(line: Line): void {
    if (!line.close()) return
    this.line = undefined
    this.hearing.lost?.()
    this.retry()
  }

  private retry(): void {
    if (!this.stopped) this.timer = setTimeout(() => void this.start(), retryMs)
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
