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

/** Letters of other alphabets that look like ours: Cyrillic and Greek capitals, as a keyboard or a forger gives them. */
const TWINS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['АΑ', 'A'],
    ['ВΒ', 'B'],
    ['СϹ', 'C'],
    ['ЕΕ', 'E'],
    ['НΗ', 'H'],
    ['ІΙӀ', 'I'],
    ['Ј', 'J'],
    ['КΚ', 'K'],
    ['МΜ', 'M'],
    ['Ν', 'N'],
    ['ОΟ', 'O'],
    ['РΡ', 'P'],
    ['Ѕ', 'S'],
    ['ТΤ', 'T'],
    ['ХΧ', 'X'],
    ['УΥ', 'Y'],
    ['Ζ', 'Z'],
  ].flatMap(([twins, letter]) => [...twins!].map((twin) => [twin, letter!])),
)

/**
 * Letters and digits of a number as people might type it, look-alikes made one: the key under which two writings of a number
 * meet. O is 0; I, L and a bar are 1; Đ is D; full-width, Cyrillic and Greek letters are the Latin ones they look like.
 */
export function lookalikeKey(typed: string): string {
  return typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[\u0370-\u04FF]/g, (letter) => TWINS[letter] ?? letter)
    .replace(/[ĐÐ]/g, 'D')
    .replace(/O/g, '0')
    .replace(/[IL|]/g, '1')
    .replace(/[^A-Z0-9]/g, '')
}

/** Was a number typed with letters of another alphabet? Worth telling: a printed stamp has none. */
export function hasForeignTwins(typed: string): boolean {
  return /[\u0370-\u04FF]/.test(typed)
}
