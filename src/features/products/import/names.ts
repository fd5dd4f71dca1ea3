import { matchKey } from '../../../rules/vietnamese/index.ts'

const syllable = /^(ngh|ng|nh|gh|kh|th|ph|ch|tr|qu|gi|[bcdghklmnprstvx])?[aeiouy]{1,3}(ch|nh|ng|[cmnpt])?$/

/** A Vietnamese syllable, folded; a brand or foreign word is none. */
export function isSyllable(folded: string): boolean {
  return syllable.test(folded)
}

/**
 * A name printed in capitals throughout, in ordinary writing: each Vietnamese syllable with a capital (which of them are proper
 * names a machine cannot know), brands and abbreviations as they stand. Any other name is left alone.
 */
export function displayName(printed: string): string {
  const letters = printed.replace(/[^\p{L}]/gu, '')
  if (letters.length < 5 || letters !== letters.toUpperCase() || !printed.trim().includes(' ')) return printed
  return printed.replace(/\p{L}+/gu, (word) =>
    isSyllable(matchKey(word)) ? word.charAt(0) + word.slice(1).toLowerCase() : word,
  )
}

/** The name and what stands in brackets behind it, as keys: “Đèn lồng Hội An (Đèn lồng Dé Lantana)”. */
export function nameKeys(name: string): { readonly whole: string; readonly parts: readonly string[] } {
  const inside = [...name.matchAll(/\(([^)]+)\)/g)].map((match) => matchKey(match[1]!))
  const outside = matchKey(name.replace(/\([^)]*\)/g, ' '))
  // A single word in brackets is a variety (“Lò mò Pđăm (khô bò)” is told apart by two), not another name.
  const parts = [outside, ...inside].filter((part) => part.split(' ').length >= 3)
  return { whole: matchKey(name), parts: inside.length > 0 ? parts : [] }
}

export type NameMatch = 'same' | 'other-name' | 'near' | null

/** Whether two names may stand for one product of one owner: word for word, by a name in brackets, or but for a slip in a brand. */
export function sameProductName(a: string, b: string): NameMatch {
  const [left, right] = [nameKeys(a), nameKeys(b)]
  if (left.whole === right.whole) return 'same'
  const pairs = [
    [left.whole, right.whole],
    ...right.parts.map((part) => [left.whole, part]),
    ...left.parts.map((part) => [part, right.whole]),
  ] as const
  if (pairs.some(([one, other]) => one === other)) return 'other-name'
  return pairs.some(([one, other]) => isBrandSlip(one!, other!)) ? 'near' : null
}

/**
 * One letter more, less or other in a single word that is no Vietnamese syllable (“Latana”, “Lantana”). Syllables that differ by a
 * letter are different words (bánh tráng, bánh trứng), and so are figures (40, 43 độ đạm).
 */
function isBrandSlip(a: string, b: string): boolean {
  const [left, right] = [a.split(' '), b.split(' ')]
  if (left.length !== right.length || left.length < 2) return false
  const differing = left.flatMap((word, index) =>
    word === right[index] ? [] : [[word, right[index]!] as const],
  )
  if (differing.length !== 1) return false
  const [one, other] = differing[0]!
  if (Math.min(one.length, other.length) < 5 || /\d/.test(one + other)) return false
  return !isSyllable(one) && !isSyllable(other) && isOneEditApart(one, other)
}

function isOneEditApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.length === long.length
    ? short.slice(at + 1) === long.slice(at + 1)
    : short.slice(at) === long.slice(at + 1)
}
