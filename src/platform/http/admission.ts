import type { IncomingMessage, ServerResponse } from 'node:http'

/** Requests worked on at once, pages from the cache left out: what comes beyond would only wait for them all. */
export const mostAtOnce = 256

/** So many who have waited this long already: a slow machine is full before it holds `mostAtOnce`. */
export const behind = { count: 16, ms: 2_000 } as const

/** Those who are at work keep their place while visitors are asked to come back. */
const roomForWork = 1.5

/** What stays open on purpose is counted by itself: so many times the requests worked on. */
const roomForOpen = 4

const always = new Set(['/healthz', '/readyz', '/metrics'])

/** Who carries a session, told before anything is asked of the database. */
const session = 'saolang.session_token='

/** Addresses that are followed as long as a page is open: a sitting’s. */
const streams = /\/luong(\?|$)/

/**
 * Sheds what is beyond capacity at the door: a quick 503 with Retry-After instead of a long wait for everybody. What stays open on
 * purpose (the streams of a sitting, uploads of who signed in over a slow line) does not take the others' room and has its own.
 */
export class Admission {
  /** When each that is worked on came, the earliest first. */
  private readonly inside = new Set<{ readonly at: number }>()
  private open = 0
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
    if (this.most === 0 || always.has(req.url ?? '')) return true
    const atWork = Boolean(req.headers.authorization) || (req.headers.cookie ?? '').includes(session)
    if (atWork && staysOpen(req) && this.open < this.most * roomForOpen) {
      this.open += 1
      res.once('close', () => {
        this.open -= 1
      })
      return true
    }
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

function staysOpen({ method, headers, url }: IncomingMessage): boolean {
  const type = headers['content-type'] ?? ''
  if (method === 'GET') return streams.test(url ?? '') && (headers.accept ?? '').includes('text/event-stream')
  return (
    (method === 'POST' && type.startsWith('multipart/')) ||
    (method === 'PATCH' && type.startsWith('application/offset+octet-stream'))
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
