import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { VNode } from 'preact'
import type { Clock } from '../clock/index.ts'
import { today } from '../clock/index.ts'
import type { Actor, CommandHost, Problem } from '../command/index.ts'
import { type Daily, networkOf } from '../daily/index.ts'
import { onSlowStatement, type Standby } from '../db/index.ts'
import type { FileStore } from '../files/index.ts'
import type { Lang } from '../i18n/index.ts'
import { Admission } from './admission.ts'
import type { Piece } from './assemble.ts'
import { type CachedPage, encoded, type PageCache, pageType } from './cache.ts'
import { cookieName } from './cookies.ts'
import { headerOf } from './header.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { register } from './register.ts'
import type { Route } from './route.ts'
import { assetHeaders, isSameSite, securityHeaders } from './security.ts'
import { trusting } from './trust.ts'

/** Files of the look: bytes by address, immutable. */
export interface StaticAsset {
  readonly mediaType: string
  readonly plain: Buffer
  readonly brotli?: Buffer | undefined
  readonly gzip?: Buffer | undefined
}

/** What the server is built from; the composition root fills it. */
export interface HttpHost extends CommandHost {
  readonly clock: Clock
  /** Milliseconds behind at which requests are answered 503; 2,000 if not said, 0 never. */
  readonly maxEventLoopDelay?: number | undefined
  /** Requests worked on at once; 256 if not said, 0: any number. */
  readonly mostAtOnce?: number | undefined
  readonly files: FileStore
  readonly daily: Daily
  readonly cache: PageCache
  readonly routes: readonly Route[]
  readonly assets: ReadonlyMap<string, StaticAsset>
  readonly baseUrl: string
  readonly logLevel: string
  readonly title: string
  readonly metricsToken?: string | undefined
  /** Whose word on a visitor's address is taken; `loopback` if not said. */
  readonly trustedProxies?: readonly string[] | undefined
  resolveActor(request: FastifyRequest): Promise<Actor>
  authorize(actor: Actor, permission: string): boolean
  /** Where somebody is led whose role would open this, but waits for something the account lacks; null: it is simply not theirs. */
  waitsAt?(actor: Actor, permission: string): { readonly path: string; readonly code: string } | null
  /** The account in whose stead the actor does this; null where it is the actor's own right. */
  onBehalfOf(actor: Actor, permission: string, place: string | null): string | null
  /** Open to everybody: no session is asked for, pages may be kept. */
  isPublic(permission: string): boolean
  renderProblem(about: {
    lang: Lang
    status: number
    problems: readonly Problem[]
    path: string
    actor: Actor
  }): VNode
  /** A page's own markup and the finished pieces in it, in their order. */
  drawPage(view: VNode): (string | Piece)[]
  /** Words of a problem for the answer of an API. */
  problemText(problem: Problem, lang: Lang): string
  /** Where visitors' reads of these permissions may go. */
  readonly standby?: Standby | undefined
  mayReadBehind?(permission: string): boolean
  /** Told of every public page that a reader got, from the cache or anew: no refusal, no file, no answer for programs. */
  onVisit(request: IncomingMessage): void
  ready(): Promise<boolean>
}

/** An answer that takes longer leaves a line in the log. */
const slowAnswerMs = 2_000

/** The figures of the process are for this machine, and for who carries the token. */
function mayScrape(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (given && token) return sameSecret(given, token)
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
}

function sameSecret(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}

/**
 * A request is known by the trace it belongs to (W3C Trace Context), so that a collector can join our log lines, audit
 * entries and the caller's; without one it gets a name of its own.
 */
function requestName(request: { headers: IncomingMessage['headers'] }): string {
  const trace = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(
    String(request.headers.traceparent ?? ''),
  )?.[1]
  return trace && !/^0+$/.test(trace) ? trace : randomBytes(16).toString('hex')
}

/** Connections waiting to be accepted: a rush of visitors must not be turned away by the kernel. */
export const listenBacklog = 4096

