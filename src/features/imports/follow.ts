import type { CommandContext, DomainEvent } from '../../platform/command/index.ts'
import type { Db } from '../../platform/db/index.ts'
import type { LineReport } from './kind.ts'
import { recordPortion } from './record.ts'

/**
 * What follows a portion (those who follow its records, its report, its keys) is written while the next one is read and understood: the
 * server's processor and the database's work side by side, in the one transaction, and never more than one portion apart.
 */
export class Follow {
  /** For taking portions: what it emits waits for the portion's end. */
  readonly quiet: CommandContext
  private held: DomainEvent[] = []
  private running: Promise<void> = Promise.resolve()
  private seq = 0

  constructor(
    private readonly ctx: CommandContext,
    private readonly reports: Db,
    private readonly kind: string,
    private readonly runId: string,
  ) {
    this.quiet = {
      ...ctx,
      emit: async (event) => {
        this.held.push(event)
      },
    }
  }

  /** Waits for the portion before, then starts what follows this one. */
  async next(portion: readonly LineReport[]): Promise<void> {
    await this.running
    const events = this.held
    this.held = []
    this.running = this.write(portion, events)
    // Its failure is told by whoever waits for it next.
    this.running.catch(() => undefined)
  }

  done(): Promise<void> {
    return this.running
  }

  private async write(portion: readonly LineReport[], events: readonly DomainEvent[]): Promise<void> {
    for (const event of events) await this.ctx.emit(event)
    this.seq = await recordPortion(this.ctx, this.reports, this.kind, this.runId, portion, this.seq)
  }
}

/** The same items, each asked for while the one before is being worked on. */
export async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  try {
    let coming = items.next()
    for (;;) {
      const { value, done } = await coming
      if (done) return
      coming = items.next()
      coming.catch(() => undefined)
      yield value
    }
  } finally {
    await items.return(undefined)
  }
}
