import { type Change, changesIn, type Move } from './moves.ts'
import type { Goal } from './path.ts'

/** One move of every cluster, reaching the goal. */
export interface Way {
  readonly changes: readonly Change[]
  readonly total: number
  readonly cost: number
}

/** Fewest changes, then fewest points, then fewest levels. */
export function isCheaper(a: Way, b: Way): boolean {
  const changes = changesIn(a.cost) - changesIn(b.cost)
  if (changes !== 0) return changes < 0
  return a.total !== b.total ? a.total < b.total : a.cost < b.cost
}

const UNREACHED = 0x7fffffff

/**
 * The cheapest choice of one move per cluster whose points sum up into the goal; null when there is none.
 *
 * Why it is optimal. Taking every cluster's first move costs the fewest changes possible and, for these, the fewest points: if that
 * sum already lies at or above the goal's lower end, nothing cheaper exists. Otherwise the cheapest (changes, levels) of every sum
 * is built cluster by cluster; costs are pairs that add up and compare in order, so the best way to a sum extends a best way to a
 * smaller one. Sums above `from` + the widest single climb need no look: there some cluster could go back to its first move and
 * still reach the goal, with no more changes and fewer points.
 */
export function cheapestMoves(clusters: readonly (readonly Move[])[], goal: Goal): Way | null {
  let [total, cost, climb] = [0, 0, 0]
  const open: (readonly Move[])[] = []
  for (const own of clusters) {
    const least = own[0]!
    total += least.points
    cost += least.cost
    if (own.length < 2) continue
    open.push(own)
    for (const move of own) if (move.points - least.points > climb) climb = move.points - least.points
  }
  if (total >= goal.from && total <= goal.to)
    return { changes: clusters.flatMap((own) => own[0]!.changes), total, cost }
  if (total > goal.to || open.length === 0) return null
  return extend(clusters, open, { total, cost }, { ...goal, to: Math.min(goal.to, goal.from + climb) })
}

/** Builds on the sum of all first moves: every open cluster may replace its first move by a dearer one. */
function extend(
  clusters: readonly (readonly Move[])[],
  open: readonly (readonly Move[])[],
  start: { total: number; cost: number },
  goal: Goal,
): Way | null {
  const width = goal.to - start.total + 1
  const extra = new Int32Array(width).fill(UNREACHED)
  extra[0] = 0
  const taken = new Uint8Array(open.length * width)
  let reach = 0
  for (const [row, own] of open.entries()) reach = replaceIn(extra, taken, row * width, own, reach)
  let best = -1
  for (let sum = Math.max(0, goal.from - start.total); sum < width; sum++)
    if (extra[sum]! < UNREACHED && (best < 0 || changesIn(extra[sum]!) < changesIn(extra[best]!))) best = sum
  if (best < 0) return null
  return {
    changes: changesOf(clusters, open, taken, width, best),
    total: start.total + best,
    cost: start.cost + extra[best]!,
  }
}

/** Lets one cluster replace its first move: in place, from the highest sum down, so that it moves once. Returns the new reach. */
function replaceIn(
  extra: Int32Array,
  taken: Uint8Array,
  row: number,
  own: readonly Move[],
  reach: number,
): number {
  const { points, cost } = own[0]!
  const last = extra.length - 1
  let widest = 0
  for (let index = 1; index < own.length; index++) widest = Math.max(widest, own[index]!.points - points)
  const far = Math.min(last, reach + widest)
  for (let sum = far; sum >= 0; sum--) {
    let least = extra[sum]!
    for (let index = 1; index < own.length; index++) {
      const before = sum - (own[index]!.points - points)
      if (before < 0 || extra[before] === UNREACHED) continue
      const price = extra[before]! + own[index]!.cost - cost
      if (price >= least) continue
      least = price
      taken[row + sum] = index
    }
    extra[sum] = least
  }
  return far
}

function changesOf(
  clusters: readonly (readonly Move[])[],
  open: readonly (readonly Move[])[],
  taken: Uint8Array,
  width: number,
  end: number,
): Change[] {
  const changes = clusters.filter((own) => own.length < 2).flatMap((own) => own[0]!.changes)
  let sum = end
  for (let row = open.length - 1; row >= 0; row--) {
    const own = open[row]!
    const move = own[taken[row * width + sum]!]!
    changes.push(...move.changes)
    sum -= move.points - own[0]!.points
  }
  return changes
}
