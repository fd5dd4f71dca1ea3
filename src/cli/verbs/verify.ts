import { readFile } from 'node:fs/promises'
import { apiAnswer, type Examined, examineFile, examineText } from '../../features/recognition/index.ts'
import { today } from '../../platform/clock/index.ts'
import { isInForce } from '../../rules/validity/index.ts'
import { openPlace } from '../house.ts'
import { type Answer, type CliWord, type Verb, type Words, WrongUse } from '../verb.ts'

export const verb: Verb = {
  usage: 'verify <certificate.pdf|qr-text>',
  about: 'verify-about',
  takes: [1, 1],
  async run(call) {
    const [given] = call.arguments
    const { kernel } = await openPlace(call)
    const day = today(kernel.clock)
    // What looks like a file is one; a number or the text of a QR is judged as text.
    const looksLikeFile = /\.(pdf|png|jpe?g|webp)$/i.test(given!)
    const bytes = looksLikeFile ? await readFile(given!).catch(() => null) : undefined
    if (bytes === null) throw new WrongUse(call.words('verify-unreadable', { path: given }))
    const found = bytes ? await examineFile(kernel, bytes, day) : await examineText(kernel, given!, day)
    return answerOf(found, call.words)
  },
}

function answerOf({ verdict, answer, signatures }: Examined, words: Words): Answer {
  const trusted = verdict === 'original' || verdict === 'copy'
  const good = trusted && answer !== null && isInForce(answer.status)
  const lines = [words(`verify-${verdict}` as CliWord)]
  if (answer) lines.push(words('verify-register', { ...apiAnswer(answer) }))
  for (const each of signatures) lines.push(words('verify-signature', { ...each }))
  return { good, result: { good, verdict, certificate: answer && apiAnswer(answer), signatures }, lines }
}
