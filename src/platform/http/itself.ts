import type { FastifyRequest } from 'fastify'

/** The OpenAPI document of the running server, as `/api/v1/openapi.json` gives it. */
export function openApiOf(request: FastifyRequest): unknown {
  return request.server.swagger()
}

export interface OwnAnswer {
  readonly status: number
  readonly mediaType: string
  readonly bytes: number
  /** Null where the answer is no text. */
  readonly text: string | null
}

/**
 * Asks an address of this server within the process, in the name of who asks: the same checks of right, form and number apply as
 * to a request from outside. Only for what changes nothing.
 */
export async function askItself(
  request: FastifyRequest,
  what: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body?: string | undefined },
): Promise<OwnAnswer> {
  const { cookie, 'accept-language': language } = request.headers
  const answer = await request.server.inject({
    method: what.method,
    url: what.url,
    remoteAddress: request.ip,
    headers: {
      accept: 'application/json',
      'sec-fetch-site': 'same-origin',
      ...(cookie && { cookie }),
      ...(language && { 'accept-language': language }),
      ...(what.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(what.body !== undefined && { payload: what.body }),
  })
  const mediaType = String(answer.headers['content-type'] ?? '')
  const isText = /^text\/|json|xml|yaml/.test(mediaType)
  return {
    status: answer.statusCode,
    mediaType,
    bytes: answer.rawPayload.length,
    text: isText ? answer.body : null,
  }
}
