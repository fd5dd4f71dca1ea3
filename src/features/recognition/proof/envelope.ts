import { decode, encode, Tagged } from 'cborg'

/**
 * What a certificate's QR says by itself, without asking any server: the facts printed on it, signed.
 * COSE_Sign1 (RFC 9052) over CBOR with ES256, written as base64url after `SL1.`; it travels in the fragment of the
 * verification address, so that an ordinary camera opens the page and a browser without network still checks it.
 */
export interface CertificateFacts {
  readonly number: string
  readonly product: string
  readonly producer: string
  readonly star: number
  /** First day, `yyyy-mm-dd`. */
  readonly issuedOn: string
  /** Last valid day, `yyyy-mm-dd`. */
  readonly validUntil: string
  readonly decision: string
  readonly place: string
}

/** An envelope taken apart: what was signed, by which key, and the bytes the signature stands over. */
export interface OpenedEnvelope {
  readonly facts: CertificateFacts
  readonly keyId: string
  readonly signature: Uint8Array
  readonly signedBytes: Uint8Array
}

export const envelopePrefix = 'SL1.'

const coseSign1 = 18
const algorithm = 1
const keyIdentifier = 4
const es256 = -7
const day = 86_400_000

const dayNumber = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / day)
const dayText = (count: number) => new Date(count * day).toISOString().slice(0, 10)

/** The two byte strings that are signed: the protected header and the facts. */
export function prepareEnvelope(
  facts: CertificateFacts,
  keyId: string,
): { header: Uint8Array; payload: Uint8Array; signedBytes: Uint8Array } {
  const header = encode(
    new Map<number, unknown>([
      [algorithm, es256],
      [keyIdentifier, new TextEncoder().encode(keyId)],
    ]),
  )
  const payload = encode(
    new Map<number, unknown>([
      [1, facts.number],
      [2, facts.product],
      [3, facts.producer],
      [4, facts.star],
      [5, dayNumber(facts.issuedOn)],
      [6, dayNumber(facts.validUntil)],
      [7, facts.decision],
      [8, facts.place],
    ]),
  )
  return { header, payload, signedBytes: signedStructure(header, payload) }
}

/** Puts facts and signature (64 bytes, r‖s) together as the text of the QR. */
export function sealEnvelope(header: Uint8Array, payload: Uint8Array, signature: Uint8Array): string {
  const bytes = encode(new Tagged(coseSign1, [header, new Map(), payload, signature]))
  return envelopePrefix + toBase64Url(bytes)
}

/** Takes a QR text, or an address that carries one, apart; null when it is none of ours or is damaged. */
export function openEnvelope(text: string): OpenedEnvelope | null {
  const at = text.indexOf(envelopePrefix)
  if (at < 0) return null
  try {
    const bytes = fromBase64Url(text.slice(at + envelopePrefix.length).trim())
    const tagged = decode(bytes, { useMaps: true, tags: Tagged.preserve(coseSign1) }) as Tagged
    const [header, , payload, signature] = tagged.value as [Uint8Array, unknown, Uint8Array, Uint8Array]
    const head = decode(header, { useMaps: true }) as Map<number, unknown>
    const body = decode(payload, { useMaps: true }) as Map<number, unknown>
    if (head.get(algorithm) !== es256 || signature.length !== 64) return null
    const facts: CertificateFacts = {
      number: textOf(body.get(1)),
      product: textOf(body.get(2)),
      producer: textOf(body.get(3)),
      star: Number(body.get(4)),
      issuedOn: dayText(Number(body.get(5))),
      validUntil: dayText(Number(body.get(6))),
      decision: textOf(body.get(7)),
      place: textOf(body.get(8)),
    }
    const keyId = new TextDecoder('utf-8', { fatal: true }).decode(head.get(keyIdentifier) as Uint8Array)
    return { facts, keyId, signature, signedBytes: signedStructure(header, payload) }
  } catch {
    return null
  }
}

/** Sig_structure of RFC 9052 section 4.4. */
function signedStructure(header: Uint8Array, payload: Uint8Array): Uint8Array {
  return encode(['Signature1', header, new Uint8Array(), payload])
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('not a text')
  return value
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new Error('not base64url')
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}
