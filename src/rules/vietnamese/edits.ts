/**
 * Slips of the finger between two words: letters added, left out, mistaken or swapped with their neighbour (optimal string
 * alignment). Gives up beyond `most` and answers `most + 1`.
 */
export function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || b.length >= LONGEST) return most + 1
  let [older, last, row] = [ROWS[0]!, ROWS[1]!, ROWS[2]!]
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let least = i
    const code = a.charCodeAt(i - 1)
    for (let j = 1; j <= b.length; j++) {
      const same = code === b.charCodeAt(j - 1)
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && code === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, older[j - 2]! + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[older, last, row] = [last, row, older]
  }
  return Math.min(last[b.length]!, most + 1)
}

/** Kept between calls; words of a language are shorter. */
const LONGEST = 96
const ROWS = [new Uint8Array(LONGEST), new Uint8Array(LONGEST), new Uint8Array(LONGEST)]

/**
 * A word typed by Telex or VNI keys while the input method was off, without its accents: `ruwowju` → `ruou`, `dda` → `da`,
 * `ru7o7u5` → `ruou`. Null when the word holds no such keys.
 */
export function withoutInputKeys(word: string): string | null {
  const bare = word
    .replace(/^dd/, 'd')
    .replace(/([aeo])\1/g, '$1')
    .replace(/w/g, '')
    .replace(/(?<=[aeiouy][a-z]{0,3})[sfrxj](?=[a-z]{0,3}$)/g, '')
    .replace(/(?<=[a-z])[1-9]/g, '')
  return bare === word || bare === '' ? null : bare
}
