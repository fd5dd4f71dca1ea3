import { readFile } from 'node:fs/promises'
import {
  apiAnswer,
  type Examined,
  examineFile,
  examineText,
  publicKeys,
  verifyPackage,
} from '../../features/recognition/index.ts'
import { today } from '../../platform/clock/index.ts'
import type { Db } from '../../platform/db/index.ts'
import { isInForce } from '../../rules/validity/index.ts'
import { openPlace } from '../house.ts'
import { type Answer, type CliWord, type Verb, type Words, WrongUse } from '../verb.ts'

export const verb: Verb = {
  usage: 'verify <certificate.pdf|qr-text|package.zip>',
  about: 'verify-about',
  takes: [1, 1],
  async run(call) {
    const [given] = call.arguments
    const { kernel } = await openPlace(call)
    const day = today(kernel.clock)
    if (/\.zip$/i.test(given!)) return packageAnswer(given!, kernel.db, call.words)
    // What looks like a file is one; a number or the text of a QR is judged as text.
    const looksLikeFile = /\.(pdf|png|jpe?g|webp)$/i.test(given!)
    const bytes = looksLikeFile ? await readFile(given!).catch(() => null) : undefined
    if (bytes === null) throw new WrongUse(call.words('verify-unreadable', { path: given }))
    const found = bytes ? await examineFile(kernel, bytes, day) : await examineText(kernel, given!, day)
    return answerOf(found, call.words)
  },
}

/** A file for the Ministry: every byte by its hash, the list of hashes by its signature. */
async function packageAnswer(path: string, db: Db, words: Words): Promise<Answer> {
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) throw new WrongUse(words('verify-unreadable', { path }))
  const { good, manifest, problems } = verifyPackage(bytes, await publicKeys(db))
  const lines = problems.map((each) => words('verify-package-bad', { ...each }))
  const count = manifest?.files.length ?? 0
  if (good) lines.push(words('verify-package-good', { count, product: manifest?.product }))
  return { good, result: { good, manifest, problems }, lines }
}

function answerOf({ verdict, answer, signatures }: Examined, words: Words): Answer {
  const trusted = verdict === 'original' || verdict === 'copy'
  const good = trusted && answer !== null && isInForce(answer.status)
  const lines = [words(`verify-${verdict}` as CliWord)]
  if (answer) lines.push(words('verify-register', { ...apiAnswer(answer) }))
  for (const each of signatures) lines.push(words('verify-signature', { ...each }))
  return { good, result: { good, verdict, certificate: answer && apiAnswer(answer), signatures }, lines }
}
