import type { Band } from '../regimes/index.ts'
import type { Ticks } from './answers.ts'
import { type Answer, answerOf, type CompiledSheet, EFFECT } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { cheapestMoves, isCheaper, type Way } from './knapsack.ts'
import { movesIn } from './moves.ts'
import { type MinimumReading, marksBind, marksFor, starTable } from './star.ts'

/** One change on the way to a star: which criterion, from which option to which, and the points the total grows by with it. */
export interface Step {
  readonly criterion: string
  readonly from: Answer
  readonly to: Exclude<Answer, null>
  readonly gain: number
}

/** Where a sheet stands, and by which bands and reading. */
export interface Standing {
  readonly bands: readonly Band[]
  readonly reading: MinimumReading
  readonly star: number | null
  readonly starByPoints: number | null
}

/**
 * The cheapest set of option changes that reaches the next star: fewest criteria changed, then fewest points gained, then fewest
 * levels climbed. A change goes to a later option of the case already chosen (of any case where nothing is ticked), never to one
 * with an effect. null when no next star exists or no change of options reaches it.
 *
 * Exact, not a heuristic. Leaves that depend on one another form a cluster; clusters add up independently, so the best way is a
 * knapsack over them (knapsack.ts). What couples leaves beyond clusters is a stop-scoring option ticked now: which of those is
 * mended is tried case by case. The marks of the star only narrow the choices of each leaf.
 */
export function cheapestPath(
  compiled: CompiledSheet,
  ticks: Ticks,
  deadFrom: number,
  standing: Standing,
): { readonly star: number; readonly path: readonly Step[] } | null {
  const target = nextStar(standing)
  if (target === null) return null
  let best: Way | null = null
  for (const goal of goalsFor(compiled, target, standing))
    for (const world of worlds(compiled, ticks, deadFrom)) {
      const moves = movesIn(compiled, ticks, world, goal.marks)
      const way = moves && cheapestMoves(moves, goal)
      if (way && (best === null || isCheaper(way, best))) best = way
    }
  return best && { star: target, path: stepsOf(compiled, ticks, best, deadFrom) }
}

/** The star above the one reached; the star by points itself when a missed minimum leaves no star at all. */
function nextStar({ bands, star, starByPoints, reading }: Standing): number | null {
  if (star === null && reading.missedMinimum === 'no-star' && starByPoints !== null) return starByPoints
  let next: number | null = null
  for (const band of bands)
    if (band.star > (star ?? 0) && (next === null || band.star < next)) next = band.star
  return next
}

/** Totals and marks that give the star. */
export interface Goal {
  readonly from: number
  readonly to: number
  readonly marks: number
}

/** One goal when a missed minimum lowers the star; one for each band when it means no star, as then that band's marks must hold. */
function goalsFor(compiled: CompiledSheet, target: number, { bands, reading }: Standing): Goal[] {
  const table = starTable(bands, compiled.maxPoints)
  const marks = (star: number) => (marksBind(compiled, reading) ? marksFor(star, reading) : 0)
  const from = table.findIndex((star) => star !== null && star >= target)
  if (from < 0 || from > compiled.maxPoints) return []
  if (reading.missedMinimum === 'lower-star') return [{ from, to: compiled.maxPoints, marks: marks(target) }]
  const stars = [...new Set(table.slice(from))].filter((star) => star !== null)
  return stars.map((star) => ({ from: table.indexOf(star), to: table.lastIndexOf(star), marks: marks(star) }))
}

/** One way of dealing with the stop-scoring options ticked: mend the first few, let the next one stand, which stops what follows. */
export interface World {
  /** Leaves that must change. */
  readonly mended: readonly number[]
  /** The leaf whose stop stands, or -1. */
  readonly standing: number
  readonly deadFrom: number
}

function worlds(compiled: CompiledSheet, ticks: Ticks, deadFrom: number): World[] {
  const stops: number[] = []
  for (let leaf = 0; leaf < deadFrom; leaf++)
    if (compiled.effect[compiled.first[leaf]! + ticks[leaf]!] === EFFECT.stop) stops.push(leaf)
  const some = stops.map((standing, count) => ({
    mended: stops.slice(0, count),
    standing,
    deadFrom: Math.min(deadFrom, compiled.stopsFrom[standing]!),
  }))
  return [...some, { mended: stops, standing: -1, deadFrom }]
}

/**
 * The changes in the order printed, each with what the total grows by when they are made in that order. A leaf that stands alone
 * grows it by its own points; where others hang on it, or it stopped them, the sheet is added up anew.
 */
function stepsOf(compiled: CompiledSheet, before: Ticks, way: Way, deadFrom: number): Step[] {
  const ticks = Uint8Array.from(before)
  const changes = way.changes.toSorted((a, b) => a.leaf - b.leaf)
  return changes.map(({ leaf, choice }) => {
    const [was, becomes] = [compiled.first[leaf]! + ticks[leaf]!, compiled.first[leaf]! + choice]
    const alone = compiled.clusterSize[leaf] === 1 && compiled.effect[was] === EFFECT.none
    const old = alone ? compiled.points[was]! : evaluate(compiled, ticks, deadFrom).total
    const from = answerOf(compiled, leaf, ticks[leaf]!)
    ticks[leaf] = choice
    const grown = alone ? compiled.points[becomes]! : evaluate(compiled, ticks, deadFrom).total
    return {
      criterion: compiled.codes[leaf]!,
      from,
      to: answerOf(compiled, leaf, choice)!,
      gain: grown - old,
    }
  })
}
