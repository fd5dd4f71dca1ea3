import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { appendAudit } from '../audit/index.ts'
import { today } from '../clock/index.ts'
import {
  type Actor,
  actorOf,
  type CommandContext,
  type Problem,
  type Result,
  refuse,
  runCommand,
  visitor,
} from '../command/index.ts'
import { onPrimary, transaction } from '../db/index.ts'
import { localPath, splitLang } from '../i18n/index.ts'
import { cookieAttributes, cookieName } from './cookies.ts'
import {
  emptyForm,
  type FormReading,
  issuesToProblems,
  problemsOf,
  readFormBody,
  tooManyFields,
} from './form.ts'
import type { Metrics } from './metrics.ts'
import { answerOnce, claimOnce, findOnce, type KeptAnswer, noteAnswer, onceField, onceKey } from './once.ts'
import { isProgram, sendProblems, sendReply } from './reply.ts'
import type { Reply, RequestContext, Route } from './route.ts'
import type { HttpHost } from './server.ts'
import { readFrom, rememberWhen } from './where.ts'

/** Binds every route line to Fastify; pages and forms in both languages. */
export function register(app: FastifyInstance, host: HttpHost, metrics: Pick<Metrics, 'misfit'>): void {
  const seen = new Set<string>()
  for (const route of host.routes) {
    const paths = route.kind === 'api' ? [route.path] : [route.path, localPath('en', route.path)]
    for (const path of new Set(paths)) {
      const name = `${route.method} ${path}`
      if (seen.has(name)) throw new Error(`two routes answer ${name}`)
      seen.add(name)
      app.route({
        method: route.method === 'GET' ? ['GET', 'HEAD'] : route.method,
        url: path,
        exposeHeadRoute: false,
        config: route.rateLimit ? { rateLimit: { max: route.rateLimit, timeWindow: 60_000 } } : {},
        schema: schemaOf(route, path, host.isPublic(route.permission)),
        attachValidation: true,
        handler: (request, reply) => answer(host, metrics, route, request, reply),
      })
    }
  }
  app.setNotFoundHandler(async (request, reply) => {
    const actor = await host.resolveActor(request)
    return sendProblems(host, request, reply, splitLang(pathOf(request)).lang, actor, 404, [
      { code: 'not-found' },
    ])
  })
  app.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = statusOf(error)
    if (status >= 500) request.log.error({ err: error }, 'defect')
    if (status === 503) reply.header('retry-after', '5')
    const lang = splitLang(pathOf(request)).lang
    const problem = error.code === 'FST_FIELDS_LIMIT' ? tooManyFields : { code: codeOfStatus(status) }
    return sendProblems(host, request, reply, lang, visitor, status, [problem])
  })
}

/** What PostgreSQL says of text it cannot hold (the zero character, half a surrogate pair): the sender's fault. */
const unstorableText = new Set(['22021', '22P05'])

function statusOf({ statusCode = 500, code = '' }: { statusCode?: number; code?: string }): number {
  if (unstorableText.has(code)) return 400
  return statusCode >= 400 && statusCode < 600 ? statusCode : 500
}

/** Not open to everybody: a session of this site, or a token of the account. */
const signedIn = [{ session: [] }, { token: [] }]

/**
 * API routes are described and validated by Fastify; pages read their own address leniently. A form is described too: a program
 * may post what the page would, as JSON or as a form, and hears JSON.
 */
function schemaOf(route: Route, path: string, isPublic: boolean): Record<string, unknown> {
  if (route.kind === 'form' && path === route.path)
    return {
      summary: route.summary ?? route.audit,
      tags: ['forms'],
      description: formDescription,
      consumes: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
      ...(!isPublic && { security: signedIn }),
    }
  if (route.kind !== 'api') return { hide: true }
  return {
    summary: route.summary ?? route.path,
    ...(!isPublic && { security: signedIn }),
    ...(route.params && { params: route.params }),
    ...(route.query && { querystring: route.query }),
    ...(route.body && { body: route.body }),
    ...(route.answer && { response: { 200: route.answer } }),
  }
}

const formDescription =
  'The form of the page at this address: fields by the names they have there. By session or bearer token; `Idempotency-Key` makes it one deed however often it is sent. Done: `{to}`, the page to go to. Refused: application/problem+json with every field (RFC 9457).'

