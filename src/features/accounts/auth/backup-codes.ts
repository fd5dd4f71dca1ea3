import { randomBytes } from 'node:crypto'

/** Letters and digits nobody misreads (Crockford's base 32). */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const codeLetters = 24
const codesAtOnce = 10

/** Ten codes of 120 random bits each (ASVS 2.6.2 asks for 112), in groups of four that can be copied by hand. */
export function makeBackupCodes(): string[] {
  return Array.from({ length: codesAtOnce }, () =>
    grouped([...randomBytes(codeLetters)].map((byte) => letters[byte & 31]).join('')),
  )
}

const grouped = (plain: string) => plain.match(/.{4}/g)!.join('-')

/** A backup code as it is kept, however it was typed; the ten characters of codes given before November 2026 are read, too. */
export function readBackupCode(typed: string): string | null {
  const plain = typed.replace(/[\s-]/g, '')
  if (/^[0-9a-z]{10}$/i.test(plain)) return `${plain.slice(0, 5)}-${plain.slice(5)}`
  const read = plain.toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1')
  return read.length === codeLetters && [...read].every((letter) => letters.includes(letter))
    ? grouped(read)
    : null
}

/** Codes of the former kind, shorter than the standard asks: good until they are replaced. */
export const areOfFormerKind = (codes: readonly string[]): boolean =>
  codes.some((code) => code.length < codeLetters)
