import { createHash } from 'node:crypto'
import type { Kernel } from '../../../platform/feature.ts'
import { type PdfSignature, pdfSignatures } from '../../../platform/pades/index.ts'
import { readCode } from '../../../platform/previews/index.ts'
import { certificatePaper } from '../certificates/paper.ts'
import { type CertificateFacts, envelopePrefix, openEnvelope } from '../proof/envelope.ts'
import { publicKeys } from '../proof/keys.ts'
import { verifyOnServer } from '../proof/sign.ts'
import { words } from '../words.ts'
import { type CertificateAnswer, lookUpCertificate } from './lookup.ts'

/**
 * What an uploaded or scanned thing amounts to. `original`: byte for byte the paper we issued. `copy`: another file or a photo
 * whose QR is ours and genuine. `altered`: it names a certificate of ours, but the signature or the paper does not hold.
 * `unknown-key`: signed under a key we never published. `nothing-found`: no code and no proof of ours in it.
 */
export interface Examined {
  readonly verdict: 'original' | 'copy' | 'altered' | 'unknown-key' | 'nothing-found'
  /** The register's answer for the number found, whatever the verdict. */
  readonly answer: CertificateAnswer | null
  /** What the code itself says, when its signature holds. */
  readonly facts: CertificateFacts | null
  readonly signatures: readonly PdfSignature[]
}

type Around = Pick<Kernel, 'db' | 'pool' | 'config'>

const nothing: Examined = { verdict: 'nothing-found', answer: null, facts: null, signatures: [] }

/** Judges the text of a QR or an address that carries one. */
export async function examineText(
  { db, pool }: Pick<Kernel, 'db' | 'pool'>,
  text: string,
  today: string,
): Promise<Examined> {
  const opened = text.length > 4000 ? null : openEnvelope(text)
  if (!opened) {
    const number = numberIn(text)
    const answer = number ? await lookUpCertificate(pool, number, today) : null
    return answer ? { ...nothing, verdict: 'copy', answer } : nothing
  }
  const keys = await publicKeys(db)
  const facts = verifyOnServer(text, keys)
  const answer = await lookUpCertificate(pool, (facts ?? opened.facts).number, today)
  if (facts) return { ...nothing, verdict: answer ? 'copy' : 'unknown-key', answer, facts }
  return { ...nothing, verdict: keys.has(opened.keyId) ? 'altered' : 'unknown-key', answer }
}

/** Judges an uploaded PDF or photo. */
export async function examineFile(kernel: Around, bytes: Buffer, today: string): Promise<Examined> {
  const isPdf = bytes.subarray(0, 1024).includes('%PDF-')
  const issued = await issuedUnder(kernel, createHash('sha256').update(bytes).digest('hex'))
  const signatures = isPdf ? pdfSignatures(bytes) : []
  if (issued) {
    const answer = await lookUpCertificate(kernel.pool, issued, today)
    return { verdict: 'original', answer, facts: null, signatures }
  }
  const carried = isPdf ? proofIn(bytes) : null
  const code = carried ?? (await readCode(bytes, isPdf ? 'application/pdf' : 'image/*'))
  if (!code) return { ...nothing, signatures }
  const said = await examineText(kernel, code, today)
  if (said.verdict !== 'copy' || carried === null) return { ...said, signatures }
  // Made by us, yet not the stored paper: a copy as we print it today, or the genuine code with other words around it.
  const made = await isOurPrint(kernel, bytes, said.answer!)
  return { ...said, signatures, verdict: made ? 'original' : 'altered' }
}

async function isOurPrint({ config }: Around, bytes: Buffer, answer: CertificateAnswer): Promise<boolean> {
  const w = words('vi')
  const marks = [answer.isDemo ? w.issuedMark : null, w.voidMark[answer.status]]
  for (const mark of marks) {
    if (mark === undefined) continue
    const { content, payload } = answer
    if ((await certificatePaper(content, { baseUrl: config.baseUrl, payload, mark })).equals(bytes))
      return true
  }
  return false
}

async function issuedUnder({ db }: Around, hash: string): Promise<string | null> {
  const row = await db
    .selectFrom('certificate')
    .select('number')
    .where((eb) => eb.or([eb('file_hash', '=', hash), eb('print_hash', '=', hash)]))
    .executeTakeFirst()
  return row?.number ?? null
}

/** The proof our papers carry in their own description (XMP, uncompressed). */
function proofIn(pdf: Buffer): string | null {
  const at = pdf.indexOf(envelopePrefix, 0, 'latin1')
  if (at < 0) return null
  return /^SL1\.[\w-]+/.exec(pdf.toString('latin1', at, at + 4000))?.[0] ?? null
}

/** The number in a verification address, or the text itself when it may be one. */
function numberIn(text: string): string | null {
  const inAddress = /\/xac-thuc\/([^/?#\s]+)/.exec(text)?.[1]
  if (inAddress) {
    try {
      return decodeURIComponent(inAddress)
    } catch {
      return null
    }
  }
  return text.length <= 60 && !/^https?:/i.test(text) ? text : null
}
