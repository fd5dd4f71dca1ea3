import { type CertificateFacts, openEnvelope } from './envelope.ts'

/** A published key, as `/xac-thuc/khoa.json` lists them. */
export interface PublishedKey {
  readonly id: string
  readonly jwk: JsonWebKey
}

export type EnvelopeVerdict =
  | { readonly kind: 'genuine'; readonly facts: CertificateFacts }
  | { readonly kind: 'altered' | 'unknown-key' | 'not-ours' }

/** The same judgement in a browser, by its own cryptography, without any network. */
export async function verifyEnvelope(text: string, keys: readonly PublishedKey[]): Promise<EnvelopeVerdict> {
  const opened = openEnvelope(text)
  if (!opened) return { kind: 'not-ours' }
  const published = keys.find((key) => key.id === opened.keyId)
  if (!published) return { kind: 'unknown-key' }
  const key = await crypto.subtle.importKey(
    'jwk',
    published.jwk,
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['verify'],
  )
  const bytes = (view: Uint8Array) => new Uint8Array(view)
  const holds = await crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    key,
    bytes(opened.signature),
    bytes(opened.signedBytes),
  )
  return holds ? { kind: 'genuine', facts: opened.facts } : { kind: 'altered' }
}
