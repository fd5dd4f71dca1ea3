import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CertificateContent } from '../../src/features/recognition/certificates/issue.ts'
import { certificatePaper } from '../../src/features/recognition/certificates/paper.ts'
import { signFacts } from '../../src/features/recognition/proof/sign.ts'
import { Keyring } from '../../src/platform/keys/index.ts'
import {
  type OfficeKey,
  openOfficeKey,
  pdfSignatures,
  selfSignedKeyFile,
  signPdf,
} from '../../src/platform/pades/index.ts'
import { median, type Run, rounded } from './measure.ts'

const perRound = Number(process.env.CERTIFICATES ?? 200)
const rounds = 3

/**
 * Whole certificates as they are issued: fonts embedded, QR with its signed facts, PDF/A; then the same with the office's PAdES
 * signature. `against`: OpenCerts' published 2.2 documents a second.
 */
export const run: Run = async (note) => {
  const dir = await mkdtemp(join(tmpdir(), 'saolang-certificates-'))
  try {
    const signing = await new Keyring(dir).signing('certificate-bench')
    const password = 'bench'
    const [from, to] = [new Date(Date.now() - 1e8), new Date(Date.now() + 1e10)]
    const opened = openOfficeKey(
      selfSignedKeyFile({ name: 'Bench', password, from, to }),
      password,
      new Date(),
    )
    if (!opened.ok) throw new Error(opened.problems[0]!.code)
    const make = (index: number) => {
      const content = contentOf(index)
      const { number, product, producer, star, issuedOn, validUntil, place } = content
      const facts = {
        number,
        product,
        producer,
        star,
        issuedOn,
        validUntil,
        decision: content.decisionNumber,
        place,
      }
      return certificatePaper(content, {
        baseUrl: 'https://ocop.example.vn',
        payload: signFacts(facts, 'k1', signing),
        mark: null,
      })
    }
    note('warming up')
    await all(20, make)
    const plain: number[] = []
    const signed: number[] = []
    for (let round = 0; round < rounds; round++) {
      plain.push(await rate(perRound, make))
      signed.push(await rate(perRound, (index) => signedOne(make, index, opened.value)))
      note(
        `round ${round + 1}/${rounds}: ${rounded(plain.at(-1)!)} unsigned, ${rounded(signed.at(-1)!)} signed a second`,
      )
    }
    // The proof in the QR is signed with a fresh nonce each time; with one proof the paper is the same to the byte.
    const about = { baseUrl: 'https://ocop.example.vn', payload: 'SL1.bench', mark: null }
    const sample = await certificatePaper(contentOf(1), about)
    if (!sample.equals(await certificatePaper(contentOf(1), about)))
      throw new Error('equal content gave other bytes')
    const [verdict] = pdfSignatures(await signedOne(make, 1, opened.value))
    if (verdict?.verdict !== 'whole' || !verdict.baseline) throw new Error('the signature does not hold')
    const perSecond = median(plain)
    return {
      certificates: {
        value: rounded(perSecond),
        unit: 'pdf/s',
        pdf_per_s: rounded(perSecond),
        signed_per_s: rounded(median(signed)),
        against: 'OpenCerts 2.2/s (published)',
        ratio: rounded(perSecond / 2.2),
        kb: rounded(sample.length / 1000),
        cores: availableParallelism(),
      },
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function signedOne(
  make: (index: number) => Promise<Buffer>,
  index: number,
  key: OfficeKey,
): Promise<Buffer> {
  const about = { at: new Date(), name: 'UBND', reason: 'Giấy chứng nhận', location: 'Huế' }
  return signPdf(await make(index), about, key)
}

/** A second's worth, several at once as a batch works. */
async function rate(count: number, make: (index: number) => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint()
  await all(count, make)
  return count / (Number(process.hrtime.bigint() - start) / 1e9)
}

async function all(count: number, make: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const work = async () => {
    while (next < count) await make(next++)
  }
  await Promise.all(Array.from({ length: 8 }, work))
}

function contentOf(index: number): CertificateContent {
  return {
    number: `OCOP-46-2026-${String(index + 1).padStart(4, '0')}`,
    product: `Dầu tràm Lộc Thủy nguyên chất số ${index}`,
    producer: 'Hợp tác xã Nông nghiệp và Dịch vụ minh họa',
    producerAddress: 'Thôn Phước Hưng',
    place: 'Xã Chân Mây - Lăng Cô, Thành phố Huế',
    star: 3 + (index % 2),
    setName: 'Tinh dầu và thảo dược khác',
    decisionNumber: '1810/QĐ-UBND',
    decidedOn: '2026-06-15',
    issuedOn: '2026-06-15',
    validUntil: '2029-06-15',
    issuer: 'Ủy ban nhân dân thành phố Huế',
    signerOffice: 'Chủ tịch',
    signerName: 'Nguyễn Minh Họa',
    seat: 'Huế',
    isDemo: false,
  }
}
