import { matchKey } from './fold.ts'

/**
 * How alike two names are, 0 to 1: the greater of trigram overlap (word order matters little) and Jaro–Winkler (slips of the
 * pen matter little), on folded text. 1 exactly when they fold alike; 0 when one is empty. From about 0.85 two names are
 * worth showing to a person as possibly the same; nothing is merged by this number alone.
 */
export function similarity(a: string, b: string): number {
  const [left, right] = [matchKey(a), matchKey(b)]
  if (left === '' || right === '') return 0
  if (left === right) return 1
  return Math.min(Math.max(trigramOverlap(left, right), jaroWinkler(left, right)), MOST_OF_UNEQUAL)
}

const MOST_OF_UNEQUAL = 0.9999

/** Dice coefficient of the sets of letter trigrams, each word padded: "chè" and "mè xửng" share none, "mè xửng" and "mè sửng" most. */
export function trigramOverlap(a: string, b: string): number {
  const [left, right] = [trigrams(a), trigrams(b)]
  if (left.size === 0 || right.size === 0) return 0
  let shared = 0
  for (const gram of left) if (right.has(gram)) shared++
  return (2 * shared) / (left.size + right.size)
}

/** The trigrams of each word, padded with two spaces before and one after. */
export function trigrams(text: string): Set<string> {
  const grams = new Set<string>()
  for (const word of text.split(' ')) {
    if (word === '') continue
    const padded = `  ${word} `
    for (let index = 0; index + 3 <= padded.length; index++) grams.add(padded.slice(index, index + 3))
  }
  return grams
}

/** Jaro–Winkler similarity with prefix weight 0.1 over at most four letters. */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroOf(a, b)
  let prefix = 0
  while (prefix < 4 && prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroOf(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Uint8Array(b.length)
  const matchedA: string[] = []
  for (let i = 0; i < a.length; i++) {
    const to = Math.min(b.length - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= to; j++) {
      if (taken[j] || a[i] !== b[j]) continue
      taken[j] = 1
      matchedA.push(a[i]!)
      break
    }
  }
  const m = matchedA.length
  if (m === 0) return 0
  const matchedB = [...b].filter((_, j) => taken[j])
  const swapped = matchedA.filter((letter, i) => letter !== matchedB[i]).length / 2
  return (m / a.length + m / b.length + (m - swapped) / m) / 3
}
