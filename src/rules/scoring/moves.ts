import type { Ticks } from './answers.ts'
import { type CompiledSheet, EFFECT } from './compile.ts'
import type { World } from './path.ts'

/** A leaf and the choice it is changed to. */
export interface Change {
  readonly leaf: number
  readonly choice: number
}

/** The cost of one changed criterion; levels climbed are added to it, so comparing costs compares changes first. */
export const CHANGE = 4096

/** One thing a cluster of leaves may do: what it counts then, and what it costs. */
export interface Move {
  readonly changes: readonly Change[]
  readonly points: number
  readonly cost: number
}

/** What a cluster may do, its cheapest move first, and how far a move may lift it above that one. */
export interface Moves {
  readonly all: readonly Move[]
  /** The most points above the first move, and the most without, with exactly one, and per further change (rounded up). */
  readonly widest: number
  readonly free: number
  readonly single: number
  readonly perChange: number
  /** The most changes beyond the first move's. */
  readonly dearest: number
}

/**
 * What every cluster may do that misses none of the marks wanted; the first move of each is its cheapest (fewest changes, then
 * fewest points, then fewest levels). null when some cluster can do nothing of the kind.
 */
export function movesIn(compiled: CompiledSheet, ticks: Ticks, world: World, marks: number): Moves[] | null {
  const memory = memoryOf(compiled, marks)
  const every: Moves[] = []
  for (let index = 0; index < compiled.clusters.length; index++) {
    const cluster = compiled.clusters[index]!
    const own = isFree(cluster, world)
      ? remembered(memory[index]!, compiled, cluster, ticks, world, marks)
      : measured(movesOf(compiled, cluster, ticks, world, marks))
    if (own.all.length === 0) return null
    every.push(own)
  }
  return every
}

function measured(all: readonly Move[]): Moves {
  let [widest, free, single, perChange, dearest] = [0, 0, 0, 0, 0]
  for (const move of all.slice(1)) {
    const gain = move.points - all[0]!.points
    const changes = changesIn(move.cost) - changesIn(all[0]!.cost)
    widest = Math.max(widest, gain)
    dearest = Math.max(dearest, changes)
    if (changes === 0) free = Math.max(free, gain)
    else perChange = Math.max(perChange, Math.ceil(gain / changes))
    if (changes === 1) single = Math.max(single, gain)
  }
  return { all, widest, free, single, perChange, dearest }
}

function movesOf(
  compiled: CompiledSheet,
  cluster: readonly number[],
  ticks: Ticks,
  world: World,
  marks: number,
) {
  return cluster.length === 1
    ? movesOfLeaf(compiled, cluster[0]!, ticks, world, marks)
    : movesOfCluster(compiled, cluster, ticks, world, marks)
}

/** The moves of a free cluster follow from its own ticks and the marks alone, so they are worked out once. */
type Memory = Moves[]
const memories = new WeakMap<CompiledSheet, Map<number, Memory[]>>()

function memoryOf(compiled: CompiledSheet, marks: number): Memory[] {
  const byMarks = memories.get(compiled) ?? new Map<number, Memory[]>()
  memories.set(compiled, byMarks)
  const memory = byMarks.get(marks) ?? compiled.clusters.map((): Memory => [])
  byMarks.set(marks, memory)
  return memory
}

function remembered(
  memory: Memory,
  compiled: CompiledSheet,
  cluster: readonly number[],
  ticks: Ticks,
  world: World,
  marks: number,
): Moves {
  let key = 0
  for (const leaf of cluster) key = key * compiled.size[leaf]! + ticks[leaf]!
  const known = memory[key] ?? measured(movesOf(compiled, cluster, ticks, world, marks))
  memory[key] = known
  return known
}

/** No leaf of the cluster must change, must stay, or counts no more. */
function isFree(cluster: readonly number[], { mended, standing, deadFrom }: World): boolean {
  if (cluster[cluster.length - 1]! >= deadFrom) return false
  return standing < 0 && mended.length === 0
    ? true
    : !cluster.some((leaf) => leaf === standing || mended.includes(leaf))
}

const unchanged: readonly Change[] = []

