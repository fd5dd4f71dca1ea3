import { randomInt } from 'node:crypto'

/** Fisher–Yates with unbiased randomness: nobody can tell a product by its sample code. */
export function shuffled<T>(list: readonly T[]): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = randomInt(i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}
