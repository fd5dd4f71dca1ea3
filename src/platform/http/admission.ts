import type { IncomingMessage, ServerResponse } from 'node:http'

/** Requests worked on at once, pages from the cache left out: what comes beyond would only wait for them all. */
export const mostAtOnce = 256

/** So many who have waited this long already: a slow machine is full before it holds `mostAtOnce`. */
export const behind = { count: 16, ms: 2_000 } as const

/** Those who are at work keep their place while visitors are asked to come back. */
const roomForWork = 1.5

const always = new Set(['/healthz', '/readyz', '/metrics'])

/**
 * Sheds what is beyond capacity at the door: a quick 503 with Retry-After instead of a long wait for everybody. What stays open on
 * purpose (event streams, uploads over a slow line) is not counted.
 */
export class Admission {
  /** When each that is worked on came, the earliest first. */
  private readonly inside = new Set<{ readonly at: number }>()
  private turnedAway = 0

  constructor(
    private readonly most: number = mostAtOnce,
    private readonly late: { readonly count: number; readonly ms: number } = behind,
  ) {}

  /** Turned away so far. */
  shed(): number {
    return this.turnedAway
  }

  /** False: it was answered here. */
  admit(req: IncomingMessage, res: ServerResponse): boolean {
    if (this.most === 0 || staysOpen(req) || always.has(req.url ?? '')) return true
    const atWork = Boolean(req.headers.cookie || req.headers.authorization)
    const now = performance.now()
    if (
      this.inside.size >= (atWork ? this.most * roomForWork : this.most) ||
      (!atWork && this.isBehind(now))
    ) {
      this.turnedAway += 1
      turnAway(req, res)
      return false
    }
    const entered = { at: now }
    this.inside.add(entered)
    res.once('close', () => this.inside.delete(entered))
    return true
  }

  private isBehind(now: number): boolean {
    let waited = 0
    for (const { at } of this.inside) {
      if (now - at < this.late.ms) return false
      waited += 1
      if (waited >= this.late.count) return true
    }
    return false
  }
}

function staysOpen({ headers }: IncomingMessage): boolean {
  const type = headers['content-type'] ?? ''
  return (
    (headers.accept ?? '').includes('text/event-stream') ||
    type.startsWith('multipart/') ||
    type.startsWith('application/offset+octet-stream')
  )
}

const words =
  'Hệ thống đang quá tải, xin thử lại sau ít giây. / The system is overloaded, please try again in a few seconds.'

function turnAway(req: IncomingMessage, res: ServerResponse): void {
  const isApi = (req.url ?? '').startsWith('/api/')
  const body = isApi ? JSON.stringify({ title: words, status: 503, code: 'overloaded' }) : words
  res.writeHead(503, {
    'content-type': isApi ? 'application/problem+json; charset=utf-8' : 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'retry-after': '5',
  })
  res.end(req.method === 'HEAD' ? undefined : body)
}