/** As it is, or a later option of the same case without an effect. Points rise with the options, so the first is the cheapest. */
function movesOfLeaf(
  compiled: CompiledSheet,
  leaf: number,
  ticks: Ticks,
  world: World,
  marks: number,
): Move[] {
  const moves: Move[] = []
  const first = compiled.first[leaf]!
  const now = ticks[leaf]!
  const alive = leaf < world.deadFrom
  const seen = alive ? first + now : first
  if (!world.mended.includes(leaf) && (compiled.unmet[seen]! & marks) === 0)
    moves.push({ changes: unchanged, points: compiled.points[seen]!, cost: 0 })
  if (!alive || leaf === world.standing) return moves
  for (let choice = now + 1; choice < compiled.size[leaf]!; choice++) {
    const at = first + choice
    if ((compiled.unmet[at]! & marks) === 0 && mayBecome(compiled, leaf, now, choice))
      moves.push({
        changes: [{ leaf, choice }],
        points: compiled.points[at]!,
        cost: costOf(compiled, leaf, now, choice),
      })
  }
  return now === 0 && compiled.caseOf[first + compiled.size[leaf]! - 1]! > 0 ? inOrder(moves) : moves
}

/** Every joint choice of leaves that depend on one another; a leaf counts only when the one it depends on has points. */
function movesOfCluster(
  compiled: CompiledSheet,
  cluster: readonly number[],
  ticks: Ticks,
  world: World,
  marks: number,
): Move[] {
  const moves: Move[] = []
  const chosen = new Map<number, number>()
  const choose = (index: number, points: number, cost: number, fed: ReadonlySet<number>) => {
    const leaf = cluster[index]
    if (leaf === undefined) {
      const changes = cluster.filter((one) => chosen.get(one) !== ticks[one])
      moves.push({ changes: changes.map((one) => ({ leaf: one, choice: chosen.get(one)! })), points, cost })
      return
    }
    const needs = compiled.dependsOn[leaf]!
    const counts = leaf < world.deadFrom && (needs < 0 || fed.has(needs))
    for (const choice of choicesOf(compiled, leaf, ticks[leaf]!, world)) {
      const at = compiled.first[leaf]! + (counts ? choice : 0)
      if ((compiled.unmet[at]! & marks) !== 0) continue
      chosen.set(leaf, choice)
      const own = compiled.points[at]!
      choose(
        index + 1,
        points + own,
        cost + costOf(compiled, leaf, ticks[leaf]!, choice),
        own > 0 ? new Set([...fed, leaf]) : fed,
      )
    }
  }
  choose(0, 0, 0, new Set())
  return inOrder(moves)
}

function choicesOf(compiled: CompiledSheet, leaf: number, now: number, world: World): number[] {
  if (leaf >= world.deadFrom || leaf === world.standing) return [now]
  const choices = world.mended.includes(leaf) ? [] : [now]
  for (let choice = now + 1; choice < compiled.size[leaf]!; choice++)
    if (mayBecome(compiled, leaf, now, choice)) choices.push(choice)
  return choices
}

function mayBecome(compiled: CompiledSheet, leaf: number, now: number, choice: number): boolean {
  const first = compiled.first[leaf]!
  const sameCase = now === 0 || compiled.caseOf[first + choice] === compiled.caseOf[first + now]
  return sameCase && compiled.effect[first + choice] === EFFECT.none
}

/** Options climbed: from nothing to the first option of a scale is one level. */
function costOf(compiled: CompiledSheet, leaf: number, now: number, choice: number): number {
  if (choice === now) return 0
  const first = compiled.first[leaf]!
  const start = now === 0 ? -1 : compiled.optionOf[first + now]!
  return CHANGE + compiled.optionOf[first + choice]! - start
}

export function changesIn(cost: number): number {
  return Math.floor(cost / CHANGE)
}

/** Fewest changes first, then fewest points, then fewest levels. */
function inOrder(moves: Move[]): Move[] {
  return moves.sort((a, b) => changesIn(a.cost) - changesIn(b.cost) || a.points - b.points || a.cost - b.cost)
}
