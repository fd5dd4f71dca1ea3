import type { Ticks } from './answers.ts'
import { type CompiledSheet, EFFECT } from './compile.ts'

/** What a sheet's ticks come to once dependencies and knock-outs are applied. */
export interface Evaluation {
  readonly total: number
  /** Points by part, in the sheet's order. */
  readonly parts: Uint16Array
  /** The choice of every leaf that counts; 0 where nothing is ticked or what is ticked does not count. */
  readonly counted: Uint8Array
  /** Stars (as bits) of which some minimum is missed. A leaf that does not count holds no minimum. */
  readonly unmet: number
  /** The first leaf that counted no more; the number of leaves when the scoring was not stopped. */
  readonly stoppedFrom: number
  readonly eliminated: boolean
}

/**
 * Adds up one option per leaf, nothing ticked = 0 (Phụ lục II). A leaf that depends on another counts only when that one has
 * points (5.2 on 5.1). From `deadFrom` on, or from where an option stops the scoring, later leaves count 0.
 */
export function evaluate(compiled: CompiledSheet, ticks: Ticks, deadFrom: number): Evaluation {
  const { first, points, effect, dependsOn, partOf, stopsFrom } = compiled
  const leafCount = compiled.codes.length
  const counted = new Uint8Array(leafCount)
  const parts = new Uint16Array(compiled.partCodes.length)
  let [total, unmet, stoppedFrom, eliminated] = [0, 0, deadFrom, false]
  for (let leaf = 0; leaf < leafCount; leaf++) {
    const needs = dependsOn[leaf]!
    const counts = leaf < stoppedFrom && (needs < 0 || points[first[needs]! + counted[needs]!]! > 0)
    const choice = counts ? ticks[leaf]! : 0
    const at = first[leaf]! + choice
    counted[leaf] = choice
    total += points[at]!
    parts[partOf[leaf]!]! += points[at]!
    unmet |= compiled.unmet[at]!
    if (effect[at] === EFFECT.none) continue
    if (effect[at] === EFFECT.eliminate) eliminated = true
    else if (stopsFrom[leaf]! < stoppedFrom) stoppedFrom = stopsFrom[leaf]!
  }
  return { total, parts, counted, unmet, stoppedFrom, eliminated }
}
