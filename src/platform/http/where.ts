import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../command/index.ts'
import { onPrimary, positionText, readPosition, type Standby } from '../db/index.ts'
import { cookieAttributes, cookieName } from './cookies.ts'
import type { Reply, Route } from './route.ts'
import type { HttpHost } from './server.ts'

/** Carries how far the database was at a visitor's last deed: what they read next must not be older. */
const sinceCookie = 'saolang.since'
/** A standby that is further behind is noticed by every read. */
const rememberedSeconds = 600

/**
 * Visitors' reading goes to the standby where there is one. What fails there, or is not there yet, is read on the primary: a
 * standby may be lost, promoted or behind at any moment, and nobody is to see it.
 */
export async function readFrom(
  host: HttpHost,
  route: Route,
  request: FastifyRequest,
  actor: Actor,
  read: () => Promise<Reply> | Reply,
): Promise<Reply> {
  const { standby } = host
  if (!standby || route.method !== 'GET' || !host.mayReadBehind?.(route.permission)) return read()
  const again = (why: 'failed' | 'missing') => {
    standby.noteAgain(why)
    return onPrimary(async () => read())
  }
  const first =
    actor.accountId === null
      ? standby.reads(readPosition(request.cookies[cookieName(host.baseUrl, sinceCookie)]), async () =>
          read(),
        )
      : (async () => read())()
  const result = await first.catch(() => undefined)
  if (!result) return again('failed')
  if (actor.accountId === null && 'status' in result && result.status === 404) return again('missing')
  return result
}

/** After a deed of somebody without a session. */
export async function rememberWhen(standby: Standby, baseUrl: string, reply: FastifyReply): Promise<void> {
  try {
    reply.setCookie(cookieName(baseUrl, sinceCookie), positionText(await standby.position()), {
      ...cookieAttributes(baseUrl),
      maxAge: rememberedSeconds,
    })
  } catch {
    // The primary is gone this moment: what the deed changed is told by its purge.
  }
}
