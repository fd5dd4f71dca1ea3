import type { IncomingMessage } from 'node:http'

/**
 * One header of a request, by its name in small letters; several of that name come as one, parted by commas. Reads what the parser
 * left: asking for `request.headers` builds an object of all of them, dearer than looking a kept page up.
 */
export function headerOf({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  let found: string | undefined
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const given = rawHeaders[index]!
    if (given.length !== name.length || given.toLowerCase() !== name) continue
    const value = rawHeaders[index + 1]!
    found = found === undefined ? value : `${found}, ${value}`
  }
  return found
}
