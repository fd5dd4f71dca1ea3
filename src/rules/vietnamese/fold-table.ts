import { isInvisible } from './letters.ts'

export const TABLE_END = 0x2200
export const DROP = 0
export const SPACE = 0x20
export const SPELL_OUT = 1

/** Letters whose mark is part of the stroke, which decomposing does not take off. */
const STROKES: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ɖ: 'd',
  ł: 'l',
  ø: 'o',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}
const DASHES = /[\u00AD\u2010-\u2015\u2212]/
const SINGLE_QUOTES = /[\u0060\u00B4\u02BC\u2018-\u201B\u2032]/
const DOUBLE_QUOTES = /[\u00AB\u00BB\u201C-\u201F\u2033]/

function foldedOf(code: number): string {
  if (isInvisible(code)) return ''
  const char = String.fromCharCode(code)
  if (/\s/.test(char) || code === 0x85) return ' '
  if (DASHES.test(char)) return '-'
  if (SINGLE_QUOTES.test(char)) return "'"
  if (DOUBLE_QUOTES.test(char)) return '"'
  const bare = char.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  if (bare === char) return STROKES[char] ?? char
  return [...bare].map((letter) => foldedOf(letter.charCodeAt(0))).join('')
}

/** One code unit in, one out (DROP: nothing; SPELL_OUT: several, see SPELLED): Latin letters of all kinds, spaces, dashes, quotes. */
export const TABLE = new Uint16Array(TABLE_END)
/** Code units that fold to more than one: ß → ss, æ → ae, … → ... */
export const SPELLED = new Map<number, string>()

for (let code = 0; code < TABLE_END; code++) {
  const folded = foldedOf(code)
  if (folded.length === 1) TABLE[code] = folded.charCodeAt(0)
  else if (folded.length > 1) {
    TABLE[code] = SPELL_OUT
    SPELLED.set(code, folded)
  }
}
