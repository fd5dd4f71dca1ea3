import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Smaller answers fit in a packet or two as they are. */
const WORTH = 1_400

/**
 * A page of one person, packed on its way: a sheet of 110 kB goes over a weak line as 13. Only where our own pages or an address
 * typed by hand ask for it: who measures the length of answers to requests of another site (BREACH) learns nothing.
 */
export async function packed(
  request: FastifyRequest,
  reply: FastifyReply,
  html: string,
): Promise<Buffer | string> {
  const from = request.headers['sec-fetch-site']
  const accept = request.headers['accept-encoding'] ?? ''
  reply.header('vary', 'accept-encoding, sec-fetch-site')
  if (html.length < WORTH || (from !== 'same-origin' && from !== 'none')) return html
  if (accept.includes('br')) {
    reply.header('content-encoding', 'br')
    return brotli(html, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 4,
        [constants.BROTLI_PARAM_SIZE_HINT]: html.length,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      },
    })
  }
  if (!accept.includes('gzip')) return html
  reply.header('content-encoding', 'gzip')
  return zip(html)
}
