export interface Chosen {
  readonly byRisk: readonly string[]
  readonly byDraw: readonly string[]
  /** All that could be drawn, in the order in which they were drawn. */
  readonly pool: readonly string[]
}

/**
 * The order of a draw anybody can repeat: by `hash(seed + "/" + id)`, ascending. The hash (SHA-256 in hexadecimal) is given by the
 * caller; equal hashes do not occur, equal ids count once.
 */
export function drawOrder(ids: readonly string[], seed: string, hash: (text: string) => string): string[] {
  return [...new Set(ids)]
    .map((id) => ({ id, key: hash(`${seed}/${id}`) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ id }) => id)
}

/**
 * Whom to visit: of `wanted` the random share (rounded up, so that nobody is sure to be left out) is drawn among those the rank did
 * not take; the rest are the highest risks. Equal risks stand in the order of their ids.
 */
export function chooseProducts(
  ranked: readonly { readonly id: string; readonly score: number }[],
  { wanted, share, seed }: { wanted: number; share: { num: number; den: number }; seed: string },
  hash: (text: string) => string,
): Chosen {
  const most = Math.min(wanted, ranked.length)
  const random = Math.min(most, Math.ceil((most * share.num) / share.den))
  const sorted = [...ranked].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
  const byRisk = sorted.slice(0, most - random)
  const pool = drawOrder(sorted.slice(most - random), seed, hash)
  return { byRisk, byDraw: pool.slice(0, random), pool }
}
