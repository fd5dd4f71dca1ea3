import { sign, verify } from 'node:crypto'
import type { SigningKey } from '../../../platform/keys/index.ts'
import { type CertificateFacts, openEnvelope, prepareEnvelope, sealEnvelope } from './envelope.ts'

/** Signs the facts of a certificate; the text goes into its QR. */
export function signFacts(facts: CertificateFacts, keyId: string, key: SigningKey): string {
  const { header, payload, signedBytes } = prepareEnvelope(facts, keyId)
  return sealEnvelope(
    header,
    payload,
    sign('sha256', signedBytes, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }),
  )
}

/** The facts, if the text is ours and unaltered under a known key; null otherwise. */
export function verifyOnServer(
  text: string,
  keys: ReadonlyMap<string, SigningKey['publicKey']>,
): CertificateFacts | null {
  const opened = openEnvelope(text)
  const key = opened && keys.get(opened.keyId)
  if (!opened || !key) return null
  const holds = verify('sha256', opened.signedBytes, { key, dsaEncoding: 'ieee-p1363' }, opened.signature)
  return holds ? opened.facts : null
}
