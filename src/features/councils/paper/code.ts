import { randomBytes } from 'node:crypto'

/** Letters and figures nobody mistakes for one another when they are read off a paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code such as `K7QM-2XTD`: seven random signs and one that catches a slip of the pen. */
export function newPaperCode(): string {
  const signs = [...randomBytes(7)].map((byte) => byte % 32)
  return spell([...signs, checkOf(signs)])
}

/** The code as it was printed, however it was typed; null for one that cannot have been printed. */
export function readPaperCode(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  const signs = [...plain].map((sign) => alphabet.indexOf(sign))
  if (signs.length !== 8 || signs.includes(-1)) return null
  return checkOf(signs.slice(0, 7)) === signs[7] ? spell(signs) : null
}

const spell = (signs: readonly number[]) => {
  const text = signs.map((sign) => alphabet[sign]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** Odd weights: every single wrong sign gives another sum, and nearly every pair that changed places. */
const checkOf = (signs: readonly number[]) =>
  signs.reduce((sum, sign, index) => sum + sign * (2 * index + 1), 0) % 32
