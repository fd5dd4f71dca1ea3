import { type Fraction, mean } from '../fraction.ts'
import type { Checked, Problem } from '../problem.ts'
import { bandOf } from '../regimes/bands.ts'
import type { Band } from '../regimes/index.ts'
import { type AgreedTick, agreedSheet } from './agreed.ts'
import { readAnswers, readFindings, type Ticks } from './answers.ts'
import type { CompiledSheet } from './compile.ts'
import type { CouncilRules } from './council-rules.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { type JudgedMinimum, judgeMinimums } from './minimums.ts'
import { type ProofNode, proveStar } from './proof.ts'
import { type KnockedOut, knockOutsOf, stoppedByFindings } from './score.ts'
import { type CriterionSpread, type Spread, spreadByCriterion, spreadOfTotals } from './spread.ts'
import { marksBind, marksFor, readingOf, starOf } from './star.ts'

/** One member's sealed sheet. */
export interface MemberSheet {
  readonly memberId: string
  readonly answers: unknown
  readonly findings?: unknown
}

export interface CouncilInput {
  readonly compiled: CompiledSheet
  readonly bands: readonly Band[]
  readonly rules: CouncilRules
  readonly members: readonly MemberSheet[]
  /** Members whose sheet does not count; both stay out of the divisor. Named in the proof. */
  readonly absent?: readonly string[]
  readonly recused?: readonly string[]
}

/** A knock-out some member found or ticked, and whether it binds the council. */
export interface CouncilKnockOut extends KnockedOut {
  readonly foundBy: number
  readonly of: number
  readonly binds: boolean
}

export interface MemberTotal {
  readonly memberId: string
  readonly total: number
  readonly parts: Readonly<Record<string, number>>
}

/** What the council's sheets come to (Điều 3 khoản 3; council rules). The mean is exact and compared with the bands as it is. */
export interface CouncilResult {
  readonly mean: Fraction
  readonly totals: readonly MemberTotal[]
  readonly partMeans: Readonly<Record<string, Fraction>>
  readonly starByPoints: number | null
  readonly star: number | null
  readonly eliminated: boolean
  readonly knockOuts: readonly CouncilKnockOut[]
  readonly agreed: readonly AgreedTick[]
  readonly minimums: readonly JudgedMinimum[]
  readonly spread: Spread
  readonly criterionSpreads: readonly CriterionSpread[]
  /** The totals, or some criterion, lie further apart than the rules allow. */
  readonly needsSecondRound: boolean
  readonly proof: ProofNode
}

/**
 * Forms the council's result from its members' sheets, whatever their order. Impossible answers, a member counted twice or counted
 * and absent at once, and no sheet at all come back as problems.
 */
export function councilResult(input: CouncilInput): Checked<CouncilResult> {
  const { members, problems } = readMembers(input)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: resultOf(input, members) }
}

interface ReadMember {
  readonly memberId: string
  readonly ticks: Ticks
  readonly found: readonly string[]
  readonly sum: Evaluation
}

function readMembers(input: CouncilInput): { members: ReadMember[]; problems: Problem[] } {
  const { compiled } = input
  const problems: Problem[] = []
  const seen = new Set([...(input.absent ?? []), ...(input.recused ?? [])])
  const members = input.members.map((member, index) => {
    const answers = readAnswers(compiled, member.answers)
    const findings = readFindings(compiled, member.findings)
    for (const problem of [...answers.problems, ...findings.problems])
      problems.push({ ...problem, field: `/members/${index}${problem.field ?? ''}` })
    if (seen.has(member.memberId))
      problems.push({
        code: 'member-not-counted-once',
        field: `/members/${index}`,
        data: { memberId: member.memberId },
      })
    seen.add(member.memberId)
    const sum = evaluate(compiled, answers.ticks, stoppedByFindings(compiled, findings.found))
    return { memberId: member.memberId, ticks: answers.ticks, found: findings.found, sum }
  })
  if (members.length === 0) problems.push({ code: 'no-sheet-to-count', field: '/members' })
  return { members: members.sort((a, b) => (a.memberId < b.memberId ? -1 : 1)), problems }
}

