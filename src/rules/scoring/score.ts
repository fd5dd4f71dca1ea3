import type { KnockOutEffect } from '../criteria/index.ts'
import type { Checked } from '../problem.ts'
import type { Band } from '../regimes/index.ts'
import { readAnswers, readFindings, type Ticks } from './answers.ts'
import { type Answer, answerOf, type CompiledSheet, EFFECT } from './compile.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { firstHolding } from './marks.ts'
import { cheapestPath, type Step } from './path.ts'
import { defaultReading, type MinimumReading, marksBind, marksFor, starOf, starTable } from './star.ts'

/** A star minimum that is missed: the lowest option of this criterion that still allows the star. */
export interface Block {
  readonly criterion: string
  readonly star: number
  readonly needsOption: Exclude<Answer, null>
}

/** A knock-out that holds, found by the assessor or carried by the option ticked, in the words of the sheet. */
export interface KnockedOut {
  readonly criterion: string
  readonly effect: KnockOutEffect
  readonly by: 'finding' | 'option'
  readonly text: string
}

/** A sheet scored (Điều 3 khoản 3, Phụ lục II). Points are whole. */
export interface Score {
  readonly points: number
  readonly parts: Readonly<Record<string, number>>
  /** The star of the total alone; null where the regime has no band for it. */
  readonly starByPoints: number | null
  /** The star once every minimum is looked at; null = no star. */
  readonly star: number | null
  readonly eliminated: boolean
  readonly knockOuts: readonly KnockedOut[]
  /** Leaves that were not scored because the scoring was stopped. */
  readonly notScored: readonly string[]
  /** Leaves with nothing ticked, among those that are scored. */
  readonly unanswered: readonly string[]
  /**
   * What blocks each higher star beside points: every minimum missed for a star above the one reached, in the order printed. Those of
   * `star` ≤ `starByPoints` are why points alone did not do; those of `star` ≤ `nextStar.star` stand before the next one.
   */
  readonly blockedBy: readonly Block[]
  /** The cheapest way to the next star; null at the highest, when knocked out, or when no option reaches it. */
  readonly nextStar: { readonly star: number; readonly path: readonly Step[] } | null
}

export interface ScoringOptions {
  readonly bands: readonly Band[]
  /** Criterion codes at which the assessor found the printed knock-out. */
  readonly findings?: unknown
  readonly reading?: MinimumReading
}

/**
 * Scores untrusted answers on a sheet. Impossible answers and findings come back as problems, all of them, each at its field;
 * nothing is thrown and nothing is half scored.
 */
export function scoreSheet(
  compiled: CompiledSheet,
  answers: unknown,
  options: ScoringOptions,
): Checked<Score> {
  const read = readAnswers(compiled, answers)
  const { found, problems } = readFindings(compiled, options.findings)
  if (read.problems.length + problems.length > 0)
    return { ok: false, problems: [...read.problems, ...problems] }
  return { ok: true, value: scoreTicks(compiled, read.ticks, found, options.bands, options.reading) }
}

/** The same for ticks and findings that were read before. */
export function scoreTicks(
  compiled: CompiledSheet,
  ticks: Ticks,
  found: readonly string[],
  bands: readonly Band[],
  reading: MinimumReading = defaultReading,
): Score {
  const deadFrom = stoppedByFindings(compiled, found)
  const sum = evaluate(compiled, ticks, deadFrom)
  const knockOuts = knockOutsOf(compiled, sum, found)
  const eliminated = knockOuts.some(({ effect }) => effect !== 'stop-scoring')
  const starByPoints = starTable(bands, compiled.maxPoints)[sum.total] ?? null
  const unmet = marksBind(compiled, reading) ? sum.unmet : 0
  const star = eliminated ? null : starOf(starByPoints, unmet, reading)
  return {
    points: sum.total,
    parts: Object.fromEntries(compiled.partCodes.map((code, part) => [code, sum.parts[part]!])),
    starByPoints,
    star,
    eliminated,
    knockOuts,
    notScored: compiled.codes.slice(sum.stoppedFrom),
    unanswered: unansweredOf(compiled, ticks, sum.stoppedFrom),
    blockedBy: blocksOf(compiled, sum, wantedAbove(bands, star, reading) & unmet),
    nextStar: eliminated
      ? null
      : cheapestPath(compiled, ticks, deadFrom, { bands, reading, star, starByPoints }),
  }
}

