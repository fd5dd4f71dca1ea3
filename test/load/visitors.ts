import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile, type Run, rounded } from './measure.ts'
import { serve } from './servers/child.ts'

/** As many as the former portal said were reading at once. VISITORS and VISITORS_SECONDS set other figures. */
const visitors = Number(process.env.VISITORS ?? 11_073)
/** Seconds during which all of them are there. */
const seconds = Number(process.env.VISITORS_SECONDS ?? 40)
const newASecond = 1_000
const think = { least: 10_000, most: 30_000 }
const pages = ['/', '/san-pham', '/tin-tuc', '/tin-tuc?ngay=2024-03-28', '/van-ban', '/en']

/**
 * 11,073 visitors connected at once, each with a connection of its own kept alive, each asking for a page every 10 to 30 seconds
 * (QUALITY.md: 0 errors, p99 ≤ 500 ms, memory on a plateau). They come 1,000 a second: a rush of all at once measures the kernel's
 * queue of connections, not the server. Both processes need a file limit above 11,200 (`ulimit -n`).
 */
export const run: Run = async (note) => {
  const server = await serve('ours')
  try {
    const crowd = new Crowd(new URL(server.address))
    for (let from = 0; from < visitors; from += newASecond) {
      for (let place = from; place < Math.min(visitors, from + newASecond); place++) crowd.join()
      await sleep(1_000)
    }
    const early = (await server.usage()).rss
    note(`${crowd.connected()} connected, server ${Math.round(early / 1e6)} MB`)
    crowd.forget()
    await sleep(seconds * 1_000)
    const connected = crowd.connected()
    const late = (await server.usage()).rss
    const { times, errors } = crowd
    crowd.leave()
    const p99 = times.length > 0 ? percentile(times, 99) : Number.NaN
    note(
      `${times.length} pages in ${seconds} s, p50 ${rounded(percentile(times, 50))} ms, p99 ${rounded(p99)} ms, ${errors.size} kinds of error`,
    )
    for (const [error, count] of errors) note(`  ${error}: ${count}`)
    return {
      visitors: {
        value: connected,
        unit: 'connected',
        connected,
        pages: times.length,
        p50_ms: rounded(percentile(times, 50)),
        p99_ms: rounded(p99),
        errors: [...errors.values()].reduce((sum, count) => sum + count, 0),
        rss_mb: Math.round(late / 1e6),
        rss_growth_mb: Math.round((late - early) / 1e6),
      },
    }
  } finally {
    await server.stop()
  }
}

/** Visitors who each hold a connection, ask for a page, read it whole, think, and ask again. */
class Crowd {
  times: number[] = []
  errors = new Map<string, number>()
  private readonly sockets = new Set<Socket>()
  private left = false

  constructor(private readonly address: URL) {}

  connected(): number {
    return [...this.sockets].filter((socket) => !socket.connecting && !socket.destroyed).length
  }

  /** The time of coming is not measured. */
  forget(): void {
    this.times = []
  }

  join(): void {
    const socket = connect({ host: this.address.hostname, port: Number(this.address.port), noDelay: true })
    this.sockets.add(socket)
    const agent = `Mozilla/5.0 visitor ${this.sockets.size}`
    let asked = 0
    let missing = -1
    let head = ''
    const ask = () => {
      if (this.left || socket.destroyed) return
      const page = pages[Math.floor(Math.random() * pages.length)]
      asked = performance.now()
      missing = -1
      head = ''
      socket.write(
        `GET ${page} HTTP/1.1\r\nhost: ${this.address.host}\r\nuser-agent: ${agent}\r\naccept-encoding: br\r\n\r\n`,
      )
    }
    socket.on('connect', () => setTimeout(ask, Math.random() * think.least))
    socket.on('data', (piece) => {
      let body = piece.length
      if (missing < 0) {
        head += piece.toString('latin1')
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!head.startsWith('HTTP/1.1 200')) this.fail(head.slice(0, 16))
        missing = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
        body = head.length - end - 4
      }
      missing -= body
      if (missing !== 0) return
      this.times.push(performance.now() - asked)
      setTimeout(ask, think.least + Math.random() * (think.most - think.least))
    })
    socket.on('error', (error: Error & { code?: string }) => this.fail(error.code ?? error.message))
    socket.on('close', () => {
      if (!this.left) this.fail('closed by the server')
    })
  }

  leave(): void {
    this.left = true
    for (const socket of this.sockets) socket.destroy()
  }

  private fail(what: string): void {
    if (!this.left) this.errors.set(what, (this.errors.get(what) ?? 0) + 1)
  }
}
