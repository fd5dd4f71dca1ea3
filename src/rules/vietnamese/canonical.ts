import { D_LOOKALIKES, isInvisible, QUALITY_MARKS, TONE_MARKS, VOWEL_OF, withTone } from './letters.ts'

/**
 * The text in one spelling: NFC, marks in the right order, Đ where a look-alike stood, invisible characters gone, and the tone
 * on the letter where official papers put it (hòa, khỏe, thủy; not hoà, khoẻ, thuỷ; misplaced ones too: hóan → hoán, qúy →
 * quý). Words that are not Vietnamese syllables stay as they are. Line breaks and spaces stay. Twice is the same as once.
 */
export function canonical(text: string): string {
  switch (needOf(text)) {
    case SETTLED:
      return text
    case TONES:
      return placeTones(text)
    default:
      return placeTones(composed(text))
  }
}

/** `canonical`, spaces single and trimmed, on one line: for names and titles. */
export function tidy(text: string): string {
  const one = canonical(text)
  return UNTIDY.test(one) ? one.replace(/\s+/g, ' ').trim() : one
}
/** A space at either end, two together, or one that is no plain space. */
const UNTIDY = /^\s|\s$|\s\s|[^\S ]/

/** What a text may need: nothing; a look at its tones; composing, too. */
const SETTLED = 0
const TONES = 1
const COMPOSING = 2

/** Per character of the Latin blocks, the least a text with it needs. Precomposed letters of these blocks are NFC as they stand. */
const NEED = new Uint8Array(0x1f00).fill(COMPOSING)
for (let code = 0; code < NEED.length; code++) {
  const char = String.fromCharCode(code)
  if (isInvisible(code) || D_LOOKALIKES.has(char) || char.normalize('NFC') !== char) continue
  if (code < 0x7f) NEED[code] = SETTLED
  else if (code < 0x300 || code >= 0x1e00) NEED[code] = TONES
}

function needOf(text: string): number {
  let need = SETTLED
  for (let index = 0; index < text.length && need < COMPOSING; index++) {
    const code = text.charCodeAt(index)
    const own = code < NEED.length ? NEED[code]! : COMPOSING
    if (own > need) need = own
  }
  return need
}

const LOOKALIKE = /[\u00D0\u0189\u00F0\u0256]/g
const STRAY_MARKS = new RegExp(`\\p{L}[${TONE_MARKS}${QUALITY_MARKS}]+`, 'gu')

function composed(text: string): string {
  let result = text.normalize('NFC').replace(LOOKALIKE, (letter) => D_LOOKALIKES.get(letter) ?? letter)
  if (/[\u0300-\u0323]/.test(result)) result = result.replace(STRAY_MARKS, reordered).normalize('NFC')
  return hasInvisible(result)
    ? [...result].filter((char) => !isInvisible(char.charCodeAt(0))).join('')
    : result
}

/** "á" + circumflex is meant as ấ: the mark that makes the vowel comes first, then one tone. */
function reordered(cluster: string): string {
  const [base = '', ...marks] = cluster.normalize('NFD')
  const quality = marks.filter((mark) => QUALITY_MARKS.includes(mark))
  const rest = marks.filter((mark) => !QUALITY_MARKS.includes(mark))
  return [base, ...quality, ...rest].join('').normalize('NFC')
}

function hasInvisible(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (isInvisible(text.charCodeAt(index))) return true
  return false
}

/** Classes of BMP letters for the scan: 1 a letter, 2 a vowel, 3 a vowel with a tone. */
const LETTER = 1
const TONED = 3
const CLASS = new Uint8Array(0x1f00)
for (let code = 0; code < CLASS.length; code++) {
  const char = String.fromCharCode(code)
  const vowel = VOWEL_OF.get(char)
  CLASS[code] = vowel ? (vowel.tone > 0 ? TONED : 2) : /\p{L}/u.test(char) ? LETTER : 0
}

/** Looks only at words in which a toned vowel stands beside another vowel: the others have one place for their tone. */
function placeTones(text: string): string {
  let out = ''
  let copied = 0
  let start = -1
  let candidate = false
  let before = 0
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 0
    const kind = code < CLASS.length ? CLASS[code]! : 0
    if (kind > 0) {
      if (start < 0) start = index
      if (kind + before >= 5 && kind > 1 && before > 1) candidate = true
      before = kind
      continue
    }
    if (candidate) {
      out += text.slice(copied, start) + placeTone(text.slice(start, index))
      copied = index
    }
    start = -1
    candidate = false
    before = 0
  }
  return copied === 0 ? text : out + text.slice(copied)
}

const SYLLABLE =
  /^(ngh|ng|nh|gh|kh|th|ph|ch|tr|qu|gi(?=[aăâeêioôơuưy])|[bcdđghklmnprstvx])?([aăâeêioôơuưy]{1,3})(ch|nh|ng|[cmnpt])?$/i

/** One word with its tone where it belongs, or the word itself when it is no Vietnamese syllable with one tone. */
function placeTone(word: string): string {
  const letters = [...word]
  let tone = 0
  let toned = 0
  const plain = letters.map((letter) => {
    const vowel = VOWEL_OF.get(letter)
    if (!vowel) return letter
    if (vowel.tone > 0) {
      tone = vowel.tone
      toned++
    }
    return vowel.plain
  })
  if (toned !== 1) return word
  const syllable = SYLLABLE.exec(plain.join(''))
  if (!syllable) return word
  const [, initial = '', nucleus = '', final = ''] = syllable
  const place = initial.length + toneIndex(nucleus.toLowerCase(), final !== '')
  return plain.map((letter, index) => (index === place ? withTone(letter, tone) : letter)).join('')
}

/**
 * Which vowel of a nucleus carries the tone: the last of ă â ê ô ơ ư if there is one; alone, itself; of two the first when nothing
 * follows (mía, hòa, thủy), the second before a consonant (hoàn, suýt); of three the middle one (ngoài, khuỷu).
 */
function toneIndex(nucleus: string, closed: boolean): number {
  for (let index = nucleus.length - 1; index >= 0; index--)
    if ('ăâêôơ'.includes(nucleus[index]!)) return index
  const horn = nucleus.indexOf('ư')
  if (horn >= 0) return horn
  if (nucleus.length === 1) return 0
  return nucleus.length === 3 || closed ? 1 : 0
}