export async function buildServer(host: HttpHost): Promise<FastifyInstance> {
  const admission = new Admission(host.mostAtOnce)
  const metrics = openMetrics(
    () => host.cache.size(),
    () => admission.shed(),
    host.standby && (() => host.standby!.figures()),
  )
  const app = Fastify({
    logger:
      host.logLevel === 'silent'
        ? false
        : { level: host.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    logController: new LogController({ disableRequestLogging: !['debug', 'trace'].includes(host.logLevel) }),
    bodyLimit: 2 * 1024 * 1024,
    genReqId: requestName,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // Behind a proxy of ours `request.ip` is the visitor, not the proxy: failed sign-ins are counted by it.
    trustProxy: trusting(host.trustedProxies ?? ['loopback']),
    // What arrives on a connection kept alive while the server closes is still answered.
    return503OnClosing: false,
    keepAliveTimeout: 65_000,
    requestTimeout: 120_000,
    serverFactory: (handler) => frontDoor(host, metrics, admission, handler),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 4 * 1024 * 1024 })
  await app.register(multipart)
  // Pieces of a resumable upload: read by whoever answers the route, not here.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  await app.register(rateLimit, { global: false, keyGenerator: ({ ip }) => networkOf(ip) })
  await app.register(underPressure, {
    maxEventLoopDelay: host.maxEventLoopDelay ?? 2_000,
    retryAfter: 5,
    exposeStatusRoute: false,
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: host.title, version: '1' },
      servers: [{ url: host.baseUrl }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: cookieName(host.baseUrl, 'saolang.session_token') },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders).header('x-request-id', request.id)
    if (!isSameSite(request, host.baseUrl)) {
      await reply
        .code(403)
        .type('text/plain; charset=utf-8')
        .send('Yêu cầu đến từ trang khác. / The request came from another site.')
    }
  })
  app.addHook('onResponse', async (request, reply) => {
    metrics.answered(reply.statusCode, reply.elapsedTime / 1000)
    if (reply.elapsedTime < slowAnswerMs && reply.statusCode < 500) return
    // The path alone: what was asked for may name a person.
    const about = { method: request.method, path: request.routeOptions.url ?? '', status: reply.statusCode }
    request.log.warn({ ...about, ms: Math.round(reply.elapsedTime) }, 'slow or failed answer')
  })
  onSlowStatement((statement, ms) => {
    metrics.slowStatement()
    app.log.warn({ sql: statement, ms: Math.round(ms) }, 'slow statement')
  })
  register(app, host, metrics)
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayScrape(request, host.metricsToken)) return reply.code(403).type('text/plain').send('forbidden')
    return reply.type(metrics.contentType).send(await metrics.text())
  })
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = await host.ready()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' })
  })
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  return app
}

/**
 * Answers what is already bytes — unchanged public pages and the files of the look — before the
 * router is asked: at the speed of node:http itself.
 */
function frontDoor(
  host: HttpHost,
  metrics: Metrics,
  admission: Admission,
  next: (req: IncomingMessage, res: ServerResponse) => void,
): Server {
  const day = dayOf(host.clock)
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 120_000 }, (req, res) => {
    const url = req.url ?? '/'
    if (req.method === 'GET' || req.method === 'HEAD') {
      const page = host.cache.get(url, day())
      if (page) {
        if (req.method === 'GET' && page.mediaType === pageType) host.onVisit(req)
        metrics.fromCache()
        sendPage(req, res, page)
        return
      }
      const asset = url.startsWith('/assets/') ? host.assets.get(url) : undefined
      if (asset) {
        sendAsset(req, res, asset)
        return
      }
    }
    if (admission.admit(req, res)) next(req, res)
  })
  server.maxConnections = 20_000
  return server
}

/** The legal day, asked of the calendar once a second: every kept page is compared with it. */
function dayOf(clock: Clock): () => string {
  let asked = Number.NEGATIVE_INFINITY
  let day = ''
  return () => {
    const now = performance.now()
    if (now - asked >= 1_000) {
      asked = now
      day = today(clock)
    }
    return day
  }
}

function sendPage(req: IncomingMessage, res: ServerResponse, page: CachedPage): void {
  if (headerOf(req, 'if-none-match') === page.etag) {
    res.writeHead(304, { ...page.headers, etag: page.etag })
    res.end()
    return
  }
  const ready = encoded(page, headerOf(req, 'accept-encoding'))
  ready.head ??= Object.entries(ready.headers).flat()
  res.writeHead(200, ready.head)
  res.end(req.method === 'HEAD' ? undefined : ready.body)
}

function sendAsset(req: IncomingMessage, res: ServerResponse, asset: StaticAsset): void {
  const accept = req.headers['accept-encoding'] ?? ''
  const brotli = accept.includes('br') ? asset.brotli : undefined
  const gzip = !brotli && accept.includes('gzip') ? asset.gzip : undefined
  const body = brotli ?? gzip ?? asset.plain
  const headers: Record<string, string | number> = {
    ...assetHeaders,
    'content-type': asset.mediaType,
    'content-length': body.length,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  }
  if (brotli) headers['content-encoding'] = 'br'
  else if (gzip) headers['content-encoding'] = 'gzip'
  res.writeHead(200, headers)
  res.end(req.method === 'HEAD' ? undefined : body)
}
