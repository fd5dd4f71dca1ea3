import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { CommandContext } from '../../../platform/command/index.ts'
import type { Library } from './library.ts'
import { within } from './store.ts'

interface CookieAttributes {
  readonly secure?: boolean | undefined
  readonly path?: string | undefined
  readonly maxAge?: number | undefined
}

/** A cookie as the library signs them. */
function signedCookieLine(
  name: string,
  value: string,
  secret: string,
  { secure, path = '/', maxAge }: CookieAttributes,
): string {
  const signature = createHmac('sha256', secret).update(value).digest('base64')
  const parts = [`${name}=${encodeURIComponent(`${value}.${signature}`)}`, `Path=${path}`]
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`)
  return [...parts, 'HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])].join('; ')
}

export interface Opening {
  readonly accountId: string
  readonly remember: boolean
  readonly secondFactor: boolean
  readonly request: FastifyRequest
}

/**
 * Opens a session for somebody who proved who they are by other means than the password: the library makes and keeps
 * it, with its checks for locked accounts. Answers the cookie to send.
 */
export async function openSessionFor(
  ctx: CommandContext,
  library: Library,
  { accountId, remember, secondFactor, request }: Opening,
): Promise<readonly string[]> {
  return within({ trx: ctx.db, secondFactor }, async () => {
    const { internalAdapter, authCookies, secret, sessionConfig } = await library.$context
    const session = await internalAdapter.createSession(accountId, !remember, {
      ipAddress: request.ip,
      userAgent: request.headers['user-agent']?.slice(0, 400) ?? '',
    })
    const { name, attributes } = authCookies.sessionToken
    return [
      signedCookieLine(name, session.token, secret, {
        secure: attributes.secure,
        ...(remember && { maxAge: sessionConfig.expiresIn }),
      }),
    ]
  })
}

const challengeSeconds = 600

/** Asks for the second factor that the account has, in the library's own way, and answers the cookie to send. */
export async function askSecondFactor(
  ctx: CommandContext,
  library: Library,
  accountId: string,
): Promise<readonly string[]> {
  return within({ trx: ctx.db }, async () => {
    const { internalAdapter, createAuthCookie, secret } = await library.$context
    const { name, attributes } = createAuthCookie('two_factor', { maxAge: challengeSeconds })
    const identifier = `2fa-${randomBytes(15).toString('base64url')}`
    const expiresAt = new Date(Date.now() + challengeSeconds * 1000)
    await internalAdapter.createVerificationValue({ value: accountId, identifier, expiresAt })
    await internalAdapter.createVerificationValue({
      value: '0',
      identifier: `2fa-attempts-${identifier}`,
      expiresAt,
    })
    return [
      signedCookieLine(name, identifier, secret, { secure: attributes.secure, maxAge: challengeSeconds }),
    ]
  })
}
