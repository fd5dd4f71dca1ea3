import { type Change, changesIn, type Move, type Moves } from './moves.ts'
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
 * still reach the goal, with no more changes and fewer points. Moves that no way of few enough changes can use are left out
 * (`Needed`).
 */
export function cheapestMoves(clusters: readonly Moves[], goal: Goal): Way | null {
  let [total, cost, climb, highest] = [0, 0, 0, 0]
  for (const { all, widest } of clusters) {
    total += all[0]!.points
    cost += all[0]!.cost
    highest += all[0]!.points + widest
    if (widest > climb) climb = widest
  }
  if (total >= goal.from && total <= goal.to)
    return { changes: clusters.flatMap(({ all }) => all[0]!.changes), total, cost }
  if (total > goal.to) return null
  const bounded = highest > goal.to
  const needed = bounded ? { least: null } : neededOf(clusters, goal.from - total)
  return extend(clusters, needed, { total, cost }, { ...goal, to: Math.min(goal.to, goal.from + climb) })
}

/**
 * What a move must bring to be of use. Single changes alone show some number of changes that is `enough`; a way with no more
 * changes that uses a move has beside it at most the largest gains of the remaining changes (counted per change and rounded up)
 * and everything that comes without a further change. Where that falls short of the points needed, the move is of no use. So the
 * estimate never falls below the truth, and no cheapest way is lost. Only for a goal without upper end: a change that is enough must
 * not be too much.
 */
interface Needed {
  /** The least gain a move with 0, 1, 2 … further changes must bring; moves with more changes are of no use. null = any. */
  readonly least: readonly number[] | null
}

function neededOf(clusters: readonly Moves[], need: number): Needed {
  const singles = new Uint8Array(need + 1)
  const shares = new Uint8Array(need + 1)
  let free = 0
  for (const own of clusters) {
    free += own.free
    singles[Math.min(need, own.single)]! += 1
    shares[Math.min(need, own.perChange)]! += own.dearest
  }
  const reached = largestSums(singles, need)
  const enough = reached.findIndex((sum) => sum >= need)
  if (enough < 0) return { least: null }
  const beside = largestSums(shares, need)
  const least = Array.from({ length: enough + 1 }, (_, changes) => {
    const others = beside[Math.min(beside.length - 1, enough - changes)]!
    return need - others - free
  })
  return { least }
}

/** Sums of the largest 0, 1, 2 … gains of a tally (how often each gain occurs), until the sum suffices or all are added. */
function largestSums(tally: Uint8Array, need: number): number[] {
  const sums = [0]
  let sum = 0
  for (let gain = tally.length - 1; gain > 0; gain--)
    for (let times = tally[gain]!; times > 0; times--) {
      if (sum >= need) return sums
      sum += gain
      sums.push(sum)
    }
  return sums
}

/** Builds on the sum of all first moves: every cluster may replace its first move by a dearer one that is of use. */
function extend(
  clusters: readonly Moves[],
  needed: Needed,
  start: { total: number; cost: number },
  goal: Goal,
): Way | null {
  const open = clusters.map(({ all }) => usable(all, needed)).filter((own) => own.length > 1)
  const width = goal.to - start.total + 1
  const extra = new Int32Array(width).fill(UNREACHED)
  extra[0] = 0
  const taken = new Uint8Array(open.length * width)
  let reach = 0
  for (let row = 0; row < open.length; row++) reach = replaceIn(extra, taken, row * width, open[row]!, reach)
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

/** The first move and those of use; the very list where all are. */
function usable(all: readonly Move[], { least }: Needed): readonly Move[] {
  if (least === null || all.length < 2) return all
  const { points, cost } = all[0]!
  const changes = changesIn(cost)
  const kept = [all[0]!]
  for (let index = 1; index < all.length; index++) {
    const move = all[index]!
    const bound = least[changesIn(move.cost) - changes]
    if (bound !== undefined && move.points - points >= bound) kept.push(move)
  }
  return kept
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
  clusters: readonly Moves[],
  open: readonly (readonly Move[])[],
  taken: Uint8Array,
  width: number,
  end: number,
): Change[] {
  const replaced = new Set<Move>()
  const changes: Change[] = []
  let sum = end
  for (let row = open.length - 1; row >= 0; row--) {
    const own = open[row]!
    const index = taken[row * width + sum]!
    if (index === 0) continue
    changes.push(...own[index]!.changes)
    replaced.add(own[0]!)
    sum -= own[index]!.points - own[0]!.points
  }
  for (const { all } of clusters)
    if (all[0]!.changes.length > 0 && !replaced.has(all[0]!)) changes.push(...all[0]!.changes)
  return changes
}
