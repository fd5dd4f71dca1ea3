import { readDetached } from './cms.ts'
import { digestOf, signaturePlaces } from './pdf.ts'

/** What one signature of a PDF amounts to. */
export interface PdfSignature {
  /** `whole`: over every byte; `altered`: a byte it stands over changed; `extended`: sound, but something was appended after it. */
  readonly verdict: 'whole' | 'altered' | 'extended' | 'unreadable'
  /** Common name of the signer's certificate. */
  readonly signer: string | null
  readonly issuer: string | null
  /** Certificate validity, `yyyy-mm-dd`. */
  readonly validFrom: string | null
  readonly validTo: string | null
  /** Fingerprint (SHA-256) of the certificate. */
  readonly fingerprint: string | null
  /** Carries signing-certificate-v2 over its own certificate, as PAdES baseline-B asks. */
  readonly baseline: boolean
}

/** How many signatures of a file hold, and whether one was broken by a change after it. A scan of a signature by hand has none. */
export function signaturesOf(pdf: Buffer): { readonly sound: number; readonly altered: boolean } {
  const found = pdfSignatures(pdf)
  return {
    sound: found.filter(({ verdict }) => verdict === 'whole' || verdict === 'extended').length,
    altered: found.some(({ verdict }) => verdict === 'altered'),
  }
}

/** Reads every signature of a PDF. Says what the mathematics say; whom to trust is the caller's. */
export function pdfSignatures(pdf: Buffer): PdfSignature[] {
  return signaturePlaces(pdf).map(({ range, open, close }) => {
    const hex = pdf.toString('latin1', open + 1, close - 1)
    const cms = /^[0-9a-fA-F\s]*$/.test(hex) ? trimmed(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')) : null
    const said = cms && readDetached(cms)
    if (!said)
      return {
        verdict: 'unreadable',
        signer: null,
        issuer: null,
        validFrom: null,
        validTo: null,
        fingerprint: null,
        baseline: false,
      }
    const sound = said.holds && said.digest.equals(digestOf(pdf, range))
    const { certificate } = said
    const day = (text: string) => new Date(text).toISOString().slice(0, 10)
    return {
      verdict: !sound ? 'altered' : range[2] + range[3] === pdf.length ? 'whole' : 'extended',
      signer: nameIn(certificate.subject),
      issuer: nameIn(certificate.issuer),
      validFrom: day(certificate.validFrom),
      validTo: day(certificate.validTo),
      fingerprint: certificate.fingerprint256,
      baseline: said.namesCertificate,
    }
  })
}

/** The CMS without the zeros that fill its room: its own length says where it ends. */
function trimmed(bytes: Buffer): Buffer {
  const first = bytes[1] ?? 0
  if (first < 0x80) return bytes.subarray(0, 2 + first)
  const count = first & 0x7f
  if (count === 0 || count > 4) return bytes
  return bytes.subarray(0, 2 + count + bytes.readUIntBE(2, count))
}

function nameIn(distinguished: string): string {
  const common = /^(?:CN)=(.+)$/m.exec(distinguished)?.[1]
  return common ?? distinguished.replaceAll('\n', ', ')
}
