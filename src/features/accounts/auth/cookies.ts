import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { addressHeader } from './library.ts'

/** What the library is told of a request: its cookies, its address, its browser, and nothing else. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ [addressHeader]: request.ip })
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie)
  const agent = request.headers['user-agent']
  if (agent) headers.set('user-agent', agent.slice(0, 400))
  return headers
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
