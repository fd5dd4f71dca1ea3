/** GS1 keys as far as a trace page needs them (GS1 General Specifications; GS1 Digital Link 1.2). */

/** The last digit of a GTIN, from the digits before it: weights 3 and 1 by turns from the right, up to the next ten. */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/**
 * A GTIN of 8, 12, 13 or 14 digits in its 14-digit writing; null when its length or its check digit is wrong, or when it is
 * nothing but zeros. Spaces and dashes between the digits do not matter.
 */
export function readGtin(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '')
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return null
  return checkDigit(digits.slice(0, -1)) === Number(digits.at(-1)) ? digits.padStart(14, '0') : null
}

/** The shortest usual writing of a GTIN-14: without the zeros in front, 13 digits at least unless it was shorter. */
export function shownGtin(gtin14: string): string {
  const plain = gtin14.replace(/^0+/, '')
  const length = [8, 12, 13, 14].find((each) => each >= plain.length) ?? 14
  return plain.padStart(length, '0')
}

/** A batch or lot (AI 10): 1 to 20 characters of GS1's set 82 without those an address would have to hide; null when it is none. */
export function readLot(typed: string): string | null {
  const lot = typed.trim()
  return /^[A-Za-z0-9!"%&'()*+,\-./_:;=<>?]{1,20}$/.test(lot) ? lot : null
}

/** Path of a GS1 Digital Link: `/01/<GTIN-14>` or `/01/<GTIN-14>/10/<lot>`. */
export function digitalLinkPath(gtin14: string, lot?: string | null): string {
  return `/01/${gtin14}${lot ? `/10/${encodeURIComponent(lot)}` : ''}`
}
