import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { cookieName, isSecure } from '../../../platform/http/index.ts'

/** Where the client's address travels to the library; requests cannot set it. */
export const addressHeader = 'x-saolang-address'

const cookiePrefix = 'saolang'

/** How the library is to call its cookies and mark them: as ours are. */
export function libraryCookies(baseUrl: string) {
  return {
    useSecureCookies: false,
    cookiePrefix: cookieName(baseUrl, cookiePrefix),
    defaultCookieAttributes: { secure: isSecure(baseUrl) },
  }
}

/** What the library itself called them under https until November 2026: sessions of then go on under it. */
export const formerName = (name: string): string => name.replace(/^__Host-/, '__Secure-')

/** What the library is told of a request: its cookies, its address, its browser, and nothing else. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ [addressHeader]: request.ip })
  const { cookie } = request.headers
  if (cookie) headers.set('cookie', underPresentName(cookie))
  const agent = request.headers['user-agent']
  if (agent) headers.set('user-agent', agent.slice(0, 400))
  return headers
}

/** The cookie that ends a session of then in this browser, where it carries one. */
export function endedUnderFormerName({ cookies }: FastifyRequest): readonly string[] {
  const former = formerName(`__Host-${cookiePrefix}.session_token`)
  return cookies[former] === undefined
    ? []
    : [`${former}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`]
}

function underPresentName(cookie: string): string {
  const present = `__Host-${cookiePrefix}.`
  return cookie.includes(present) ? cookie : cookie.replaceAll(formerName(present), present)
}

/** The value of a cookie the library signed, or null when it is missing or was made by somebody else. */
export function signedCookie(request: FastifyRequest, name: string, secret: string): string | null {
  const text = request.cookies?.[name]
  if (!text) return null
  const dot = text.lastIndexOf('.')
  if (dot < 1) return null
  const value = text.slice(0, dot)
  const expected = createHmac('sha256', secret).update(value).digest()
  const given = Buffer.from(text.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null
}
