import { DROP, SPACE, SPELL_OUT, SPELLED, TABLE, TABLE_END } from './fold-table.ts'
import { isInvisible } from './letters.ts'

const CHUNK = 4096
/** Kept between calls, for short texts; nothing outlives a call in it. */
const SCRATCH = new Uint16Array(CHUNK)

/**
 * The text as search and matching see it: lower case, without tones and marks, đ as d, dashes and quotes of one kind, spaces
 * single and trimmed, invisible characters gone. `hoà`, `hòa`, `HÒA`, NFC and NFD all fold to `hoa`. Punctuation and digits stay
 * ("135/KH-UBND" → "135/kh-ubnd"). Folding twice changes nothing. Linear in the length.
 */
export function fold(text: string): string {
  const length = text.length
  const out = length <= CHUNK ? SCRATCH : new Uint16Array(length)
  let size = 0
  let pendingSpace = false
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    const folded = code < TABLE_END ? TABLE[code]! : beyond(code)
    if (folded > SPACE) {
      if (pendingSpace && size > 0) out[size++] = SPACE
      pendingSpace = false
      out[size++] = folded
    } else if (folded === SPACE) pendingSpace = true
    else if (folded === SPELL_OUT) return foldSlowly(text)
  }
  return decode(out, size)
}

/** Letters and digits only, words parted by one space: the key under which two spellings of a name meet. */
export function matchKey(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The words of a folded text. */
export function foldedWords(text: string): string[] {
  const key = matchKey(text)
  return key === '' ? [] : key.split(' ')
}

/** Same result for texts with letters that spell out; rare, so plain. */
function foldSlowly(text: string): string {
  let spelled = ''
  for (let index = 0; index < text.length; index++)
    spelled += SPELLED.get(text.charCodeAt(index)) ?? text[index]
  return fold(spelled)
}

/** Code units outside the table: full-width forms, wide spaces, byte-order mark; other scripts in lower case. */
function beyond(code: number): number {
  if (isInvisible(code)) return DROP
  if (code === 0x3000) return SPACE
  if (code >= 0xff01 && code <= 0xff5e) return TABLE[code - 0xfee0]!
  if (code >= 0xd800 && code <= 0xdfff) return code
  const lower = String.fromCharCode(code).toLowerCase()
  if (lower.length !== 1) return code
  const small = lower.charCodeAt(0)
  return small < TABLE_END ? TABLE[small]! : small
}

function decode(codes: Uint16Array, size: number): string {
  if (size <= CHUNK) return String.fromCharCode.apply(null, codes.subarray(0, size) as unknown as number[])
  let text = ''
  for (let from = 0; from < size; from += CHUNK)
    text += String.fromCharCode.apply(
      null,
      codes.subarray(from, Math.min(from + CHUNK, size)) as unknown as number[],
    )
  return text
}
