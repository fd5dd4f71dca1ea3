import { fold } from '../../rules/vietnamese/index.ts'
import type { Question } from './question.ts'

const before = 70
const length = 220
/** Of a long text so much is looked through for the place of the hit. */
const lookedThrough = 40_000

/** Some words around the first place where the question stands in a text: the phrase, else two of its words, else one. */
export function excerpt(text: string, question: Question): string {
  const plain = text.slice(0, lookedThrough).normalize('NFC').replace(/\s+/g, ' ').trim()
  const whole = fold(plain)
  // Letters that fold to two, or to none, would shift the places: then letter by letter.
  const folded =
    whole.length === plain.length ? whole : [...plain].map((letter) => (fold(letter) || letter)[0]).join('')
  const at = folded.length === plain.length ? placeOf(folded, question.words) : 0
  const from = at <= before ? 0 : plain.lastIndexOf(' ', at - before) + 1
  const end = from + length >= plain.length ? plain.length : plain.lastIndexOf(' ', from + length)
  return `${from > 0 ? '… ' : ''}${plain.slice(from, end)}${end < plain.length ? ' …' : ''}`
}

function placeOf(folded: string, words: readonly string[]): number {
  for (let size = words.length; size > 0; size--) {
    for (let from = 0; from + size <= words.length; from++) {
      const at = standsAlone(folded, words.slice(from, from + size).join(' '))
      if (at >= 0) return at
    }
  }
  return 0
}

function standsAlone(folded: string, words: string): number {
  for (let at = folded.indexOf(words); at >= 0; at = folded.indexOf(words, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1]!)) return at
  return -1
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
}

/** The words of a cleaned body without its markup. */
export function htmlText(html: string): string {
  return html
    .slice(0, lookedThrough * 2)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? ' ')
}
