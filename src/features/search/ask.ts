import type { Kernel } from '../../platform/feature.ts'
import { type Abbreviations, foldedWords } from '../../rules/vietnamese/index.ts'
import { correctWords, type Vocabulary } from './correct.ts'
import { type Found, find, type SearchFilter, type SearchKind } from './find.ts'
import { noteMiss } from './misses.ts'
import { type Question, readQuestion, spelledWords } from './question.ts'

export interface Answer {
  readonly question: Question | null
  readonly found: ReadonlyMap<SearchKind, Found>
  /** What was looked for instead, because the words as typed find nothing. */
  readonly corrected: string | null
  /** The hits hold most of the words, not all. */
  readonly partly: boolean
}

const nothing: ReadonlyMap<SearchKind, Found> = new Map()

/** Asks every kind; when nothing has the words, asks for what was most likely meant, then for most of the words. */
export function searcher(
  kernel: Kernel,
  abbreviations: Abbreviations,
  vocabulary: () => Promise<Vocabulary>,
): (typed: string, filter: SearchFilter) => Promise<Answer> {
  return async (typed, filter) => {
    const question = readQuestion(typed, abbreviations)
    if (!question) return { question, found: nothing, corrected: null, partly: false }
    const near = await find(kernel.pool, question, filter)
    if (countOf(near) > 0) return { question, found: near, corrected: null, partly: false }
    const meant = await correctWords(kernel.pool, await vocabulary(), question.words, filter.now)
    const other = meant && readQuestion(meant.join(' '), abbreviations)
    const instead = other ? await find(kernel.pool, other, filter) : nothing
    // A name that begins as typed is not mistyped: the reader is still typing, or knows only the beginning.
    if (countOf(instead) === 0 || countOf(await find(kernel.pool, question, filter, 'names')) > 0) {
      const far = await find(kernel.pool, question, filter, 'far')
      if (countOf(far) > 0) return { question, found: far, corrected: null, partly: false }
    }
    // The reader does not wait for it; a count lost in a crash is no loss.
    if (!filter.from && !filter.to && !filter.kind)
      void noteMiss(kernel, question.typed, question.key).catch(() => undefined)
    if (other && countOf(instead) > 0)
      return { question: other, found: instead, corrected: spell(other.words, instead), partly: false }
    const most = mostOf(question)
    const partly = most ? await find(kernel.pool, most, filter, 'far') : nothing
    return { question: most ?? question, found: partly, corrected: null, partly: countOf(partly) > 0 }
  }
}

export function countOf(found: ReadonlyMap<SearchKind, Found>): number {
  let sum = 0
  for (const { count } of found.values()) sum += count
  return sum
}

/** The same question with any one of its words left out; null for fewer than three words. */
function mostOf(question: Question): Question | null {
  if (question.words.length < 3) return null
  const ways = question.words.map(
    (_, left) =>
      `(${question.words
        .filter((__, place) => place !== left)
        .map((word) => `'${word}'`)
        .join(' & ')})`,
  )
  return {
    ...question,
    begun: ways.join(' | '),
    head: null,
    pairs: null,
    phrase: null,
    accented: null,
    number: null,
  }
}

/** The corrected words as the nearest titles spell them: `ruou vang` → `rượu vang`. */
function spell(words: readonly string[], found: ReadonlyMap<SearchKind, Found>): string {
  const hits = [...found.values()].flatMap((each) => each.hits)
  const spelled = new Map<string, string>()
  for (const hit of hits)
    for (const word of spelledWords(`${hit.title} ${hit.snippet}`)) {
      const key = foldedWords(word)[0]
      if (key !== undefined && !spelled.has(key)) spelled.set(key, word)
    }
  return words.map((word) => spelled.get(word) ?? word).join(' ')
}
