import { useEffect, useState } from 'preact/hooks'
import { lookalikeKey } from '../../../rules/numbering/index.ts'
import { island } from '../../../web/island.tsx'
import { type CertificateFacts, envelopePrefix } from '../proof/envelope.ts'
import { type PublishedKey, verifyEnvelope } from '../proof/verify.ts'

interface Props {
  words: {
    waiting: string
    genuine: string
    expired: string
    ended: string
    altered: string
    unknownKey: string
    numberOnly: string
    product: string
    producer: string
    star: string
    until: string
    number: string
    asOf: string
  }
  statusWords: { [status: string]: string }
}

interface Kept {
  readonly madeOn: string
  readonly certificates: Record<string, string>
}

interface Judged {
  readonly tone: 'good' | 'warn' | 'bad' | 'neutral'
  readonly title: string
  readonly facts?: CertificateFacts
  readonly asOf?: string
}

/** What the phone itself can say of a scanned certificate: signature, term, and whether it had ended at the last visit. */
export const VerifyOffline = island('verify-offline', function VerifyOffline({ words, statusWords }: Props) {
  const [judged, setJudged] = useState<Judged | null>(null)
  useEffect(() => {
    judge({ words, statusWords }).then(setJudged, () =>
      setJudged({ tone: 'neutral', title: words.numberOnly }),
    )
  }, [words, statusWords])
  if (!judged) return <p role="status">{words.waiting}</p>
  const { facts } = judged
  return (
    <div role="status">
      <section class={`verdict ${judged.tone}`}>
        <div class="verdict-words">
          <h2>{judged.title}</h2>
          {judged.asOf && <p>{judged.asOf}</p>}
        </div>
      </section>
      {facts && (
        <dl class="facts">
          {[
            [words.product, facts.product],
            [words.producer, `${facts.producer}, ${facts.place}`],
            [words.star, `${'★'.repeat(facts.star)}${'☆'.repeat(5 - facts.star)}`],
            [words.until, dayText(facts.validUntil)],
            [words.number, facts.number],
          ].map(([term, value]) => (
            <div class="fact">
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
})

async function judge({ words, statusWords }: Props): Promise<Judged> {
  if (!location.hash.includes(envelopePrefix)) return { tone: 'neutral', title: words.numberOnly }
  const [{ keys }, ended] = await Promise.all([
    kept<{ keys: PublishedKey[] }>('/xac-thuc/khoa.json'),
    kept<Kept>('/xac-thuc/khong-con-hieu-luc.json'),
  ])
  const verdict = await verifyEnvelope(location.hash, keys)
  if (verdict.kind === 'unknown-key') return { tone: 'warn', title: words.unknownKey }
  if (verdict.kind !== 'genuine') return { tone: 'bad', title: words.altered }
  const { facts } = verdict
  const asOf = words.asOf.replace('{day}', dayText(ended.madeOn))
  const status = ended.certificates[lookalikeKey(facts.number)]
  if (status) return { tone: 'bad', title: statusWords[status] ?? words.ended, facts, asOf }
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
  if (facts.validUntil < today) return { tone: 'bad', title: words.expired, facts, asOf }
  return { tone: 'good', title: words.genuine, facts, asOf }
}

async function kept<T>(path: string): Promise<T> {
  return (await (await fetch(path)).json()) as T
}

const dayText = (day: string) => day.split('-').reverse().join('/')
