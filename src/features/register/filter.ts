import { foldedWords, tidy } from '../../rules/vietnamese/index.ts'
import { bounds, type ProductStatus, statusCondition } from './status.ts'

export const sorts = ['newest', 'name', 'star', 'ending'] as const
export type Sort = (typeof sorts)[number]

/** What is asked of the catalogue. Absent: not asked. */
export interface CatalogueFilter {
  readonly q?: string | undefined
  readonly star?: number | 'not-stated' | undefined
  readonly sector?: string | undefined
  readonly set?: number | undefined
  readonly commune?: string | undefined
  readonly province?: string | undefined
  readonly producerId?: string | undefined
  readonly statuses?: readonly ProductStatus[] | undefined
  readonly sort?: Sort | undefined
}

/** A condition with its values, their placeholders counted from `first`. */
export interface Condition {
  readonly text: string
  readonly values: readonly unknown[]
}

/** The facets as SQL over `catalogue_entry e`. The text depends on which facets are asked, never on their values. */
export function facetCondition(filter: CatalogueFilter, today: string, first = 1): Condition {
  const parts: string[] = []
  const values: unknown[] = []
  const value = (given: unknown) => {
    values.push(given)
    return `$${first + values.length - 1}`
  }
  if (filter.star === 'not-stated') parts.push('e.star IS NULL')
  else if (filter.star !== undefined) parts.push(`e.star = ${value(filter.star)}`)
  if (filter.sector !== undefined) parts.push(`e.sector = ${value(filter.sector)}`)
  if (filter.set !== undefined) parts.push(`e.set_no = ${value(filter.set)}`)
  if (filter.commune !== undefined) parts.push(`e.commune_code = ${value(filter.commune)}`)
  if (filter.province !== undefined) parts.push(`e.province_code = ${value(filter.province)}`)
  if (filter.producerId !== undefined) parts.push(`e.producer_id = ${value(filter.producerId)}`)
  if (filter.statuses && filter.statuses.length > 0) {
    const { expiringUntil } = bounds(today)
    const [now, soon] = [`${value(today)}::date`, `${value(expiringUntil)}::date`]
    // Both days are always bound, so that the text does not change with the statuses that need only one.
    const any = filter.statuses.map((status) => statusCondition[status](now, soon)).join(' OR ')
    parts.push(`(${any} OR ${now} > ${soon})`)
  }
  return { text: parts.length > 0 ? parts.join(' AND ') : 'true', values }
}

/** What was typed to search, as the index knows it. */
export interface Sought {
  /** All words, folded, the last one open at its end: `'mam' & 'ruoc':*`. */
  readonly words: string
  /** The same with the accents that were typed; null when none were. */
  readonly accented: string | null
  /** The words in this order in a name, as pairs of neighbours, the last open at its end; null for a single word. */
  readonly phrase: string | null
  readonly folded: string
}

const mostWords = 8

/** Reads the search box; null when nothing in it can be searched for (signs only). */
export function readSought(q: string): Sought | null {
  const folded = foldedWords(q.slice(0, 500)).slice(0, mostWords)
  if (folded.length === 0) return null
  const spelled = accentedWords(q.slice(0, 500)).slice(0, mostWords)
  const whole = folded.join(' ')
  const pairs = folded.slice(1).map((word, place) => shortened(`_${folded[place]}_${word}`))
  return {
    words: termsOf(folded),
    accented: spelled.join(' ') === whole ? null : termsOf(spelled),
    phrase: pairs.length > 0 ? `${pairs.map((pair) => `'${pair}'`).join(' & ')}:*` : null,
    folded: whole,
  }
}

/** Words as they are spelled, lower case, in one spelling of the tone. */
export function accentedWords(text: string): string[] {
  return tidy(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** Every word of a text: folded, and as spelled. */
export type WordsIn = (text: string) => readonly string[]

export const wordsIn: WordsIn = (text) => [...foldedWords(text), ...accentedWords(text)]

/** The same, each text looked at once: many entries name the same place. */
export function rememberedWords(): WordsIn {
  const known = new Map<string, readonly string[]>()
  return (text) => {
    const words = known.get(text) ?? wordsIn(text)
    known.set(text, words)
    return words
  }
}

/** Every word under which an entry is found. */
export function wordsOf(texts: readonly string[], words: WordsIn = wordsIn): string[] {
  return [...new Set(texts.flatMap(words))]
}

/** Words and pairs of neighbouring words of a folded text, as the database's `words_and_pairs` finds them. */
export function wordsAndPairs(folded: string): string[] {
  const words = folded.split(' ').filter(Boolean)
  return words.flatMap((word, index) => {
    const next = words[index + 1]
    return next === undefined ? [shortened(word)] : [shortened(word), shortened(`_${word}_${next}`)]
  })
}

const longestWord = 80
const shortened = (word: string) =>
  word.length > longestWord ? [...word].slice(0, longestWord).join('') : word

/** Words are letters and digits only, so they can stand in a tsquery as they are. */
function termsOf(words: readonly string[]): string {
  return words
    .map(
      (word, index) => `'${word.slice(0, 60)}'${index === words.length - 1 && word.length > 1 ? ':*' : ''}`,
    )
    .join(' & ')
}
