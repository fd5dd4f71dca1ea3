import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Kernel } from '../../../platform/feature.ts'
import { words } from '../words.ts'
import type { CertificateContent } from './issue.ts'
import { certificatePaper } from './paper.ts'

/** What printing a certificate needs of its row. */
export interface PrintedCertificate {
  readonly id: string
  readonly number: string
  readonly content: CertificateContent
  readonly payload: string
  readonly isDemo: boolean
  readonly printHash: string | null
  readonly fileHash: string | null
}

const largest = 5_000_000

/** The paper as it is issued, before any signature: the stored print, or set anew with the same bytes. */
export async function printOf(
  kernel: Pick<Kernel, 'files' | 'config'>,
  certificate: Omit<PrintedCertificate, 'fileHash'>,
): Promise<Buffer> {
  const stored = certificate.printHash ? await bytesOf(kernel, certificate.printHash) : null
  return (
    stored ??
    certificatePaper(certificate.content, {
      baseUrl: kernel.config.baseUrl,
      payload: certificate.payload,
      mark: certificate.isDemo ? words('vi').issuedMark : null,
    })
  )
}

export async function bytesOf(kernel: Pick<Kernel, 'files'>, hash: string): Promise<Buffer | null> {
  const stream = await kernel.files.open(hash)
  return stream ? buffer(stream) : null
}

/** Stores a paper of ours; a refusal here is a defect or a full disk. */
export async function keepPaper(kernel: Pick<Kernel, 'files'>, bytes: Buffer, name: string): Promise<string> {
  const stored = await kernel.files.put(Readable.from([bytes]), { maxBytes: largest, name })
  if (!stored.ok) throw new Error(`${name} could not be stored: ${stored.problems[0]?.code}`)
  return stored.value.hash
}
