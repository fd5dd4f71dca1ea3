import { lookup as resolve } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress, pageAddress } from './address.ts'

export type Visit =
  /** It answered, after so many redirects, with this status. */
  | { readonly kind: 'answered'; readonly status: number }
  /** It does not lie on the public internet, or is no address of a page: it was not asked. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' }

/** What a visit says of a link. */
export type LinkOutcome = 'answers' | 'gone' | 'refused' | 'unreachable'

export const outcomeOf = (seen: Visit): LinkOutcome =>
  // A site that wants no machines is there all the same.
  seen.kind !== 'answered'
    ? seen.kind
    : seen.status < 400 || seen.status === 403 || seen.status === 429
      ? 'answers'
      : 'gone'

export interface VisitOptions {
  readonly timeoutMs?: number
  readonly mostRedirects?: number
  /** Which addresses may be connected to; the public internet, if not said. */
  readonly mayConnect?: (address: string) => boolean
  /** Which addresses of pages may be asked for. */
  readonly pageAddress?: (text: string) => URL | null
}

class Closed extends Error {}

/**
 * Whether a page that a person named is there. Nothing of the answer but its status is read or kept. The name is resolved once and the
 * socket goes to the very address that was found to be public: a name that changes its mind in between gets nothing.
 */
export async function visit(text: string, options: VisitOptions = {}): Promise<Visit> {
  const { mostRedirects = 3, timeoutMs = 10_000, mayConnect = isPublicAddress } = options
  const read = options.pageAddress ?? pageAddress
  let at = text
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const url = read(at)
    const literal = url?.hostname.replace(/^\[|\]$/g, '') ?? ''
    if (!url || (isIP(literal) !== 0 && !mayConnect(literal))) return { kind: 'refused' }
    try {
      const { status, location } = await ask(url, timeoutMs, mayConnect)
      if (status < 300 || status >= 400 || location === undefined) return { kind: 'answered', status }
      at = URL.canParse(location, url) ? new URL(location, url).href : ''
    } catch (error) {
      return { kind: error instanceof Closed ? 'refused' : 'unreachable' }
    }
  }
  return { kind: 'unreachable' }
}

function ask(
  url: URL,
  timeoutMs: number,
  mayConnect: (address: string) => boolean,
): Promise<{ status: number; location: string | undefined }> {
  const lookup: LookupFunction = (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const open = found.filter(({ address }) => mayConnect(address))
      // One closed address among them: the name is not to be trusted with any.
      if (open.length === 0 || open.length < found.length) return done(new Closed(host), '')
      return options.all ? done(null, open) : done(null, open[0]!.address, open[0]!.family)
    })
  }
  return new Promise((settle, fail) => {
    const request = (url.protocol === 'https:' ? https : http).get(
      url,
      { lookup, agent: false, headers: { accept: 'text/html', 'user-agent': 'saolang-link-check' } },
      (response) => {
        settle({ status: response.statusCode ?? 0, location: response.headers.location })
        response.destroy()
      },
    )
    const late = setTimeout(() => request.destroy(new Error('too late')), timeoutMs)
    request.on('close', () => clearTimeout(late))
    request.on('error', fail)
  })
}

/** What a table of looked-at links keeps of a look; when it last answered stays as it was where it did not. */
export function lookAt(seen: Visit, at: Date) {
  const outcome = outcomeOf(seen)
  return {
    outcome,
    status: seen.kind === 'answered' ? seen.status : null,
    checked_at: at,
    ...(outcome === 'answers' && { answered_at: at }),
  }
}
