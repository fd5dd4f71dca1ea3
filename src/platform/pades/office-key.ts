import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { ok, type Result, refuse } from '../problem.ts'

/** A private key with its certificate, as an office keeps them in one PKCS#12 file; lives in memory only. */
export interface OfficeKey {
  readonly key: KeyObject
  readonly certificate: X509Certificate
  /** Certificates of the issuers that came along, to be carried in each signature. */
  readonly chain: readonly X509Certificate[]
}

const { pkcs12, pki, asn1 } = forge

/** Opens a PKCS#12 file and looks whether its certificate may sign now. */
export function openOfficeKey(file: Uint8Array, password: string, now: Date): Result<OfficeKey> {
  const parsed = parse(file, password)
  if (!parsed.ok) return parsed
  const { key, certificates } = parsed.value
  const certificate = certificates.find((each) => each.checkPrivateKey(key))
  if (!certificate) return refuse('signing-key-without-certificate', { field: 'key' })
  const refused = usable(certificate, now)
  return refused ?? ok({ key, certificate, chain: certificates.filter((each) => each !== certificate) })
}

/** Why a certificate may not sign at a moment; null when it may. */
export function usable(certificate: X509Certificate, at: Date) {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)]
  if (at > to)
    return refuse('signing-certificate-expired', {
      field: 'key',
      data: { until: to.toISOString().slice(0, 10) },
    })
  if (at < from)
    return refuse('signing-certificate-not-yet-valid', {
      field: 'key',
      data: { from: from.toISOString().slice(0, 10) },
    })
  return null
}

function parse(
  file: Uint8Array,
  password: string,
): Result<{ key: KeyObject; certificates: X509Certificate[] }> {
  let outer: forge.asn1.Asn1
  try {
    outer = asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('binary')))
  } catch {
    return refuse('signing-key-broken', { field: 'key' })
  }
  try {
    const bags = pkcs12.pkcs12FromAsn1(outer, false, password)
    const { certBag, keyBag, pkcs8ShroudedKeyBag } = pki.oids as Record<string, string>
    const of = (type: string) => bags.getBags({ bagType: type })[type] ?? []
    const held = [...of(pkcs8ShroudedKeyBag!), ...of(keyBag!)][0]
    if (!held) return refuse('signing-key-without-key', { field: 'key' })
    // Elliptic keys and certificates are left as they stand in the file: Node's own cryptography reads them.
    const key = createPrivateKey({
      key: der(held.key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(held.key)) : held.asn1),
      format: 'der',
      type: 'pkcs8',
    })
    const certificates = of(certBag!).map(
      (bag) => new X509Certificate(der(bag.cert ? pki.certificateToAsn1(bag.cert) : bag.asn1)),
    )
    return ok({ key, certificates })
  } catch (error) {
    const wrong = /MAC|password/i.test((error as Error).message)
    return wrong
      ? refuse('signing-key-password', { field: 'password' })
      : refuse('signing-key-broken', { field: 'key' })
  }
}

function der(value: forge.asn1.Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'binary')
}
