import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as text: for links and access tokens, never kept as they are. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token. A plain hash will do: there is nothing to guess in 256 random bits. */
export function tokenHash(token: string): string {
  return `sha256:${createHash('sha256').update(token).digest('base64url')}`
}
