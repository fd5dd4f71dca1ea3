import { createHash, sign, verify, X509Certificate } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import type { OfficeKey } from './office-key.ts'

/** Object identifiers of RFC 5652, RFC 5035 (signing-certificate-v2), RFC 3279 and RFC 5758. */
export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: tight(bytes) })
const tight = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
const read = (bytes: Uint8Array) => asn1js.fromBER(tight(bytes)).result

/**
 * A detached CMS as PAdES baseline-B asks for it (ETSI EN 319 142-1, 6.3): content type, message digest and
 * signing-certificate-v2 are signed; the signing time stands in the PDF, not here.
 */
export function signDetached(digest: Uint8Array, { key, certificate, chain }: OfficeKey): Buffer {
  const attributes = signedAttributes(digest, certificate)
  const isRsa = key.asymmetricKeyType === 'rsa'
  const signature = sign('sha256', asSet(attributes), key)
  const own = new pkijs.Certificate({ schema: read(certificate.raw) })
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha256 })],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [own, ...chain.map((each) => new pkijs.Certificate({ schema: read(each.raw) }))],
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        digestAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha256 }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
        signatureAlgorithm: isRsa
          ? new pkijs.AlgorithmIdentifier({
              algorithmId: oid.rsaWithSha256,
              algorithmParams: new asn1js.Null(),
            })
          : new pkijs.AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha256 }),
        signature: octets(signature),
      }),
    ],
  })
  const content = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) })
  return Buffer.from(content.toSchema().toBER(false))
}

/** In the order DER wants a SET OF to be written, so that what is signed is what is carried. */
function signedAttributes(digest: Uint8Array, certificate: X509Certificate): pkijs.Attribute[] {
  // ESSCertIDv2 with its default hash, SHA-256, which DER leaves out.
  const signingCertificate = new asn1js.Sequence({
    value: [
      new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [octets(sha256(certificate.raw))] })] }),
    ],
  })
  return [
    new pkijs.Attribute({
      type: oid.contentType,
      values: [new asn1js.ObjectIdentifier({ value: oid.data })],
    }),
    new pkijs.Attribute({ type: oid.messageDigest, values: [octets(digest)] }),
    new pkijs.Attribute({ type: oid.signingCertificateV2, values: [signingCertificate] }),
  ].sort((a, b) => Buffer.compare(encoded(a), encoded(b)))
}

const encoded = (attribute: pkijs.Attribute) => Buffer.from(attribute.toSchema().toBER(false))

/** RFC 5652, 5.4: the signature stands over the attributes as an explicit SET OF. */
function asSet(attributes: readonly pkijs.Attribute[]): Buffer {
  return Buffer.from(new asn1js.Set({ value: attributes.map((each) => each.toSchema()) }).toBER(false))
}

/** What a detached CMS says, and whether its own cryptography holds; nothing about trust in the issuer. */
export interface ReadCms {
  readonly certificate: X509Certificate
  readonly digest: Buffer
  /** Object identifiers of the signed attributes. */
  readonly attributes: readonly string[]
  /** signing-certificate-v2 names this very certificate. */
  readonly namesCertificate: boolean
  readonly holds: boolean
}

/** Takes a CMS apart; null when it is none or is damaged. */
export function readDetached(cms: Uint8Array): ReadCms | null {
  try {
    const content = new pkijs.ContentInfo({ schema: read(cms) })
    if (content.contentType !== oid.signedData) return null
    const signed = new pkijs.SignedData({ schema: content.content })
    const [signer] = signed.signerInfos
    if (!signer?.signedAttrs || signed.signerInfos.length !== 1) return null
    const certificate = certificateOf(signed, signer)
    if (!certificate) return null
    const { attributes } = signer.signedAttrs
    const carried = (type: string) => attributes.find((each) => each.type === type)?.values[0]
    const digest = Buffer.from((carried(oid.messageDigest) as asn1js.OctetString).valueBlock.valueHexView)
    const holds = verify(
      'sha256',
      asSet(attributes),
      certificate.publicKey,
      signer.signature.valueBlock.valueHexView,
    )
    return {
      certificate,
      digest,
      attributes: attributes.map((each) => each.type),
      namesCertificate: namedBy(carried(oid.signingCertificateV2))?.equals(sha256(certificate.raw)) ?? false,
      holds: holds && signer.digestAlgorithm.algorithmId === oid.sha256,
    }
  } catch {
    return null
  }
}

function certificateOf(signed: pkijs.SignedData, signer: pkijs.SignerInfo): X509Certificate | null {
  const { sid } = signer
  if (!(sid instanceof pkijs.IssuerAndSerialNumber)) return null
  const found = (signed.certificates ?? []).find(
    (each): each is pkijs.Certificate =>
      each instanceof pkijs.Certificate && each.serialNumber.isEqual(sid.serialNumber),
  )
  return found ? new X509Certificate(Buffer.from(found.toSchema().toBER(false))) : null
}

/** SigningCertificateV2 → certs → ESSCertIDv2 → certHash, when it is made with SHA-256. */
function namedBy(value: asn1js.BaseBlock | undefined): Buffer | null {
  const child = (block: unknown) => (block as asn1js.Sequence | undefined)?.valueBlock?.value
  const first = child(child(child(value)?.[0])?.[0])
  const hash = first?.find((each) => each instanceof asn1js.OctetString)
  return hash ? Buffer.from((hash as asn1js.OctetString).valueBlock.valueHexView) : null
}
