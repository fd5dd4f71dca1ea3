import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { ZodType, z } from 'zod'
import type { Actor, CommandContext, Problem, Result } from '../command/index.ts'
import type { MediaType } from '../files/index.ts'
import type { Lang } from '../i18n/index.ts'
import type { FormReading } from './form.ts'

/** What a handler answers; the kernel turns it into bytes, headers and status. */
export type Reply =
  | {
      readonly kind: 'page'
      readonly status: number
      readonly view: VNode
      readonly cache?: readonly string[] | undefined
    }
  | { readonly kind: 'redirect'; readonly to: string; readonly status: 301 | 303 }
  | {
      readonly kind: 'json'
      readonly status: number
      readonly body: unknown
      readonly cache?: readonly string[] | undefined
    }
  | { readonly kind: 'problems'; readonly status: number; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'file'
      readonly body: Buffer | Readable | string
      readonly mediaType: string
      /** Given: sent as an attachment under this name; absent: shown inline (safe types only). */
      readonly name?: string | undefined
      /** Given for a stream: a part of it may be asked for (RFC 9110, 14). */
      readonly size?: number | undefined
      readonly cache?: readonly string[] | undefined
      readonly maxAge?: number | undefined
    }
  | {
      readonly kind: 'raw'
      readonly send: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> | unknown
    }

/** What every handler is given. */
export interface RequestContext<P = unknown, Q = unknown, B = unknown> {
  readonly lang: Lang
  /** Path without the language prefix, and the address as asked. */
  readonly path: string
  readonly url: URL
  /** A link may lead here: a page, or a form sent to the address of its page. */
  readonly isPage: boolean
  readonly params: P
  readonly query: Q
  /** API bodies: parsed by the route's schema. */
  readonly body: B
  /** Form posts: what was typed, and the files already stored. */
  readonly form: FormReading
  readonly actor: Actor
  readonly request: FastifyRequest
  readonly now: Date
  readonly today: string
  /** Names what was read or changed, for the audit line of this route. */
  subject(kind: string, id: string, place?: string | null): void
  /** Runs a command as this actor, under this route's audit name. */
  run<T>(body: (ctx: CommandContext) => Promise<Result<T>>): Promise<Result<T>>
  /** A cookie of ours, whatever name it travels under. */
  cookie(name: string): string | undefined
  /** Sets a cookie on the answer, for the whole host and out of reach of scripts. */
  setCookie(name: string, value: string, options?: { readonly maxAge?: number }): void
  setHeader(name: string, value: string): void
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One line tells the whole story of an address: who may, what is written down, what it takes. */
export interface Route {
  readonly kind: 'page' | 'form' | 'api'
  readonly method: Method
  readonly path: string
  /** A row of the permission matrix. */
  readonly permission: string
  /** Name in the audit log; null only for what leaves no trace worth keeping (public reading). */
  readonly audit: string | null
  readonly params?: ZodType | undefined
  readonly query?: ZodType | undefined
  readonly body?: ZodType | undefined
  readonly answer?: ZodType | undefined
  readonly summary?: string | undefined
  /** Form posts with files: caps, and the field names that may carry one. */
  readonly files?:
    | {
        readonly fields: readonly string[]
        readonly maxBytes: number
        readonly maxFiles: number
        /** What is taken here; everything the store takes, when left out. */
        readonly accept?: readonly MediaType[] | undefined
        /** Of these fields, those that are only looked at: kept in memory for the request, never stored. */
        readonly held?: readonly string[] | undefined
      }
    | undefined
  /** Requests a minute an address may make here; the default is generous. */
  readonly rateLimit?: number | undefined
  /** How often a day one person, or one address without a session, may do this. */
  readonly mostADay?: number | undefined
  // biome-ignore lint/suspicious/noExplicitAny: each builder below types its own handler
  readonly handler: (ctx: RequestContext<any, any, any>) => Promise<Reply> | Reply
}

type Shape = ZodType | undefined
type Out<S extends Shape> = S extends ZodType ? z.output<S> : Record<string, never>

interface Common<P extends Shape, Q extends Shape> {
  path: string
  permission: string
  audit: string | null
  params?: P
  query?: Q
  rateLimit?: number
  mostADay?: number
  summary?: string
}

/** A page that is read. Registered at `path` and at `/en` + path. */
export function page<P extends Shape = undefined, Q extends Shape = undefined>(
  line: Common<P, Q> & { handler: (ctx: RequestContext<Out<P>, Out<Q>>) => Promise<Reply> | Reply },
): Route {
  return { kind: 'page', method: 'GET', ...line }
}

/** A form that is posted; works without script. Registered in both languages. */
export function form<P extends Shape = undefined, Q extends Shape = undefined>(
  line: Common<P, Q> & {
    audit: string
    files?: Route['files']
    handler: (ctx: RequestContext<Out<P>, Out<Q>>) => Promise<Reply> | Reply
  },
): Route {
  return { kind: 'form', method: 'POST', ...line }
}

/** A JSON address, described in `/api/v1/openapi.json`. */
export function api<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  line: Common<P, Q> & {
    method: Method
    body?: B
    answer?: ZodType
    handler: (ctx: RequestContext<Out<P>, Out<Q>, Out<B>>) => Promise<Reply> | Reply
  },
): Route {
  return { kind: 'api', ...line }
}

/** A page; `cache` names what it depends on: a later `purge` of any of them drops exactly this page. */
export function show(view: VNode, options: { status?: number; cache?: readonly string[] } = {}): Reply {
  return { kind: 'page', status: options.status ?? 200, view, cache: options.cache }
}

/** After a post: see other. */
export function goTo(to: string): Reply {
  return { kind: 'redirect', to, status: 303 }
}

export function movedTo(to: string): Reply {
  return { kind: 'redirect', to, status: 301 }
}

export function json(body: unknown, options: { status?: number; cache?: readonly string[] } = {}): Reply {
  return { kind: 'json', status: options.status ?? 200, body, cache: options.cache }
}

/** A refusal as the answer: RFC 9457 for an API, an error page for a person. */
export function problems(list: readonly Problem[], status = 422): Reply {
  return { kind: 'problems', status, problems: list }
}

export function notFound(): Reply {
  return { kind: 'problems', status: 404, problems: [{ code: 'not-found' }] }
}

export function forbidden(): Reply {
  return { kind: 'problems', status: 403, problems: [{ code: 'forbidden' }] }
}

export function file(
  body: Buffer | Readable | string,
  mediaType: string,
  options: { name?: string; size?: number; cache?: readonly string[]; maxAge?: number } = {},
): Reply {
  return { kind: 'file', body, mediaType, ...options }
}

/** For streams that outlive an answer (server-sent events, resumable uploads). */
export function raw(
  send: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> | unknown,
): Reply {
  return { kind: 'raw', send }
}
