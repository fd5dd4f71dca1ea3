import { ok, type Result, refuse } from '../problem.ts'
import { readDetached, signDetached } from './cms.ts'
import type { OfficeKey } from './office-key.ts'
import { usable } from './office-key.ts'
import { preparePdf, type SignatureAbout, sealPdf } from './pdf.ts'

/** Signs a PDF of ours with the office's key: PAdES baseline-B. */
export function signPdf(pdf: Buffer, about: SignatureAbout, key: OfficeKey): Buffer {
  const { bytes, digest } = preparePdf(pdf, about)
  const sealed = sealPdf(bytes, signDetached(digest, key))
  if (!sealed) throw new Error('the certificate chain is larger than the room kept for it')
  return sealed
}

/**
 * Takes back what an outside signer made over a digest we handed out: the CMS must be over this very digest, hold, name its
 * certificate, and that certificate must be valid now.
 */
export function acceptOutside(
  prepared: Buffer,
  digest: Uint8Array,
  cms: Uint8Array,
  now: Date,
): Result<Buffer> {
  const said = readDetached(cms)
  if (!said) return refuse('outside-signature-broken')
  if (!said.digest.equals(digest)) return refuse('outside-signature-of-another')
  if (!said.holds) return refuse('outside-signature-does-not-hold')
  if (!said.namesCertificate) return refuse('outside-signature-names-no-certificate')
  const refused = usable(said.certificate, now)
  if (refused) return refused
  const sealed = sealPdf(prepared, cms)
  return sealed ? ok(sealed) : refuse('outside-signature-too-large')
}
