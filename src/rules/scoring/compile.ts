import type { Criterion, KnockOut, Sheet } from '../criteria/index.ts'
import { criteriaOf, isLeaf, scalesOf } from '../criteria/walk.ts'
import type { StopScope } from '../regimes/index.ts'

/** How an answer names an option: its index in the sheet's order, or case and option where the leaf has cases; null = none. */
export type Answer = number | { readonly case: number; readonly option: number } | null

/** A knock-out an assessor may find at a criterion, and the first leaf that no longer counts when it stops the scoring. */
export interface FindingSpot {
  readonly criterion: string
  readonly knockouts: readonly KnockOut[]
  readonly stopsFrom: number
}

/**
 * A sheet laid flat for fast scoring. Leaves are numbered in the order printed. Every leaf has its *choices*: choice 0 is
 * "nothing ticked", then its options in order (of all cases, one after the other). `first[leaf] + choice` indexes the flat arrays.
 */
export interface CompiledSheet {
  readonly sheet: Sheet
  readonly partCodes: readonly string[]
  readonly codes: readonly string[]
  readonly leafOf: ReadonlyMap<string, number>
  readonly nodes: ReadonlySet<string>
  readonly findings: ReadonlyMap<string, FindingSpot>
  readonly partOf: Uint8Array
  readonly first: Uint16Array
  readonly size: Uint8Array
  /** The earlier leaf that must have points, or -1. */
  readonly dependsOn: Int16Array
  /** The first leaf that counts no more when this leaf stops the scoring. */
  readonly stopsFrom: Uint16Array
  readonly points: Uint16Array
  /** Stars (as bits) whose minimum this choice misses at its leaf. */
  readonly unmet: Uint16Array
  /** 1 = stops the scoring, 2 = eliminates, 0 = neither. */
  readonly effect: Uint8Array
  readonly caseOf: Uint8Array
  readonly optionOf: Uint8Array
  readonly labels: readonly string[]
  /** Leaves that must be improved together, as one depends on the other; most stand alone. */
  readonly clusters: readonly (readonly number[])[]
  /** How many leaves the cluster of each leaf has. */
  readonly clusterSize: Uint8Array
  readonly maxPoints: number
}

export const EFFECT = { none: 0, stop: 1, eliminate: 2 } as const

/** Lays a sound sheet flat. `stopScope` is the regime's reading of "các bước tiếp theo" (Regime.knockOuts.stopScope). */
export function compileSheet(sheet: Sheet, stopScope: StopScope = 'following-leaves'): CompiledSheet {
  const spans = spansOf(sheet)
  const found = [...spans].filter(([, span]) => span.leaf)
  const leafOf = new Map(found.map(([code, span]) => [code, span.from]))
  const endOf = ({ to, top }: Span) => (stopScope === 'following-leaves' ? to : (spans.get(top)?.to ?? to))
  const choices = found.map(([, { criterion }]) => choicesOf(criterion))
  const flat = choices.flat()
  const dependsOn = found.map(([, { criterion }]) => leafOf.get(criterion.dependsOn ?? '') ?? -1)
  const clusters = clustersOf(dependsOn)
  const sizeAt = (leaf: number) => clusters.find((cluster) => cluster.includes(leaf))!.length
  return {
    sheet,
    partCodes: sheet.parts.map((part) => part.code),
    codes: found.map(([code]) => code),
    leafOf,
    nodes: new Set(spans.keys()),
    findings: findingSpots(spans, endOf),
    partOf: Uint8Array.from(found, ([, span]) => span.part),
    first: Uint16Array.from(choices, (_, leaf) => choices.slice(0, leaf).flat().length),
    size: Uint8Array.from(choices, (own) => own.length),
    dependsOn: Int16Array.from(dependsOn),
    stopsFrom: Uint16Array.from(found, ([, span]) => endOf(span)),
    points: Uint16Array.from(flat, (choice) => choice.points),
    unmet: Uint16Array.from(flat, (choice) => choice.unmet),
    effect: Uint8Array.from(flat, (choice) => choice.effect),
    caseOf: Uint8Array.from(flat, (choice) => choice.case),
    optionOf: Uint8Array.from(flat, (choice) => choice.option),
    labels: flat.map((choice) => choice.label),
    clusters,
    clusterSize: Uint8Array.from(found, (_, leaf) => sizeAt(leaf)),
    maxPoints: sheet.parts.reduce((sum, part) => sum + part.max, 0),
  }
}