function unansweredOf(compiled: CompiledSheet, ticks: Ticks, stoppedFrom: number): string[] {
  const codes: string[] = []
  for (let leaf = 0; leaf < stoppedFrom; leaf++) if (ticks[leaf] === 0) codes.push(compiled.codes[leaf]!)
  return codes
}

/** The first leaf that counts no more because of the findings; the number of leaves when none stops the scoring. */
export function stoppedByFindings(compiled: CompiledSheet, found: readonly string[]): number {
  return found.reduce((from, code) => {
    const spot = compiled.findings.get(code)
    const stops = spot?.knockouts.some(({ effect }) => effect === 'stop-scoring')
    return spot && stops ? Math.min(from, spot.stopsFrom) : from
  }, compiled.codes.length)
}

/** The knock-outs that hold on a sheet: those found, and those an option ticked carries. */
export function knockOutsOf(
  compiled: CompiledSheet,
  sum: Evaluation,
  found: readonly string[],
): KnockedOut[] {
  const byFinding = found.flatMap((code) =>
    (compiled.findings.get(code)?.knockouts ?? []).map(({ effect, text }) => ({
      criterion: code,
      effect,
      by: 'finding' as const,
      text,
    })),
  )
  if (!sum.eliminated && sum.stoppedFrom === compiled.codes.length) return byFinding
  return [...byFinding, ...knockOutsByOption(compiled, sum)]
}

function knockOutsByOption(compiled: CompiledSheet, sum: Evaluation): KnockedOut[] {
  return compiled.codes.flatMap((criterion, leaf) => {
    const at = compiled.first[leaf]! + sum.counted[leaf]!
    if (compiled.effect[at] === EFFECT.none) return []
    const effect = compiled.effect[at] === EFFECT.stop ? ('stop-scoring' as const) : ('eliminate' as const)
    return [{ criterion, effect, by: 'option' as const, text: compiled.labels[at]! }]
  })
}

/** The marks (as bits) some star above the one reached asks for. */
function wantedAbove(bands: readonly Band[], star: number | null, reading: MinimumReading): number {
  let wanted = 0
  for (const band of bands) if (band.star > (star ?? 0)) wanted |= marksFor(band.star, reading)
  return wanted
}

/** The missed marks among those wanted, each once, in the order printed. */
function blocksOf(compiled: CompiledSheet, sum: Evaluation, wanted: number): Block[] {
  const blocks: Block[] = []
  if (wanted === 0) return blocks
  const memory = memoryOf(compiled)
  for (let leaf = 0; leaf < compiled.codes.length; leaf++) {
    const at = compiled.first[leaf]! + sum.counted[leaf]!
    if ((compiled.unmet[at]! & wanted) === 0) continue
    const own = memory[at] ?? blocksAt(compiled, leaf, sum.counted[leaf]!)
    memory[at] = own
    for (const block of own) if (wanted & (1 << block.star)) blocks.push(block)
  }
  return blocks
}

/** What a choice of a leaf misses follows from the sheet alone, so it is worked out once. */
const memories = new WeakMap<CompiledSheet, (readonly Block[])[]>()

function memoryOf(compiled: CompiledSheet): (readonly Block[])[] {
  const memory = memories.get(compiled) ?? []
  memories.set(compiled, memory)
  return memory
}

function blocksAt(compiled: CompiledSheet, leaf: number, choice: number): readonly Block[] {
  const missed = compiled.unmet[compiled.first[leaf]! + choice]!
  const blocks: Block[] = []
  for (let star = 1; missed >> star !== 0; star++) {
    if (!(missed & (1 << star))) continue
    const needsOption = answerOf(compiled, leaf, firstHolding(compiled, leaf, choice, star))!
    blocks.push(Object.freeze({ criterion: compiled.codes[leaf]!, star, needsOption }))
  }
  return blocks
}
