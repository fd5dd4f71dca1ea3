import { foldedWords, jaroWinkler } from '../../../rules/vietnamese/index.ts'

/** From this likeness on, a word read off a package counts as the word of the certificate: one letter wrong in six. */
const sameWord = 0.9

/** `near`: one name has words the other lacks (a brand, a shorter writing, or another kind): to be looked at by a person. */
export type NameVerdict = 'same' | 'near' | 'other'

/**
 * Is the name on the package the name on the certificate? Case, accents and small slips do not matter; a different word in the
 * place of one of its words makes it another product.
 */
export function compareNames(onPackage: string, certified: string): NameVerdict {
  const seen = foldedWords(onPackage)
  const meant = foldedWords(certified)
  const missing = lacking(meant, seen)
  const added = lacking(seen, meant)
  if (missing === 0 && added === 0) return meant.length > 0 ? 'same' : 'other'
  const part = missing === 0 || (added === 0 && seen.length > 0)
  return part ? 'near' : 'other'
}

/** How many of the words stand nowhere among the others. */
function lacking(words: readonly string[], others: readonly string[]): number {
  return words.filter((word) => !others.some((other) => other === word || alike(other, word))).length
}

/** Short words are compared exactly: “tôm” is not “tươm”. */
function alike(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 5 && jaroWinkler(a, b) >= sameWord
}