async function answer(
  host: HttpHost,
  metrics: Pick<Metrics, 'misfit'>,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { lang, path } = splitLang(pathOf(request))
  const mark = host.cache.mark()
  const actor = await host.resolveActor(request)
  // What a device sends for the account that wrote it is not done as whoever signed in there since.
  const { 'x-account': meant } = request.headers
  if (meant !== undefined && meant !== actor.accountId)
    return sendProblems(host, request, reply, lang, actor, 401, [{ code: 'another-account' }])
  if (!host.authorize(actor, route.permission)) return turnAway(host, route, request, reply, actor)
  const parsed = parseAddress(route, request)
  if (!parsed.ok) {
    noteMisfit(metrics, route, request, actor, 'address', parsed.problems)
    return sendProblems(host, request, reply, lang, actor, route.kind === 'api' ? 400 : 404, parsed.problems)
  }
  const { mostADay } = route
  const about = { accountId: actor.accountId, address: request.ip }
  if (mostADay && !(await host.daily.take(about, route.path, mostADay)))
    return sendProblems(host, request, reply, lang, actor, 429, [
      { code: 'too-many-today', data: { maximum: mostADay } },
    ])
  const read = route.kind === 'form' ? await readForm(host, route, request, actor) : emptyForm
  if (read.refused) return sendProblems(host, request, reply, lang, actor, 413, [read.refused])
  const once = onceKey(request, route, actor, read)
  if (once && (await findOnce(host.db, once))) return replay(host, request, reply, actor, once)
  const { [onceField]: _, ...fields } = read.fields
  const form = { ...read, fields }
  const subjects: Subject[] = []
  const refusals: Problem[] = []
  let claimed: 'here' | 'elsewhere' | undefined
  const ctx: RequestContext = {
    lang,
    path,
    url: new URL(request.url, host.baseUrl),
    isPage:
      route.method === 'GET' ||
      request.server.hasRoute({ method: 'GET', url: request.routeOptions.url ?? '' }),
    params: parsed.value.params,
    query: parsed.value.query,
    body: request.body,
    form,
    actor,
    request,
    now: host.clock(),
    today: today(host.clock),
    subject: (kind, id, place = null) => void subjects.push({ kind, id, place }),
    run: async (body) => {
      const deed = async (inner: CommandContext) => {
        // Of a request of several commands the first one carries the mark.
        if (once && claimed !== 'here' && !(await claimOnce(inner.db, once))) {
          claimed = 'elsewhere'
          return refuse('done-already')
        }
        return audited(
          inner,
          route,
          subjects,
          (place) => host.onBehalfOf(actor, route.permission, place),
          body,
        )
      }
      const done = await onPrimary(() => runCommand(host, actor, deed, { id: request.id }))
      if (done.ok && once) claimed = 'here'
      if (!done.ok) refusals.push(...done.problems)
      return done
    },
    cookie: (name) => request.cookies[cookieName(host.baseUrl, name)],
    setCookie: (name, value, options = {}) =>
      void reply.setCookie(cookieName(host.baseUrl, name), value, {
        ...cookieAttributes(host.baseUrl),
        ...options,
      }),
    setHeader: (name, value) => void reply.header(name, value),
  }
  const result = await readFrom(host, route, request, actor, () => {
    subjects.length = 0
    return route.handler(ctx)
  })
  if (problemsOf(form).length > 0) noteMisfit(metrics, route, request, actor, 'form', problemsOf(form))
  if (host.standby && route.method !== 'GET' && actor.accountId === null)
    await rememberWhen(host.standby, host.baseUrl, reply)
  if (once && claimed === 'elsewhere') return replay(host, request, reply, actor, once)
  if (once && claimed === 'here') await keepAnswer(host, once, result)
  if (route.method === 'GET' && route.audit !== null)
    await auditRead(host, route, actor, subjects, request.id)
  // A program that posts a form hears what the page would say at its fields.
  if (result.kind === 'page' && result.status >= 400 && route.kind === 'form' && isProgram(request)) {
    const said = [...problemsOf(form), ...refusals]
    return sendProblems(host, request, reply, lang, actor, result.status, said)
  }
  return sendReply(host, route, request, reply, ctx, result, mark)
}

/** What was posted; files count against what this person may send, and are refused at their field beyond it. */
async function readForm(
  host: HttpHost,
  route: Route,
  request: FastifyRequest,
  { accountId }: Actor,
): Promise<FormReading> {
  if (!route.files || !accountId || !request.isMultipart()) return readFormBody(request, route, host.files)
  const announced = Number(request.headers['content-length'] ?? 0)
  const refusal = await host.daily.refusesUpload(accountId, announced)
  const read = await readFormBody(request, route, host.files, refusal)
  const sizes = read.files.flatMap(({ stored }) => (stored ? [stored.size] : []))
  await host.daily.uploaded(
    accountId,
    sizes.length,
    sizes.reduce((sum, size) => sum + size, 0),
  )
  return read
}

/** What did not fit its schema leaves a line and is counted (ASVS 7.1.3): where and how, never what was sent. */
function noteMisfit(
  metrics: Pick<Metrics, 'misfit'>,
  route: Route,
  request: FastifyRequest,
  { accountId }: Actor,
  part: 'address' | 'form',
  problems: readonly Problem[],
): void {
  metrics.misfit(part)
  const codes = [...new Set(problems.map(({ code }) => code))]
  const about = { method: route.method, path: route.path, part, codes, faults: problems.length }
  request.log.info({ ...about, account: accountId }, 'did not fit the schema')
}

/** What the first of two equal requests was answered; pages and files are not kept, only that the deed is done. */
async function keepAnswer(host: HttpHost, key: string, result: Reply): Promise<void> {
  if (result.kind === 'redirect')
    await noteAnswer(host.db, key, { status: result.status, location: result.to })
  else if (result.kind === 'json') {
    const body = JSON.stringify(result.body)
    await noteAnswer(host.db, key, { status: result.status, contentType: 'application/json', body })
  } else await noteAnswer(host.db, key, { status: 409 })
}

