import type { Representative } from './tables.ts'

/** Phone and identity as others may see them: enough to recognise one's own, nothing to use. */
export interface MaskedPerson {
  readonly representative: Representative
  readonly phone: string | null
  readonly email: string | null
  readonly taxCode: string | null
}

/**
 * Personal data with what identifies a person covered (gender, ethnicity and address entirely). The tax code of a household
 * is its owner's identity number since 1/7/2025, so twelve digits are covered too.
 */
export function masked(person: MaskedPerson): MaskedPerson {
  const { name, position } = person.representative
  return {
    representative: { ...(name && { name: initials(name) }), ...(position && { position }) },
    phone: person.phone && covered(person.phone, 3),
    email: person.email?.replace(/^(.).*(@.*)$/u, '$1•••$2') ?? null,
    taxCode: person.taxCode?.length === 12 ? covered(person.taxCode, 3) : person.taxCode,
  }
}

/** “Nguyễn Thị Lan” as “N. T. Lan”. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.pop() ?? ''
  return [...words.map((word) => `${[...word][0]}.`), last].join(' ')
}

function covered(text: string, shown: number): string {
  return '•'.repeat(Math.max(0, text.length - shown)) + text.slice(-shown)
}
