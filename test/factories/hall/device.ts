import { randomUUID } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoPassword } from '../../../src/features/accounts/index.ts'
import type { Hall } from './hall.ts'
import type { Seat } from './seats.ts'

/** What a member says on a sheet, as the tablet sends it. */
export interface Content {
  readonly answers: Readonly<Record<string, number | null>>
  readonly findings: readonly string[]
  readonly reasons: Readonly<Record<string, string>>
  readonly opinion: string
}

interface Sending {
  readonly itemId: string
  readonly key: string
  readonly baseRevision: number
  readonly round: number
  readonly content: Content
  readonly seal: boolean
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly to: string
}

/** A member's tablet: signs in, listens to the hall, keeps what it could not send, and sends the same save until it is answered. */
export class Device {
  /** Receipts the server acknowledged, by item and round. */
  readonly receipts = new Map<string, string>()
  readonly sealMs: number[] = []
  readonly pageMs: number[] = []
  offlineSeals = 0
  resent = 0
  private readonly outbox: Sending[] = []
  private readonly agent: Agent
  private readonly jar = new Map<string, string>()
  private readonly waiting = new Map<string, () => void>()
  private current: string | null = null
  private gone = false
  private stream: { destroy(): void } | undefined

  constructor(
    private readonly hall: Hall,
    readonly person: Seat,
    readonly index: number,
  ) {
    this.agent = new Agent({ keepAlive: true, ...this.address })
  }

  async signIn(): Promise<void> {
    const answer = await this.form('/dang-nhap', { login: this.person.login, password: demoPassword })
    if (answer.status !== 303) throw new Error(`${this.person.login} cannot sign in: ${answer.status}`)
  }

  async step(sittingId: string, step: string, itemId = '', reason = ''): Promise<void> {
    const answer = await this.form(`/lam-viec/phien-hop/${sittingId}/buoc`, { step, itemId, reason })
    if (answer.status !== 303)
      throw new Error(`${step} was refused (${answer.status}): ${problemIn(answer.body)}`)
  }

  async sign(sittingId: string): Promise<void> {
    const answer = await this.form(`/lam-viec/phien-hop/${sittingId}/ky-bien-ban`, { version: '1' })
    if (answer.status !== 303) throw new Error(`the minutes were not signed: ${problemIn(answer.body)}`)
  }

  async score(
    sittingId: string,
    itemId: string,
    content: Content,
    how: { away: boolean; draftFirst: boolean; round?: number },
  ): Promise<void> {
    const round = how.round ?? 1
    if (!how.away) {
      const from = performance.now()
      await this.send('GET', `/lam-viec/phien-hop/${sittingId}/cham/${itemId}`)
      this.pageMs.push(performance.now() - from)
    }
    const save = { itemId, round, content }
    if (how.draftFirst) this.outbox.push({ ...save, key: randomUUID(), baseRevision: 0, seal: false })
    this.outbox.push({ ...save, key: randomUUID(), baseRevision: how.draftFirst ? 1 : 0, seal: true })
    if (how.away) this.offlineSeals += 1
    else if (this.outbox.length <= 2) await this.deliver()
  }

  /** Everything kept, in its order; a line that breaks leaves it unknown whether it arrived, so the same is sent again. */
  async deliver(): Promise<void> {
    for (let sending = this.outbox[0]; sending; sending = this.outbox[0]) {
      const { itemId, ...body } = sending
      const from = performance.now()
      const answer = await this.send(
        'POST',
        `/api/v1/sittings/items/${itemId}/sheet`,
        JSON.stringify({ ...body, device: `máy ${this.index}` }),
        'application/json',
      )
      if (answer.status !== 200) throw new Error(`not taken (${answer.status}): ${answer.body.slice(0, 400)}`)
      const said = JSON.parse(answer.body) as { outcome: string; receipt?: { hash: string } }
      if (said.outcome === 'stale') throw new Error('the server knows another version of this sheet')
      if (sending.seal) {
        this.sealMs.push(performance.now() - from)
        this.receipts.set(`${itemId} ${sending.round}`, said.receipt!.hash)
      }
      this.outbox.shift()
    }
  }

  /** Resolves when the hall's line names this item as the one now before the council. */
  hear(itemId: string): Promise<void> {
    if (this.current === itemId) return Promise.resolve()
    return new Promise((resolve) => this.waiting.set(itemId, resolve))
  }

  listen(sittingId: string): void {
    const again = () => {
      if (!this.gone) setTimeout(() => this.listen(sittingId), 200).unref()
    }
    const stream = request(
      { ...this.target(`/lam-viec/phien-hop/${sittingId}/luong`), method: 'GET', headers: this.headers() },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            this.heard(text.slice(0, end))
            text = text.slice(end + 2)
          }
        })
        response.on('close', again)
      },
    )
    stream.on('error', again)
    stream.end()
    this.stream = stream
  }

  leave(): void {
    this.gone = true
    this.stream?.destroy()
    this.agent.destroy()
  }

  /** Milliseconds of an answer that asks nothing of the room: what the machine itself takes now. */
  async bare(): Promise<number> {
    const from = performance.now()
    await this.send('GET', '/healthz')
    return performance.now() - from
  }

  private heard(event: string): void {
    const data = event.split('\n').find((line) => line.startsWith('data: '))
    if (!data) return
    this.current =
      (JSON.parse(data.slice(6)) as { current: { itemId: string } | null }).current?.itemId ?? null
    if (this.current) this.waiting.get(this.current)?.()
  }

  private form(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.send(
      'POST',
      path,
      new URLSearchParams(fields).toString(),
      'application/x-www-form-urlencoded',
    )
  }

  private async send(method: string, path: string, body?: string, type?: string): Promise<Answer> {
    for (let tries = 0; ; tries++) {
      const answer = await this.once(method, path, body, type).catch(() => undefined)
      if (answer && answer.status !== 503) return answer
      if (tries > 300) throw new Error(`no answer from ${path}`)
      this.resent += 1
      await sleep(100 + Math.random() * 200)
    }
  }

  private once(method: string, path: string, body?: string, type?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request(
        { ...this.target(path), agent: this.agent, method, headers: this.headers(type, body) },
        (response) => {
          this.keepCookies(response)
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(chunks).toString(),
              to: response.headers.location ?? '',
            }),
          )
        },
      )
      asked.on('error', reject)
      asked.end(body)
    })
  }

  private target(path: string) {
    return { host: '127.0.0.1', port: this.hall.port, path, ...this.address }
  }

  /** Linux answers on all of 127/8, so each device has an address of its own in the hall; elsewhere they share one. */
  private get address() {
    return process.platform === 'linux' ? { localAddress: `127.0.1.${this.index + 1}` } : {}
  }

  private headers(type?: string, body?: string): Record<string, string> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      'sec-fetch-site': 'same-origin',
      'user-agent': `tablet ${this.index}`,
      ...(cookie && { cookie }),
      ...(type && { 'content-type': type, 'content-length': String(Buffer.byteLength(body ?? '')) }),
    }
  }

  private keepCookies(response: IncomingMessage): void {
    for (const line of response.headers['set-cookie'] ?? []) {
      const [name, value] = line.split(';')[0]!.split(/=(.*)/s) as [string, string]
      if (value) this.jar.set(name, value)
      else this.jar.delete(name)
    }
  }
}

const problemIn = (html: string) =>
  html.match(/class="error-summary[\s\S]{0,600}/)?.[0].replace(/<[^>]+>/g, ' ') ?? html.slice(0, 300)
