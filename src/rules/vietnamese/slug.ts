import { fold } from './fold.ts'

/**
 * A name for an address: folded, words joined by hyphens, only a–z, 0–9 and -, at most `maxLength` characters, cut between
 * words where that is possible. Empty when the text has no Latin letter or digit: the caller then uses something else.
 */
export function slug(text: string, maxLength = 80): string {
  const whole = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (whole.length <= maxLength) return whole
  const cut = whole.slice(0, maxLength + 1)
  const hyphen = cut.lastIndexOf('-')
  return hyphen > 0 ? cut.slice(0, hyphen) : whole.slice(0, maxLength)
}
