import { randomInt } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isbot } from 'isbot'
import { headerOf, type Trusts, visitorAddress } from '../../platform/http/index.ts'

/** A visitor counts as online for this long after the last page, in milliseconds. */
export const onlineWindow = 5 * 60_000

/**
 * Counts in memory. A view is one public page shown to something that does not declare itself a bot; which page it was is not kept:
 * the address of an invitation is its key.
 * A visitor is a browser at an address, known for five minutes only by a keyed number that cannot be turned back
 * and never leaves this process.
 */
export class VisitMeter {
  private views = 0
  private readonly seen = new Map<number, number>()
  private readonly bots = new Map<string, boolean>()
  private readonly visitors = new WeakMap<object, { agent: string; visitor: number }>()
  private readonly key = randomInt(1, 2 ** 31)

  constructor(private readonly trusts: Trusts) {}

  hit(request: IncomingMessage, now: number): void {
    const agent = headerOf(request, 'user-agent') ?? ''
    if (this.isBot(agent)) return
    this.views += 1
    this.seen.set(this.visitorOf(request, agent), now)
  }

  /** Asked once a connection of a browser: behind a proxy, which carries many readers on one connection, at every page. */
  private visitorOf(request: IncomingMessage, agent: string): number {
    const { socket } = request
    const known = this.visitors.get(socket)
    const forwarded = headerOf(request, 'x-forwarded-for')
    if (known && known.agent === agent && forwarded === undefined) return known.visitor
    const visitor = keyed(
      `${visitorAddress(socket.remoteAddress ?? '', forwarded, this.trusts)}|${agent}|${headerOf(request, 'accept-language') ?? ''}`,
      this.key,
    )
    this.visitors.set(socket, { agent, visitor })
    return visitor
  }

  /** What was counted since the last taking; the caller must add it to the books or give it back. */
  take(): number {
    const taken = this.views
    this.views = 0
    return taken
  }

  giveBack(taken: number): void {
    this.views += taken
  }

  /** Visitors of the last five minutes; older ones are forgotten here. */
  online(now: number): number {
    for (const [visitor, at] of this.seen) if (now - at > onlineWindow) this.seen.delete(visitor)
    return this.seen.size
  }

  private isBot(agent: string): boolean {
    const known = this.bots.get(agent)
    if (known !== undefined) return known
    if (this.bots.size > 10_000) this.bots.clear()
    const bot = agent === '' || isbot(agent)
    this.bots.set(agent, bot)
    return bot
  }
}

/** A 53-bit number of a text under a key that lives as long as the process (cyrb53 mixing). */
function keyed(text: string, key: number): number {
  let high = 0xdeadbeef ^ key
  let low = 0x41c6ce57 ^ key
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
