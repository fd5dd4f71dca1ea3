import type { SheetContent } from '../../../../rules/sitting/index.ts'
import { newKey } from '../../../../web/device/store.ts'
import { type Kept, keptSheets, type Sent, send } from './outbox.ts'

/**
 * Carries one sheet to the server: keeps every change on the device first, sends one save at a time under a key of its own, sends the
 * same save again when no answer came, and never makes a second one before the first is answered. So nothing is lost and nothing
 * counts twice.
 */
export class Courier {
  /** The device refused to keep the sheet: it is sent from this page, and what is not sent is lost with it. */
  unkept = false
  private running: Promise<void> | undefined
  private retry: ReturnType<typeof setTimeout> | undefined
  private wait = 1_000

  constructor(
    readonly kept: Kept,
    private readonly told: (sent: Sent | { outcome: 'sending'; seal: boolean }) => void,
  ) {}

  /** A change: kept now, sent soon. */
  async change(content: SheetContent): Promise<void> {
    if (this.kept.state !== 'open' || this.kept.pending?.seal) return
    this.kept.content = content
    this.kept.dirty = true
    this.kept.refused = undefined
    await this.keep()
  }

  /** Asks for the seal; it is on its way until the server has answered. */
  async seal(content: SheetContent): Promise<void> {
    await this.change(content)
    await this.settled()
    if (this.kept.state !== 'open') return
    this.kept.pending = {
      key: newKey(),
      baseRevision: this.kept.revision,
      content,
      seal: true,
    }
    this.kept.dirty = false
    await this.keep()
    await this.deliver()
  }

  /** Takes back a seal that never reached the server. */
  async unseal(): Promise<void> {
    await this.running
    if (!this.kept.pending?.seal) return
    this.kept.pending = null
    this.kept.dirty = true
    await this.keep()
  }

  /** Sends what waits; safe to call at any time. */
  deliver(): Promise<void> {
    this.running ??= this.run().finally(() => {
      this.running = undefined
    })
    return this.running
  }

  /** A save under way is answered first, so that the seal starts from the right revision. */
  private async settled(): Promise<void> {
    await this.running
    if (this.kept.pending && !this.kept.pending.seal) await this.deliver()
  }

  private async run(): Promise<void> {
    const { kept } = this
    while (kept.state === 'open' && (kept.pending || kept.dirty)) {
      if (!kept.pending) {
        kept.pending = { key: newKey(), baseRevision: kept.revision, content: kept.content, seal: false }
        kept.dirty = false
        await this.keep()
      }
      this.told({ outcome: 'sending', seal: kept.pending.seal })
      const sent = await send(kept, kept.pending)
      if (sent.outcome === 'offline' || sent.outcome === 'signed-out' || sent.outcome === 'another') {
        this.later(sent.outcome === 'offline')
        this.told(sent)
        return
      }
      await this.answered(sent)
      this.told(sent)
      if (kept.refused !== undefined) return
    }
  }

  private async answered(sent: Sent): Promise<void> {
    const { kept } = this
    this.wait = 1_000
    kept.pending = null
    if (sent.outcome === 'saved') kept.revision = sent.revision
    if (sent.outcome === 'sealed') {
      kept.revision = sent.revision
      kept.state = 'sealed'
    }
    if (sent.outcome === 'stale') kept.state = 'stale'
    if (sent.outcome === 'closed') kept.state = 'closed'
    // Changed meanwhile, what stands now has not been refused: it goes next.
    if (sent.outcome === 'refused' && !kept.dirty) kept.refused = sent.why
    if (kept.state === 'sealed' || kept.state === 'stale') await keptSheets.forget(kept.id)
    else await this.keep()
  }

  private async keep(): Promise<void> {
    this.unkept = !(await keptSheets.write(this.kept))
  }

  private later(network: boolean): void {
    clearTimeout(this.retry)
    if (!network) return
    this.retry = setTimeout(() => void this.deliver(), this.wait)
    this.wait = Math.min(this.wait * 2, 20_000)
  }
}
