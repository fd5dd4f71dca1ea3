import { useEffect, useState } from 'preact/hooks'
import { island } from '../../../web/island.tsx'
import { envelopePrefix } from '../proof/envelope.ts'
import { type PublishedKey, verifyEnvelope } from '../proof/verify.ts'

interface Props {
  number: string
  words: { genuine: string; altered: string }
}

/** Checks the signed facts that came with the scanned address against the register's answer on this page. */
export const EnvelopeVerdict = island('verify-envelope', function EnvelopeVerdict({ number, words }: Props) {
  const [verdict, setVerdict] = useState<'genuine' | 'altered' | null>(null)
  useEffect(() => {
    if (!location.hash.includes(envelopePrefix)) return
    void judge(location.hash, number).then(setVerdict)
  }, [number])
  if (verdict === null) return null
  return (
    <p class={`message ${verdict === 'genuine' ? 'success' : 'error'}`} role="status">
      {words[verdict]}
    </p>
  )
})

async function judge(hash: string, number: string): Promise<'genuine' | 'altered'> {
  const answer = await fetch('/xac-thuc/khoa.json')
  const { keys } = (await answer.json()) as { keys: PublishedKey[] }
  const verdict = await verifyEnvelope(hash, keys)
  return verdict.kind === 'genuine' && verdict.facts.number === number ? 'genuine' : 'altered'
}
