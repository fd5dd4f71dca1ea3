import type { FastifyRequest } from 'fastify'

/** Sent with every answer but assets. No inline script or style anywhere, no framing, no sniffing (OWASP ASVS 14.4). */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=()',
  'strict-transport-security': 'max-age=31536000',
}

/**
 * With style, type, script and pictures of our own: what concerns documents says nothing there, and twenty small answers of a first
 * visit would carry it twenty times over a slow line. The policy is for a script that is run as a worker.
 */
export const assetHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'self'; object-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a writing request comes from our own pages (Fetch Metadata, else Origin): cross-site posts
 * are refused before anything is read. Bearer tokens carry their own proof and need no cookie.
 */
export function isSameSite(request: FastifyRequest, baseUrl: string): boolean {
  if (reading.has(request.method)) return true
  if (request.headers.authorization?.startsWith('Bearer ')) return true
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = request.headers.origin
  if (origin === undefined) return request.headers.cookie === undefined
  try {
    const host = new URL(origin).host
    return host === request.headers.host || host === new URL(baseUrl).host
  } catch {
    return false
  }
}
