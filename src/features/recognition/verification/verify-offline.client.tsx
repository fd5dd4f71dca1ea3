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
  /** Last day of what was extended beyond its printed term; a list kept from before has none. */
  readonly extended?: Record<string, string>
}

interface Judged {
  readonly tone: 'good' | 'warn' | 'bad' | 'neutral'
  readonly title: string
  readonly facts?: CertificateFacts
  /** Last valid day, with an extension. */
  readonly until?: string
  readonly asOf?: string
}

const readKept = () =>
  Promise.all([
    kept<{ keys: PublishedKey[] }>('/xac-thuc/khoa.json'),
    kept<Kept>('/xac-thuc/khong-con-hieu-luc.json'),
  ])

/** Asked for as soon as the script is there, beside the drawing of the page. */
const keptEarly = typeof document === 'undefined' ? undefined : readKept()
keptEarly?.catch(() => undefined)

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
            [words.until, dayText(judged.until ?? facts.validUntil)],
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
  const begun = performance.now()
  const judged = await judgement(words, statusWords)
  performance.measure('certificate-check', { start: begun, end: performance.now() })
  return judged
}

/** What was scanned or typed: the signed text behind the address or in the form, else a number. */
function asked(): { text: string | null; number: string } {
  const typed = new URLSearchParams(location.search).get('so') ?? ''
  const text = [location.hash, typed].find((each) => each.includes(envelopePrefix)) ?? null
  const inPath = /\/xac-thuc\/([^/]+)/.exec(location.pathname)?.[1] ?? ''
  return { text, number: typed || decodeURIComponent(inPath) }
}

async function judgement(words: Props['words'], statusWords: Props['statusWords']): Promise<Judged> {
  const { text, number } = asked()
  const [{ keys }, ended] = await (keptEarly ?? readKept())
  const asOf = words.asOf.replace('{day}', dayText(ended.madeOn))
  const endedAs = (of: string) => ended.certificates[lookalikeKey(of)]
  if (text === null) {
    // A number alone proves nothing; that it has ended is known all the same.
    const status = endedAs(number)
    return status
      ? { tone: 'bad', title: statusWords[status] ?? words.ended, asOf }
      : { tone: 'neutral', title: words.numberOnly }
  }
  const verdict = await verifyEnvelope(text, keys)
  if (verdict.kind === 'unknown-key') return { tone: 'warn', title: words.unknownKey }
  if (verdict.kind !== 'genuine') return { tone: 'bad', title: words.altered }
  const { facts } = verdict
  const status = endedAs(facts.number)
  if (status) return { tone: 'bad', title: statusWords[status] ?? words.ended, facts, asOf }
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
  const until = ended.extended?.[lookalikeKey(facts.number)] ?? facts.validUntil
  if (until < today) return { tone: 'bad', title: words.expired, facts, until, asOf }
  return { tone: 'good', title: words.genuine, facts, until, asOf }
}

/** What the last visit kept; this page is shown where asking the network again would only make the reader wait. */
async function kept<T>(path: string): Promise<T> {
  const known = await globalThis.caches?.match(path, { ignoreVary: true })
  return (await (known ?? (await fetch(path))).json()) as T
}

const dayText = (day: string) => day.split('-').reverse().join('/')
