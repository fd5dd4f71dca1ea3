import { type Abbreviations, canonical, foldedWords, matchKey } from '../../rules/vietnamese/index.ts'

/** A question as typed, made ready for every index. The queries are PostgreSQL tsqueries. */
export interface Question {
  readonly typed: string
  /** Letters and digits without accents. */
  readonly key: string
  readonly words: readonly string[]
  /** Every word; for an abbreviation also what it stands for, and the other way round. */
  readonly all: string
  /** Every word, two of them side by side: what a name must have to be about it. The same as `all` for a single word. */
  readonly close: string
  /** The same of a text, where what an abbreviation stands for must stand together; null when it asks no more than `phrase`. */
  readonly closeInText: string | null
  /** Every word, the last one as a beginning. */
  readonly begun: string
  /** Every word but the last, as in `begun`; null for a single one. */
  readonly head: string | null
  /** The words in this order, as pairs of neighbours; null for a single word. */
  readonly pairs: string | null
  /** The same with the last word whole: the beginning of a common word would gather every text that has it. */
  readonly phrase: string | null
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
  // That the words of a known term stand side by side says nothing of the rest.
  const within = new Set(segments.flatMap((ways) => (ways.length > 1 ? ways.flatMap(pairsOf) : [])))
  const beside = [...new Set(orders.flatMap(pairsOf))].filter((pair) => !within.has(pair))
  const sideBySide = beside.length === 0 ? [] : [`(${beside.map(quote).join(' | ')})`]
  const phrase = pairsQuery(orders)
  const isPlainPair = words.length === 2 && orders[0]!.join(' ') === orders[1]!.join(' ')
  return {
    typed: text,
    key,
    words,
    all,
    close: [all, ...sideBySide].join(' & '),
    closeInText: isPlainPair ? null : [...segments.map(termOf), ...together, ...sideBySide].join(' & '),
    begun: [...segments.map((ways, place) => oneOf(ways, place === segments.length - 1)), ...together].join(
      ' & ',
    ),
    head:
      segments.length > 1
        ? segments
            .slice(0, -1)
            .map((ways) => oneOf(ways))
            .join(' & ')
        : null,
    pairs: pairsQuery(orders, true),
    phrase,
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
  // What it stands for is not still being typed.
  return `(${ways.map((way, place) => `(${allOf(way, openEnd && place === 0)})`).join(' | ')})`
}

/** One part of a question in a text: a known term of several words as its pairs, which are far rarer than its words. */
function termOf(ways: Segment): string {
  return ways.length === 1 ? allOf(ways[0]!) : `(${ways.map((way) => `(${orderQuery(way)})`).join(' | ')})`
}

/** The whole question in its order: as typed, and with each abbreviation the other way round. */
function ordersOf(segments: readonly Segment[]): (readonly string[])[] {
  return [0, 1].map((choice) => segments.flatMap((segment) => segment[choice] ?? segment[0]!))
}

function pairsQuery(orders: readonly (readonly string[])[], openEnd = false): string | null {
  const queries = new Set(
    orders.flatMap((words, place) =>
      words.length > 1 ? [allOf(pairsOf(words), openEnd && place === 0)] : [],
    ),
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
