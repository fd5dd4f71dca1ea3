import {
  type Abbreviations,
  canonical,
  expandAbbreviations,
  foldedWords,
  matchKey,
} from '../../rules/vietnamese/index.ts'

/** A question as typed, made ready for every index. */
export interface Question {
  readonly typed: string
  /** One spelling, small letters, accents kept: an exact hit outranks a folded one. */
  readonly exact: string
  /** Letters and digits without accents. */
  readonly key: string
  readonly words: readonly string[]
  /** PostgreSQL tsquery: every word (the last as a beginning), or the same with abbreviations written out or drawn together. */
  readonly tsquery: string
  /** Number of a paper typed in any way: `135/kh-ubnd` and `135 KH UBND` are `135khubnd`. */
  readonly number: string
}

const longest = 200
const mostWords = 12

/** Reads what was typed; null when nothing is left of it to look for. */
export function readQuestion(typed: string, abbreviations: Abbreviations): Question | null {
  const text = canonical(typed.slice(0, longest)).replace(/\s+/g, ' ').trim()
  const words = foldedWords(text).slice(0, mostWords)
  if (words.length === 0) return null
  const key = matchKey(text)
  const written = foldedWords(expandAbbreviations(text, abbreviations)).slice(0, mostWords * 2)
  const drawn = foldedWords(drawTogether(key, abbreviations)).slice(0, mostWords)
  const ways = new Set([words, written, drawn].map(asTsquery))
  return {
    typed: text,
    exact: text.toLowerCase(),
    key,
    words,
    tsquery: [...ways].map((way) => `(${way})`).join(' | '),
    number: key.replaceAll(' ', ''),
  }
}

function asTsquery(words: readonly string[]): string {
  return words.map((word, index) => (index === words.length - 1 ? `${word}:*` : word)).join(' & ')
}

/** “hop tac xa phu xuan” as “htx phu xuan”: texts that carry the abbreviation are found too. */
function drawTogether(key: string, { folded, exact }: Abbreviations): string {
  let text = ` ${key} `
  for (const [short, full] of [...folded, ...exact])
    text = text.replace(` ${matchKey(full)} `, ` ${matchKey(short)} `)
  return text.trim()
}

/** How near a title is: exact spelling first, then the phrase without accents, then all words, then only the text. */
export function nearness(question: Question, title: string): number {
  const exact = canonical(title).toLowerCase()
  if (exact === question.exact) return 0
  if (exact.includes(question.exact)) return 1
  const key = ` ${matchKey(title)} `
  if (key.trim() === question.key) return 2
  if (key.includes(` ${question.key} `)) return 3
  if (key.includes(` ${question.key}`)) return 4
  return question.words.every((word) => key.includes(` ${word}`)) ? 5 : 6
}
