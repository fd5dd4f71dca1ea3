import { generateKeyPairSync } from 'node:crypto'
import autocannon from 'autocannon'
import { signFacts, verifyOnServer } from '../../src/features/recognition/proof/sign.ts'
import { median, type Run, rounded } from './measure.ts'
import { serve } from './servers/child.ts'

const seconds = 3
const rounds = 3
/** An address this long is answered but never kept: the certificate is looked up anew, with its queries. */
const unkept = `?x=${'a'.repeat(450)}`

/**
 * Verifications a second: asked online of the whole server (as kept, and looked up anew), and the signature of a QR checked by
 * itself, as a phone does without network. `against`: Truvera's published 54 a second.
 */
export const run: Run = async (note) => {
  const ours = await serve('ours')
  try {
    const list = (await (
      await fetch(`${ours.address}/api/v1/products?status=valid&per_page=100`)
    ).json()) as {
      items: { certificateNumber: string | null }[]
    }
    const number = list.items.find((each) => each.certificateNumber)?.certificateNumber
    if (!number) throw new Error('the demo province has no certificate in force')
    const address = `${ours.address}/api/v1/certificates/${encodeURIComponent(number)}`
    const online: number[] = []
    const fresh: number[] = []
    for (let round = 0; round < rounds; round++) {
      online.push(await rate(address))
      fresh.push(await rate(address + unkept))
      note(
        `round ${round + 1}/${rounds}: ${rounded(online.at(-1)!)} kept, ${rounded(fresh.at(-1)!)} anew a second`,
      )
    }
    const perSecond = median(online)
    return {
      verify: {
        value: rounded(perSecond),
        unit: 'verifications/s',
        per_s: rounded(perSecond),
        fresh_per_s: rounded(median(fresh)),
        signatures_per_s: rounded(signatures()),
        against: 'Truvera 54/s (published)',
        ratio: rounded(perSecond / 54),
      },
    }
  } finally {
    await ours.stop()
  }
}

async function rate(url: string): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({ url, connections: 32, duration: seconds })
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refused, ${errors} failed`)
  return requests.average
}

function signatures(): number {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const facts = {
    number: 'OCOP-46-2026-0001',
    product: 'Dầu tràm Lộc Thủy',
    producer: 'HTX minh họa',
    star: 4,
    issuedOn: '2026-06-15',
    validUntil: '2029-06-15',
    decision: '1810/QĐ-UBND',
    place: 'Xã Chân Mây - Lăng Cô',
  }
  const text = signFacts(facts, 'k1', { publicKey, privateKey, publicJwk: {} })
  const keys = new Map([['k1', publicKey]])
  const count = 2000
  const start = process.hrtime.bigint()
  for (let index = 0; index < count; index++)
    if (verifyOnServer(text, keys)?.number !== facts.number) throw new Error('a genuine code was refused')
  return count / (Number(process.hrtime.bigint() - start) / 1e9)
}
