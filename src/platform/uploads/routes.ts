import { z } from 'zod'
import type { MediaType } from '../files/index.ts'
import { api, type Method, type Reply, type RequestContext, type Route, raw } from '../http/index.ts'
import type { Uploads } from './uploads.ts'

export interface UploadDoor {
  readonly path: string
  readonly permission: string
  readonly audit: string
  /** Kinds of files taken here; all of ours if not said. */
  readonly accept?: readonly MediaType[]
  /** What the sender hears of an upload by a plain GET: what came of it. */
  readonly told: (ctx: RequestContext, accountId: string, id: string) => Promise<Reply>
}

const byId = z.object({ id: z.uuid() })

/** The addresses of the tus protocol for one kind of upload: POST begins, PATCH goes on, HEAD says how far, DELETE gives up. */
export function uploadRoutes(uploads: Uploads, door: UploadDoor): Route[] {
  const { path, permission, audit, accept } = door
  const speak = (ctx: RequestContext, id: string | null) =>
    raw(async (request, reply) => {
      // Everything set so far, the security headers among it, goes out with the answer of the protocol.
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value)
      reply.hijack()
      await uploads.answer(ctx.actor.accountId!, id, request.raw, reply.raw, accept)
    })
  const one = (method: Method, summary: string) =>
    api({
      method,
      path: `${path}/:id`,
      permission,
      audit: method === 'GET' ? null : audit,
      summary,
      params: byId,
      handler: (ctx) =>
        ctx.request.method === 'GET'
          ? door.told(ctx, ctx.actor.accountId!, ctx.params.id)
          : speak(ctx, ctx.params.id),
    })
  return [
    api({
      method: 'POST',
      path,
      permission,
      audit,
      summary: 'Begin a resumable upload (tus 1.0.0)',
      handler: (ctx) => speak(ctx, null),
    }),
    one('GET', 'How far an upload came (HEAD, tus), and what came of it (GET)'),
    one('PATCH', 'Send the next bytes of an upload (tus)'),
    one('DELETE', 'Give an upload up (tus)'),
  ]
}
