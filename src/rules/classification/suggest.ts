import { z } from 'zod'
import { canonical, fold, matchKey, similarity } from '../vietnamese/index.ts'

/** Words that point to a product set; help of ours, not words of the decree (classification-hints.json). */
export const ClassificationHints = z.strictObject({
  regime: z.string(),
  note: z.string(),
  sets: z.array(z.strictObject({ set: z.int().min(1), words: z.array(z.string().min(1)).min(1) })),
})
export type ClassificationHints = z.infer<typeof ClassificationHints>

/** A product already classified by people. */
export interface Example {
  readonly name: string
  readonly set: number
}

export interface Suggestion {
  readonly set: number
  /** 0 to 1 among the suggestions given: how much of the evidence speaks for this set. */
  readonly share: number
  /** The words and the examples that speak for it. */
  readonly words: readonly string[]
  readonly examples: readonly string[]
}

/** A name says what a thing is with its first words: “Trà rau má” is a tea, “Bột rau má” a powder. */
const atTheStart = 3
/** Typed without accents a word is a little less sure: “muoi” is salt, and ten. */
const withoutAccents = 0.7
const inTheDescription = 0.25
const exampleFrom = 0.6

/**
 * The product sets (Phụ lục I) a product may belong to, likeliest first, at most `limit`. Typed with or without accents; where
 * accents are typed they must agree. Longer words outweigh the shorter ones they contain. It proposes; a person decides.
 */
export function suggestSets(
  product: { readonly name: string; readonly description?: string },
  hints: ClassificationHints,
  examples: readonly Example[] = [],
  limit = 5,
): Suggestion[] {
  const name = textOf(product.name)
  const description = textOf(product.description ?? '')
  const found = new Map<number, { score: number; words: string[]; examples: string[] }>()
  const entry = (set: number) => {
    const known = found.get(set) ?? { score: 0, words: [], examples: [] }
    found.set(set, known)
    return known
  }
  for (const { set, words } of hints.sets) {
    for (const word of words) {
      const score = weight(word, name) + inTheDescription * weight(word, description)
      if (score > 0) {
        const known = entry(set)
        known.score += score
        known.words.push(word)
      }
    }
  }
  for (const example of examples) {
    const near = similarity(product.name, example.name)
    if (near >= exampleFrom) {
      const known = entry(example.set)
      known.score += 4 * near * near
      known.examples.push(example.name)
    }
  }
  const ranked = [...found].sort(([, a], [, b]) => b.score - a.score).slice(0, limit)
  const total = ranked.reduce((sum, [, { score }]) => sum + score, 0)
  return ranked.map(([set, { score, words, examples: like }]) => ({
    set,
    share: score / total,
    words: longestOnly(words),
    examples: like.slice(0, 3),
  }))
}

interface Text {
  /** Letters and digits with accents, lower case, one space around each word. */
  readonly accented: string
  readonly folded: string
  readonly hasAccents: boolean
}

function textOf(text: string): Text {
  const accented = ` ${canonical(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const folded = ` ${matchKey(text)} `
  return { accented, folded, hasAccents: fold(accented) !== accented.trim() }
}

function weight(word: string, text: Text): number {
  const spoken = textOf(word)
  const [needle, hay] = text.hasAccents ? [spoken.accented, text.accented] : [spoken.folded, text.folded]
  const at = hay.indexOf(needle)
  if (at < 0) return 0
  const length = needle.trim().split(' ').length
  return length ** 1.6 * (at === 0 ? atTheStart : 1) * (text.hasAccents ? 1 : withoutAccents)
}

/** “nước mắm” says all that “mắm” says. */
function longestOnly(words: readonly string[]): string[] {
  return words.filter((word) => !words.some((other) => other !== word && ` ${other} `.includes(` ${word} `)))
}
