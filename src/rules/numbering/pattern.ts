/** What a number is made of. `seq` counts within its series; `province`, `commune` are codes of QĐ 19/2025/QĐ-TTg. */
export interface NumberParts {
  seq: number
  year?: number
  province?: string
  commune?: string
  star?: number
}

type Slot = keyof NumberParts
const SLOT = /\{(seq|year|province|commune|star)(?::0(\d))?\}/g
const DIGITS: Readonly<Record<Slot, string>> = {
  seq: '\\d{1,9}',
  year: '(?:19|20)\\d{2}',
  province: '\\d{2}',
  commune: '\\d{5}',
  star: '[1-5]',
}

/** Writes a number by its pattern: "OCOP-{province}-{year}-{seq:04}" → "OCOP-46-2026-0007". `:04` = at least four digits. */
export function fill(pattern: string, parts: NumberParts): string {
  return pattern.replace(SLOT, (_, slot: Slot, width: string | undefined) => {
    const value = parts[slot]
    if (value === undefined) throw new Error(`pattern ${pattern} needs ${slot}`)
    return String(value).padStart(Number(width ?? 0), '0')
  })
}

/**
 * Reads a typed number by its pattern, or null. Spaces, dashes and slashes, case, Đ for D, and O, I, L for 0 and 1 do not matter:
 * " ocop 46/2026-OOO7" is OCOP-46-2026-0007.
 */
export function read(pattern: string, typed: string): NumberParts | null {
  const slots: Slot[] = []
  const expression = pattern
    .split(/(\{[^}]*\})/)
    .map((piece) => {
      const slot = /^\{(\w+)/.exec(piece)?.[1] as Slot | undefined
      if (!slot) return lookalikeKey(piece)
      slots.push(slot)
      return `(${DIGITS[slot]})`
    })
    .join('')
  const match = new RegExp(`^${expression}$`).exec(lookalikeKey(typed))
  if (!match) return null
  return Object.fromEntries(
    slots.map((slot, index) => [slot, partOf(slot, match[index + 1]!)]),
  ) as unknown as NumberParts
}

function partOf(slot: Slot, digits: string): string | number {
  return slot === 'province' || slot === 'commune' ? digits : Number(digits)
}

/** Names of the slots of a pattern, unknown ones included; for checking data. */
export function slotsOf(pattern: string): string[] {
  return [...pattern.matchAll(/\{(\w+)[^}]*\}/g)].map((match) => match[1]!)
}

/**
 * Letters and digits of a number as people might type it, look-alikes made one: the key under which two writings of a number
 * meet. O is 0; I and L are 1; Đ is D.
 */
export function lookalikeKey(typed: string): string {
  return typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[ĐÐ]/g, 'D')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^A-Z0-9]/g, '')
}
