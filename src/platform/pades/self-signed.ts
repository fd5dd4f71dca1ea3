import { generateKeyPairSync, randomBytes } from 'node:crypto'
import forge from 'node-forge'

export interface SelfSigned {
  readonly name: string
  readonly password: string
  readonly from: Date
  readonly to: Date
}

/** A PKCS#12 file with a certificate that vouches for itself: for demonstrations and tests, worth nothing before the law. */
export function selfSignedKeyFile({ name, password, from, to }: SelfSigned): Buffer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(
    publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  )
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`
  certificate.validity.notBefore = from
  certificate.validity.notAfter = to
  const subject = [{ name: 'commonName', value: name, valueTagClass: forge.asn1.Type.UTF8 as never }]
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.setExtensions([{ name: 'keyUsage', digitalSignature: true, nonRepudiation: true }])
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString())
  certificate.sign(key, forge.md.sha256.create())
  const file = forge.pkcs12.toPkcs12Asn1(key, [certificate], password, { algorithm: 'aes256' })
  return Buffer.from(forge.asn1.toDer(file).getBytes(), 'binary')
}
