/** The tones of Vietnamese as combining marks: huyền, sắc, ngã, hỏi, nặng. */
export const TONE_MARKS = '\u0300\u0301\u0303\u0309\u0323'
/** Marks that make another vowel: â ê ô, ă, ơ ư. */
export const QUALITY_MARKS = '\u0302\u0306\u031B'
const VOWELS = 'aăâeêioôơuưy'

/** What a letter is to a syllable. `tone` is 0 (ngang) or 1 + its place in TONE_MARKS. */
export interface Vowel {
  readonly plain: string
  readonly tone: number
}

/** Every vowel letter, of each tone and case, with its toneless form: 'Ầ' → {plain: 'Â', tone: 1}. */
export const VOWEL_OF: ReadonlyMap<string, Vowel> = new Map(
  [...VOWELS, ...VOWELS.toUpperCase()].flatMap((plain) =>
    ['', ...TONE_MARKS].map((mark, tone) => [(plain + mark).normalize('NFC'), { plain, tone }] as const),
  ),
)

/** The vowel with a tone: ('â', 1) → 'ầ'. */
export function withTone(plain: string, tone: number): string {
  return tone === 0 ? plain : (plain + TONE_MARKS[tone - 1]).normalize('NFC')
}

/** Eth and African D, which some fonts and keyboards put for Đ. */
export const D_LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ['\u00D0', 'Đ'],
  ['\u0189', 'Đ'],
  ['\u00F0', 'đ'],
  ['\u0256', 'đ'],
])

/**
 * Characters that show nothing and only break comparing: controls but tab, line feed and carriage return; soft hyphen; zero-width
 * and direction marks; byte-order mark.
 */
export function isInvisible(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0d
  return (
    (code >= 0x7f && code <= 0x9f && code !== 0x85) ||
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) ||
    (code >= 0x2066 && code <= 0x206f) ||
    code === 0xfeff
  )
}