function resultOf(input: CouncilInput, members: readonly ReadMember[]): CouncilResult {
  const { compiled, bands, rules } = input
  const sums = members.map(({ sum }) => sum)
  const ballot = agreedSheet(
    compiled,
    members.map(({ ticks }) => ticks),
    rules,
  )
  const found = knockOutsFound(compiled, members, rules)
  const agreed = evaluate(compiled, ballot.ticks, deadFrom(compiled, found))
  const carried = knockOutsOf(compiled, agreed, []).map(({ criterion }) => criterion)
  const knockOuts = found.map((one) => ({
    ...one,
    binds: one.binds || (one.by === 'option' && carried.includes(one.criterion)),
  }))
  const reading = readingOf(rules)
  const minimums = marksBind(compiled, reading) ? judgeMinimums(compiled, sums, agreed, rules) : []
  const missed = minimums.reduce((bits, one) => (one.holds ? bits : bits | (1 << one.star)), 0)
  const exact = mean(sums.map(({ total }) => total))
  const band = bandOf(bands, exact)
  const eliminated = knockOuts.some(({ binds, effect }) => binds && effect !== 'stop-scoring')
  const spread = spreadOfTotals(
    sums.map(({ total }) => total),
    rules.spreadLimit,
  )
  const criterionSpreads = spreadByCriterion(compiled, sums, rules.spreadByCriterionShare)
  const facts = {
    mean: exact,
    totals: members.map(({ memberId, sum }) => ({
      memberId,
      total: sum.total,
      parts: byPart(compiled, sum),
    })),
    partMeans: partMeans(compiled, sums),
    starByPoints: band?.star ?? null,
    star: eliminated ? null : starOf(band?.star ?? null, missed, reading),
    eliminated,
    knockOuts,
    agreed: ballot.votes,
    minimums,
    spread,
    criterionSpreads,
    needsSecondRound: spread.beyond || criterionSpreads.some(({ beyond }) => beyond),
  }
  const stars = bands.map(({ star }) => star)
  const wanted = new Map(stars.map((star) => [star, marksFor(star, reading)]))
  return { ...facts, proof: proveStar(facts, { input, band, wanted }) }
}

/**
 * Who found what, in the order printed. A finding binds when more than half found it, or a single member, by the rules; an option
 * that carries a knock-out binds when it stands on the agreed sheet, or for a single member when the rules say so.
 */
function knockOutsFound(
  compiled: CompiledSheet,
  members: readonly ReadMember[],
  { knockout }: Pick<CouncilRules, 'knockout'>,
): CouncilKnockOut[] {
  const found = new Map<string, KnockedOut & { foundBy: number }>()
  for (const member of members)
    for (const one of knockOutsOf(compiled, member.sum, member.found)) {
      const key = `${one.criterion} ${one.effect} ${one.by} ${one.text}`
      found.set(key, { ...one, foundBy: (found.get(key)?.foundBy ?? 0) + 1 })
    }
  const order = [...compiled.nodes]
  const bound = (by: string, foundBy: number) =>
    knockout === 'any' || (by === 'finding' && foundBy * 2 > members.length)
  return [...found.values()]
    .sort((a, b) => order.indexOf(a.criterion) - order.indexOf(b.criterion) || (a.text < b.text ? -1 : 1))
    .map((one) => ({ ...one, of: members.length, binds: bound(one.by, one.foundBy) }))
}

/** The first leaf of the agreed sheet that counts no more because a stop-scoring knock-out binds. */
function deadFrom(compiled: CompiledSheet, found: readonly CouncilKnockOut[]): number {
  return found.reduce((from, { criterion, effect, by, binds }) => {
    if (!binds || effect !== 'stop-scoring') return from
    const own =
      by === 'finding'
        ? compiled.findings.get(criterion)!.stopsFrom
        : compiled.stopsFrom[compiled.leafOf.get(criterion)!]!
    return Math.min(from, own)
  }, compiled.codes.length)
}

function byPart(compiled: CompiledSheet, sum: Evaluation): Record<string, number> {
  return Object.fromEntries(compiled.partCodes.map((code, part) => [code, sum.parts[part]!]))
}

function partMeans(compiled: CompiledSheet, sums: readonly Evaluation[]): Record<string, Fraction> {
  return Object.fromEntries(
    compiled.partCodes.map((code, part) => [code, mean(sums.map(({ parts }) => parts[part]!))]),
  )
}
