import { type ComponentChildren, cloneElement, Fragment, h, isValidElement } from 'preact'
import type { Lang } from './words.ts'

const toned = /[ăâđêôơưàáãèéìíĩòóõùúũý\u1ea0-\u1ef9]/i
/** How a syllable of Vietnamese is built, its marks left off. */
const syllable = /^(?:ngh|[cgknpt]?h|ng|gi|qu|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:[cn]h|ng|[cmnpt])?$/

/** Built like syllables of Vietnamese, but none. */
const english = /^(?:on|the|by|at)$/i

/**
 * Whether a text is Vietnamese as a whole: it has a marked letter, and every word could be Vietnamese. Capitals (OCOP, HTX), names
 * within it and the currency do not count; an English sentence with a Vietnamese name in it is English.
 */
export function isVietnamese(text: string): boolean {
  const words = text.normalize('NFC').match(/\p{L}+/gu) ?? []
  if (!words.some((word) => toned.test(word) && word !== 'đồng')) return false
  if (words.some((word) => english.test(word))) return false
  return words.every(
    (word, index) =>
      toned.test(word) ||
      (word.length > 1 && word === word.toUpperCase()) ||
      (index > 0 && /^\p{Lu}/u.test(word)) ||
      syllable.test(word.toLowerCase()),
  )
}

/** What the language of an element must say on a page in `lang`, for a text that comes from the records. */
export function langOf(text: unknown, lang: Lang): 'vi' | undefined {
  return lang === 'en' && typeof text === 'string' && isVietnamese(text) ? 'vi' : undefined
}

/** On an English page, what of the records is Vietnamese is marked so: whoever listens hears it read as it is written. */
export function spoken(node: ComponentChildren, lang: Lang): ComponentChildren {
  if (lang === 'vi') return node
  if (typeof node === 'string') return isVietnamese(node) ? h('span', { lang: 'vi' }, node) : node
  if (Array.isArray(node)) return node.map((each) => spoken(each, lang))
  if (!isValidElement(node)) return node
  const { children, lang: said } = node.props as { children?: ComponentChildren; lang?: string }
  // A component sees to its own words.
  if (said || children === undefined || (typeof node.type !== 'string' && node.type !== Fragment)) return node
  if (typeof children === 'string' && node.type !== Fragment)
    return isVietnamese(children) ? cloneElement(node, { lang: 'vi' }) : node
  return cloneElement(node, {}, spoken(children, lang))
}