/** The second of two equal requests: nothing is done again, and it hears what the first one heard. */
async function replay(
  host: HttpHost,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  key: string,
): Promise<unknown> {
  const kept: KeptAnswer | null = await answerOnce(host.db, key)
  reply.header('idempotency-replayed', 'true').header('cache-control', 'no-store')
  if (kept?.location && isProgram(request)) return reply.send({ to: kept.location })
  if (kept?.location) return reply.redirect(kept.location, kept.status ?? 303)
  if (kept?.body != null)
    return reply
      .code(kept.status ?? 200)
      .type(`${kept.contentType}; charset=utf-8`)
      .serializer((sent) => sent as string)
      .send(kept.body)
  const { lang } = splitLang(pathOf(request))
  return sendProblems(host, request, reply, lang, actor, 409, [{ code: 'done-already' }])
}

interface Subject {
  readonly kind: string
  readonly id: string
  readonly place: string | null
}

function subjectOf({ kind, id, place }: Subject): {
  subjectKind: string
  subjectId: string
  place: string | null
} {
  return { subjectKind: kind, subjectId: id, place }
}

/** A command that wrote no line of its own is written down under the name of its route. */
async function audited<T>(
  ctx: CommandContext,
  route: Route,
  subjects: readonly Subject[],
  lenderAt: (place: string | null) => string | null,
  body: (ctx: CommandContext) => Promise<Result<T>>,
): Promise<Result<T>> {
  const subject = (): Subject => subjects[0] ?? { kind: 'route', id: route.path, place: null }
  const inStead = (place: string | null) => {
    const lender = lenderAt(place)
    return lender && { onBehalfOf: lender }
  }
  let noted = false
  const result = await body({
    ...ctx,
    audit: (note) => {
      noted = true
      ctx.audit({ ...inStead(note.place ?? subject().place), ...note })
    },
  })
  if (result.ok && !noted && route.audit) {
    ctx.audit({ action: route.audit, ...inStead(subject().place), ...subjectOf(subject()) })
  }
  return result
}

/** Reading what is not public leaves a line: who saw what. */
async function auditRead(
  host: HttpHost,
  { audit, permission }: Route,
  actor: Actor,
  subjects: readonly Subject[],
  requestId: string,
): Promise<void> {
  const about = { at: host.clock(), ...actorOf(actor), action: audit!, requestId }
  if (subjects.length === 0) return
  await transaction(host.db, (trx) =>
    appendAudit(
      trx,
      subjects.map((subject) => ({
        ...about,
        onBehalfOf: host.onBehalfOf(actor, permission, subject.place),
        ...subjectOf(subject),
      })),
    ),
  )
}

function turnAway(
  host: HttpHost,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
): unknown {
  const { lang } = splitLang(pathOf(request))
  const isDeed = route.method !== 'GET'
  if (actor.accountId === null && route.kind !== 'api' && !(isDeed && isProgram(request))) {
    const back = route.method === 'GET' ? request.url : localPath(lang, '/lam-viec')
    return reply.redirect(`${localPath(lang, '/dang-nhap')}?tiep=${encodeURIComponent(back)}`, 303)
  }
  const waits = host.waitsAt?.(actor, route.permission)
  if (waits && route.kind !== 'api' && !isProgram(request))
    return reply.header('cache-control', 'no-store').redirect(localPath(lang, waits.path), 303)
  const status = actor.accountId === null ? 401 : 403
  return sendProblems(host, request, reply, lang, actor, status, [
    { code: status === 401 ? 'sign-in-needed' : (waits?.code ?? 'forbidden') },
  ])
}

function parseAddress(route: Route, request: FastifyRequest): Result<{ params: unknown; query: unknown }> {
  if (route.kind === 'api') {
    const error = request.validationError as
      | (Error & { validation?: unknown[]; validationContext?: string })
      | undefined
    if (error) return { ok: false, problems: apiProblems(error) }
    return { ok: true, value: { params: request.params, query: request.query } }
  }
  const params = route.params?.safeParse(request.params)
  if (params && !params.success) return { ok: false, problems: [{ code: 'not-found' }] }
  const query = route.query?.safeParse(request.query)
  if (query && !query.success) return { ok: false, problems: issuesToProblems(query.error.issues) }
  return { ok: true, value: { params: params?.data ?? request.params, query: query?.data ?? request.query } }
}

function apiProblems(error: Error & { validation?: unknown[]; validationContext?: string }): Problem[] {
  const list = (error.validation ?? []) as { message?: string; instancePath?: string; keyword?: string }[]
  if (list.length === 0) return [{ code: 'invalid', data: { message: error.message } }]
  return list.map((each) => ({
    code: 'invalid',
    field: `${error.validationContext ?? 'body'}${each.instancePath ?? ''}`,
    data: { message: each.message ?? '' },
  }))
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/'
}

function codeOfStatus(status: number): string {
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 415) return 'media-type'
  if (status === 429) return 'too-many-requests'
  if (status === 503) return 'busy'
  return status < 500 ? 'invalid' : 'defect'
}