/** The choice an answer stands for, as the sheet names it: null, an index, or case and option. */
export function answerOf(compiled: CompiledSheet, leaf: number, choice: number): Answer {
  if (choice === 0) return null
  const at = compiled.first[leaf]! + choice
  const option = compiled.optionOf[at]!
  return hasCases(compiled, leaf) ? { case: compiled.caseOf[at]!, option } : option
}

export function hasCases(compiled: CompiledSheet, leaf: number): boolean {
  const last = compiled.first[leaf]! + compiled.size[leaf]! - 1
  return compiled.caseOf[last]! > 0
}

/** The choice with this case and option, or -1. */
export function choiceAt(compiled: CompiledSheet, leaf: number, caseIndex: number, option: number): number {
  const first = compiled.first[leaf]!
  for (let choice = 1; choice < compiled.size[leaf]!; choice++)
    if (compiled.caseOf[first + choice] === caseIndex && compiled.optionOf[first + choice] === option)
      return choice
  return -1
}

interface Span {
  readonly criterion: Criterion
  readonly leaf: boolean
  readonly part: number
  /** Code of the first-level criterion it belongs to. */
  readonly top: string
  /** Its leaves: from (included) to (excluded). */
  readonly from: number
  to: number
}

function spansOf(sheet: Sheet): Map<string, Span> {
  const spans = new Map<string, Span>()
  let next = 0
  for (const { criterion, part, above } of criteriaOf(sheet)) {
    const leaf = isLeaf(criterion)
    const top = above[0]?.code ?? criterion.code
    const own = { criterion, leaf, part: sheet.parts.indexOf(part), top, from: next, to: next }
    spans.set(criterion.code, own)
    if (!leaf) continue
    next += 1
    own.to = next
    for (const group of above) spans.get(group.code)!.to = next
  }
  return spans
}

function findingSpots(spans: Map<string, Span>, endOf: (span: Span) => number): Map<string, FindingSpot> {
  const spots = new Map<string, FindingSpot>()
  for (const [code, span] of spans)
    if (span.criterion.knockouts)
      spots.set(code, { criterion: code, knockouts: span.criterion.knockouts, stopsFrom: endOf(span) })
  return spots
}

interface Choice {
  readonly points: number
  readonly unmet: number
  readonly effect: number
  readonly case: number
  readonly option: number
  readonly label: string
}

/** Choice 0 (nothing) misses every mark of the leaf; an option misses the marks printed on later options of its case. */
function choicesOf(leaf: Criterion): Choice[] {
  const scales = scalesOf(leaf)
  const options = scales.flatMap((scale, caseIndex) =>
    scale.options.map((option, index) => ({
      points: option.points,
      unmet: marksIn(scale.options.slice(index + 1)),
      effect: effectCode(option.effect),
      case: caseIndex,
      option: index,
      label: option.label,
    })),
  )
  const none = marksIn(scales.flatMap((scale) => [...scale.options]))
  return [{ points: 0, unmet: none, effect: EFFECT.none, case: 0, option: 0, label: '' }, ...options]
}

function marksIn(options: readonly { readonly minimumForStar?: number | undefined }[]): number {
  return options.reduce((bits, { minimumForStar: star }) => (star ? bits | (1 << star) : bits), 0)
}

function effectCode(effect: 'eliminate' | 'stop-scoring' | undefined): number {
  if (effect === undefined) return EFFECT.none
  return effect === 'eliminate' ? EFFECT.eliminate : EFFECT.stop
}

function clustersOf(dependsOn: readonly number[]): number[][] {
  const root = (leaf: number): number => (dependsOn[leaf]! < 0 ? leaf : root(dependsOn[leaf]!))
  const clusters = new Map<number, number[]>()
  for (const leaf of dependsOn.keys()) {
    const key = root(leaf)
    clusters.set(key, [...(clusters.get(key) ?? []), leaf])
  }
  return [...clusters.values()]
}
