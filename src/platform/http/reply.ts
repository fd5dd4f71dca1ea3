import type { OutgoingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { Actor, Problem } from '../command/index.ts'
import type { Lang } from '../i18n/index.ts'
import { assemble, type Piece } from './assemble.ts'
import { type CachedPage, encoded, pageType } from './cache.ts'
import { withOnceTokens } from './once.ts'
import { packed } from './packing.ts'
import { cut, readRange } from './range.ts'
import type { Reply, RequestContext, Route } from './route.ts'
import { securityHeaders } from './security.ts'
import type { HttpHost } from './server.ts'

const doctype = '<!doctype html>'
/** Addresses longer than this are answered but not kept, nor are those with a reader's own words: few are asked for twice. */
const longestKey = 400
const ownWords = /[?&]q=[^&]/

const publicHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'cache-control': 'public, max-age=0, must-revalidate',
  vary: 'accept-encoding',
}

/** Turns a handler's answer into bytes; public pages with tags are kept until one of them is purged. */
export async function sendReply(
  host: HttpHost,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  ctx: RequestContext,
  result: Reply,
  mark: number,
): Promise<unknown> {
  switch (result.kind) {
    case 'page': {
      const isVisit = request.method === 'GET' && result.status === 200 && host.isPublic(route.permission)
      if (result.cache && result.status === 200) {
        const parts = [doctype, ...host.drawPage(result.view)]
        if (isVisit) host.onVisit(request.raw)
        return sendCached(host, request, reply, ctx, pageType, parts, result.cache, mark)
      }
      const html = doctype + renderToString(result.view)
      if (isVisit) host.onVisit(request.raw)
      // The token of its forms is one person's: no proxy may keep it.
      if (!host.isPublic(route.permission)) reply.header('cache-control', 'no-store')
      else if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache')
      reply.code(result.status).type(pageType)
      return reply.send(await packed(request, reply, withOnceTokens(html)))
    }
    case 'json': {
      const text = JSON.stringify(result.body)
      if (result.cache && result.status === 200)
        return sendCached(
          host,
          request,
          reply,
          ctx,
          'application/json; charset=utf-8',
          [text],
          result.cache,
          mark,
        )
      if (!host.isPublic(route.permission))
        reply.header('cache-control', 'no-store').header('content-disposition', apiFileName(request))
      return reply
        .code(result.status)
        .type('application/json; charset=utf-8')
        .serializer((sent) => sent as string)
        .send(text)
    }
    case 'redirect':
      // A form sent by script hears where to go; following by itself it would load the page twice.
      if (request.method !== 'GET' && isProgram(request))
        return reply.header('cache-control', 'no-store').send({ to: result.to })
      return reply.redirect(result.to, result.status)
    case 'problems':
      return sendProblems(host, request, reply, ctx.lang, ctx.actor, result.status, result.problems)
    case 'file': {
      if (result.cache && typeof result.body === 'string')
        return sendCached(host, request, reply, ctx, result.mediaType, [result.body], result.cache, mark)
      if (result.name) reply.header('content-disposition', attachmentName(result.name))
      reply.header(
        'cache-control',
        result.maxAge
          ? `public, max-age=${result.maxAge}`
          : host.isPublic(route.permission)
            ? 'public, max-age=0, must-revalidate'
            : 'no-store',
      )
      reply.type(result.mediaType)
      return result.size !== undefined && result.body instanceof Readable
        ? sendRanged(request, reply, result.body, result.size)
        : reply.send(result.body)
    }
    case 'raw':
      return result.send(request, reply)
  }
}

function sendRanged(
  request: FastifyRequest,
  reply: FastifyReply,
  body: Readable,
  size: number,
): FastifyReply {
  reply.header('accept-ranges', 'bytes')
  const range = readRange(request.headers.range, size)
  if (range === 'outside') {
    body.destroy()
    return reply.code(416).header('content-range', `bytes */${size}`).send('')
  }
  if (range === null) return reply.header('content-length', size).send(body)
  const { first, last } = range
  return reply
    .code(206)
    .header('content-range', `bytes ${first}-${last}/${size}`)
    .header('content-length', last - first + 1)
    .send(cut(body, range))
}

function sendCached(
  host: HttpHost,
  request: FastifyRequest,
  reply: FastifyReply,
  ctx: RequestContext,
  mediaType: string,
  parts: readonly (string | Piece)[],
  tags: readonly string[],
  mark: number,
): unknown {
  const page: CachedPage = { ...assemble(parts), mediaType, tags, day: ctx.today, headers: publicHeaders }
  if (request.url.length <= longestKey && !ownWords.test(request.url))
    host.cache.store(request.url, page, mark)
  const { body, headers } = encoded(page, request.headers['accept-encoding'])
  // Bytes and headers are finished: nothing of the framework's way out has anything to add.
  reply.hijack()
  reply.raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...headers })
  reply.raw.end(body)
  return reply
}

/** Asked by a program, not by a reader: the API, a bearer token, or who says that it reads JSON. */
export function isProgram(request: FastifyRequest): boolean {
  const { accept = '', authorization = '' } = request.headers
  return (
    request.url.startsWith('/api/') ||
    accept.startsWith('application/json') ||
    accept.startsWith('application/problem+json') ||
    /^Bearer\b/i.test(authorization)
  )
}

/** One place maps a refusal to HTTP: RFC 9457 for machines, a page in the reader's language for people. */
export async function sendProblems(
  host: HttpHost,
  request: FastifyRequest,
  reply: FastifyReply,
  lang: Lang,
  actor: Actor,
  status: number,
  list: readonly Problem[],
): Promise<unknown> {
  const first = list[0] ?? { code: 'invalid' }
  if (status === 403) noteRefusal(request, actor, first.code)
  reply.code(status).header('cache-control', 'no-store')
  if (isProgram(request)) {
    const spoken: Lang = request.headers['accept-language']?.startsWith('en') ? 'en' : lang
    const body = {
      type: `${host.baseUrl}/van-de/${first.code}`,
      title: host.problemText(first, spoken),
      status,
      code: first.code,
      instance: request.url.split('?', 1)[0],
      errors: list.map((problem) => ({
        code: problem.code,
        ...(problem.field && { field: problem.field }),
        ...(problem.article && { article: problem.article }),
        ...(problem.data && { data: problem.data }),
        detail: host.problemText(problem, spoken),
      })),
    }
    return reply
      .type('application/problem+json; charset=utf-8')
      .serializer((sent) => sent as string)
      .send(JSON.stringify(body))
  }
  const view = host.renderProblem({ lang, status, problems: list, path: request.url, actor })
  return reply.type(pageType).send(`<!doctype html>${renderToString(view)}`)
}

/** Who was refused what: a line in the log, the address without what was asked for. */
function noteRefusal(request: FastifyRequest, { accountId }: Actor, code: string): void {
  const { method, routeOptions } = request
  request.log.warn({ method, path: routeOptions.url ?? '', account: accountId, code }, 'access refused')
}

/** What is one person's and for programs is no page: a browser that is led to it keeps it as a file (ASVS 14.4.2). */
function apiFileName(request: FastifyRequest): string {
  const last = (request.url.split('?', 1)[0] ?? '').split('/').at(-1) ?? ''
  return attachmentName(`${/^[\w-]{1,80}$/.test(last) ? last : 'data'}.json`)
}

/** A name that no browser misreads: ASCII fallback and RFC 5987 form. */
export function attachmentName(name: string): string {
  const safe = name.replace(/[\r\n"\\/]/g, '_')
  const ascii = safe
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[^\x20-\x7e]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(safe)}`
}
