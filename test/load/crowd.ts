import { connect, type Socket } from 'node:net'

/** Visitors who each hold a connection, ask for a page, read it whole, think, and ask again. */
export class Crowd {
  /** Milliseconds from asking to the last byte. */
  times: number[] = []
  errors = new Map<string, number>()
  private readonly sockets = new Set<Socket>()
  private left = false

  constructor(
    private readonly address: URL,
    private readonly pages: readonly string[],
    /** How long a page is read before the next is asked for. */
    private readonly think: { readonly leastMs: number; readonly mostMs: number },
  ) {}

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
      const page = this.pages[Math.floor(Math.random() * this.pages.length)]
      asked = performance.now()
      missing = -1
      head = ''
      socket.write(
        `GET ${page} HTTP/1.1\r\nhost: ${this.address.host}\r\nuser-agent: ${agent}\r\naccept-encoding: br\r\n\r\n`,
      )
    }
    socket.on('connect', () => setTimeout(ask, Math.random() * this.think.leastMs))
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
      setTimeout(ask, this.think.leastMs + Math.random() * (this.think.mostMs - this.think.leastMs))
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
