import type { FastifyReply, FastifyRequest } from 'fastify'
import { today } from '../../../platform/clock/index.ts'
import type { Actor } from '../../../platform/command/index.ts'
import { ListeningLine } from '../../../platform/db/index.ts'
import type { Kernel } from '../../../platform/feature.ts'
import { securityHeaders } from '../../../platform/http/index.ts'
import { barredByAccount } from '../conflicts/visibility.ts'
import type { CouncilDeps } from '../deps.ts'
import { gatherSitting } from '../sittings/gather.ts'
import { glimpseFor } from '../sittings/view.ts'
import { sittingChannel } from './announce.ts'
import { liveState } from './live-state.ts'

interface Listener {
  readonly actor: Actor
  readonly write: (text: string) => void
  readonly end: () => void
  told: string
}

/** A device asks anew after this long: grants and sessions are looked at again. */
const longestMs = 10 * 60_000
const heartbeatMs = 15_000
/** When the database's line is lost, sittings that are listened to are looked at this often. */
const pollMs = 2_000

/**
 * Tells every device of a sitting what is now before the council. Changes come over the database's own line from any instance; each
 * device is sent its own view, and nothing where that did not change.
 */
export class SittingLine {
  private readonly rooms = new Map<string, Set<Listener>>()
  private readonly busy = new Map<string, boolean>()
  private readonly line: ListeningLine
  private timers: NodeJS.Timeout[] = []

  constructor(
    private readonly kernel: Kernel,
    private readonly deps: CouncilDeps,
  ) {
    this.line = new ListeningLine(kernel.pool, sittingChannel, {
      heard: (sittingId) => void this.tell(sittingId),
      opened: () => this.poll(),
    })
  }

  async start(): Promise<() => Promise<void>> {
    await this.line.start()
    this.timers.push(setInterval(() => this.beat(), heartbeatMs))
    this.timers.push(setInterval(() => this.line.isOpen() || this.poll(), pollMs))
    return async () => {
      for (const timer of this.timers) clearInterval(timer)
      this.leave()
      this.line.stop()
    }
  }

  /** Ends every stream: the server is closing. */
  leave(): void {
    for (const room of this.rooms.values()) for (const listener of room) listener.end()
    this.rooms.clear()
  }

  /** Answers a request with a stream of this reader's states. */
  attach(sittingId: string, actor: Actor, request: FastifyRequest, reply: FastifyReply): void {
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...securityHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    const listener: Listener = {
      actor,
      told: '',
      write: (text) => void raw.write(text),
      end: () => void raw.end(),
    }
    const room = this.rooms.get(sittingId) ?? new Set()
    this.rooms.set(sittingId, room.add(listener))
    const close = setTimeout(listener.end, longestMs)
    close.unref()
    request.raw.on('close', () => {
      clearTimeout(close)
      room.delete(listener)
      if (room.size === 0 && this.rooms.get(sittingId) === room) this.rooms.delete(sittingId)
    })
    listener.write('retry: 1000\n\n')
    void this.tell(sittingId)
  }

  /** Sends what changed; changes that come while it works are told in one more turn. */
  private async tell(sittingId: string): Promise<void> {
    if (!this.rooms.has(sittingId)) return
    if (this.busy.has(sittingId)) {
      this.busy.set(sittingId, true)
      return
    }
    do {
      this.busy.set(sittingId, false)
      await this.tellOnce(sittingId).catch(() => undefined)
    } while (this.busy.get(sittingId))
    this.busy.delete(sittingId)
  }

  private async tellOnce(sittingId: string): Promise<void> {
    const listeners = [...(this.rooms.get(sittingId) ?? [])]
    const accounts = [...new Set(listeners.map(({ actor }) => actor.accountId!))]
    const [gathered, barred] = await Promise.all([
      gatherSitting(this.kernel.db, sittingId, this.deps),
      barredByAccount(this.kernel.db, accounts),
    ])
    const day = today(this.kernel.clock)
    for (const listener of listeners) {
      const { actor } = listener
      const view =
        gathered && glimpseFor(gathered, { actor, today: day }, barred.get(actor.accountId!) ?? new Set())
      if (!view) {
        listener.end()
        continue
      }
      const text = JSON.stringify(liveState(view))
      if (text === listener.told) continue
      listener.told = text
      listener.write(`event: state\ndata: ${text}\n\n`)
    }
  }

  private beat(): void {
    for (const room of this.rooms.values()) for (const listener of room) listener.write(': \n\n')
  }

  private poll(): void {
    for (const sittingId of this.rooms.keys()) void this.tell(sittingId)
  }
}
