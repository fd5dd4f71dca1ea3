/** What stood in each field when it was shown: a short mark of its value, small enough to travel with the form. */
export type Base = Readonly<Record<string, string>>

/** Any JSON value a field may hold. */
export type Held = string | number | boolean | null | undefined | { readonly [key: string]: Held }

/** A field two people have changed differently; `theirs` is what the other one wrote. */
export interface Clash {
  readonly field: string
  readonly theirs: Held
}

/** The mark of a value (53 bits; not for secrets). Nothing, an empty text and null count as the same. */
export function markOf(value: Held): string {
  const text = value === undefined || value === null || value === '' || value === false ? '' : stable(value)
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

function stable(value: Held): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${key}:${stable(each)}`).join()}}`
}

export function baseOf(values: Readonly<Record<string, Held>>, fields: readonly string[]): Base {
  return Object.fromEntries(fields.map((field) => [field, markOf(values[field])]))
}

/**
 * Lays what somebody sent over what is stored, field by field: what only one of the two changed stands, what both changed alike
 * stands, what both changed differently is a clash. A field without a mark in `base` counts as seen by nobody: it is taken.
 */
export function mergeFields<V extends Held>(
  stored: Readonly<Record<string, V>>,
  sent: Readonly<Record<string, V>>,
  base: Base,
): { readonly values: Record<string, V>; readonly clashes: readonly Clash[] } {
  const values: Record<string, V> = {}
  const clashes: Clash[] = []
  for (const [field, mine] of Object.entries(sent)) {
    const [now, seen] = [markOf(stored[field]), base[field]]
    if (markOf(mine) === now || seen === undefined || seen === now) values[field] = mine
    else if (markOf(mine) !== seen) clashes.push({ field, theirs: stored[field] })
  }
  return { values, clashes }
}
