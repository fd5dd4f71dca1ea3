import { type Abbreviations, canonical, foldedWords, matchKey } from '../../rules/vietnamese/index.ts'

/** A question as typed, made ready for every index. The queries are PostgreSQL tsqueries. */
export interface Question {
  readonly typed: string
  /** Letters and digits without accents. */
  readonly key: string
  readonly words: readonly string[]
  /** Every word; for an abbreviation also what it stands for, and the other way round. */
  readonly all: string
  /** Every word, two of them side by side: what a text must have to be about it. The same as `all` for a single word. */
  readonly close: string
  /** Every word, the last one as a beginning. */
  readonly begun: string
  /** The words in this order, as pairs of neighbours; null for a single word. */
  readonly pairs: string | null
  /** The words as they were spelled; null when no accents were typed. */
  readonly accented: string | null
  /** Number of a paper typed in any way: `135/kh-ubnd` and `135 KH UBND` are `135khubnd`; null when it has no digit. */
  readonly number: string | null
}

const longest = 200
const mostWords = 12

/** Reads what was typed; null when nothing is left of it to look for. Words between quotes must stand together. */
export function readQuestion(typed: string, abbreviations: Abbreviations): Question | null {
  const text = canonical(typed.slice(0, longest)).replace(/\s+/g, ' ').trim()
  const words = foldedWords(text).slice(0, mostWords)
  if (words.length === 0) return null
  const key = words.join(' ')
  const quoted = [...text.matchAll(/["“]([^"”]+)["”]/g)].map((found) =>
    foldedWords(found[1]!).slice(0, mostWords),
  )
  const segments = segmentsOf(words, synonymsOf(abbreviations))
  const together = quoted.filter((phrase) => phrase.length > 1).map((phrase) => allOf(pairsOf(phrase)))
  const spelled = spelledWords(text).slice(0, mostWords)
  const orders = ordersOf(segments)
  const all = [...segments.map((ways) => oneOf(ways)), ...together].join(' & ')
  const beside = [...new Set(orders.flatMap(pairsOf))]
  return {
    typed: text,
    key,
    words,
    all,
    close: beside.length === 0 ? all : `${all} & (${beside.map(quote).join(' | ')})`,
    begun: [...segments.map((ways, place) => oneOf(ways, place === segments.length - 1)), ...together].join(
      ' & ',
    ),
    pairs: pairsQuery(orders),
    accented: spelled.join(' ') === key ? null : allOf(spelled),
    number: /\d/.test(key) ? key.replaceAll(' ', '') : null,
  }
}

/** Words in small letters with their accents, in one spelling of the tone. */
export function spelledWords(text: string): string[] {
  return canonical(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** Neighbours as the index knows them: `_ruou_vang`. */
export function pairOf(left: string, right: string): string {
  return `_${left}_${right}`.slice(0, 80)
}

/** The words in this order; a single word as itself. */
export function orderQuery(words: readonly string[]): string {
  return allOf(words.length > 1 ? pairsOf(words) : words)
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, place) => pairOf(words[place]!, word))
}

/** Ways to say one part of a question: as typed, and its abbreviation or what that stands for. */
type Segment = readonly (readonly string[])[]

const known = new WeakMap<Abbreviations, ReadonlyMap<string, readonly (readonly string[])[]>>()

/** Both directions of the table, by folded words: `htx` ↔ `hop tac xa`. In a search an abbreviation may be in small letters. */
function synonymsOf(abbreviations: Abbreviations): ReadonlyMap<string, readonly (readonly string[])[]> {
  const made = known.get(abbreviations)
  if (made) return made
  const synonyms = new Map<string, (readonly string[])[]>()
  const add = (from: string, to: string) =>
    synonyms.set(from, [...(synonyms.get(from) ?? []), foldedWords(to)])
  for (const [short, full] of [...abbreviations.folded, ...abbreviations.exact]) {
    add(matchKey(short), full)
    add(matchKey(full), short)
  }
  known.set(abbreviations, synonyms)
  return synonyms
}

const longestSynonym = 8

/** Cuts the words into parts that have synonyms (the longest first) and single words. */
function segmentsOf(
  words: readonly string[],
  synonyms: ReadonlyMap<string, readonly (readonly string[])[]>,
): Segment[] {
  const segments: Segment[] = []
  for (let place = 0; place < words.length; ) {
    let length = Math.min(longestSynonym, words.length - place)
    while (length > 1 && !synonyms.has(words.slice(place, place + length).join(' '))) length--
    const part = words.slice(place, place + length)
    segments.push([part, ...(synonyms.get(part.join(' ')) ?? [])])
    place += length
  }
  return segments
}

function oneOf(ways: Segment, openEnd = false): string {
  if (ways.length === 1) return allOf(ways[0]!, openEnd)
  return `(${ways.map((way) => `(${allOf(way, openEnd)})`).join(' | ')})`
}

/** The whole question in its order: as typed, and with each abbreviation the other way round. */
function ordersOf(segments: readonly Segment[]): (readonly string[])[] {
  return [0, 1].map((choice) => segments.flatMap((segment) => segment[choice] ?? segment[0]!))
}

function pairsQuery(orders: readonly (readonly string[])[]): string | null {
  const queries = new Set(
    orders.filter((words) => words.length > 1).map((words) => allOf(pairsOf(words), true)),
  )
  return queries.size === 0 ? null : [...queries].map((query) => `(${query})`).join(' | ')
}

/** Words are letters and digits only, so they can stand in a tsquery as they are. */
const quote = (word: string) => `'${word.slice(0, 80)}'`

function allOf(words: readonly string[], openEnd = false): string {
  return words
    .map((word, place) => quote(word) + (openEnd && place === words.length - 1 ? ':*' : ''))
    .join(' & ')
}
