import { z } from 'zod'
import { toText } from '../fraction.ts'
import type { Band } from '../regimes/index.ts'
import type { CompiledSheet } from './compile.ts'
import { councilResult } from './council.ts'
import { CouncilRules } from './council-rules.ts'

const answer = z.union([z.int(), z.null(), z.strictObject({ case: z.int(), option: z.int() })])

/** What a closed round came to, as far as anybody's rights hang on it. */
const Outcome = z.strictObject({
  mean: z.string(),
  starByPoints: z.int().nullable(),
  star: z.int().nullable(),
  eliminated: z.boolean(),
  totals: z.array(z.int()),
  /** Agreed level at each criterion, in the order printed. */
  agreed: z.record(z.string(), answer),
  /** Minimums that do not hold: criterion and star. */
  missed: z.array(z.tuple([z.string(), z.int()])),
  secondRound: z.boolean(),
})

/**
 * One closed round of one product with nothing personal in it: sheets in an order of their own, members numbered. With the law it
 * names it can be formed again to the same outcome, for ever.
 */
export const ClosedRound = z.strictObject({
  form: z.literal('saolang-round-1'),
  regime: z.string(),
  set: z.int(),
  /** Id of the pack of council rules. */
  rules: z.string(),
  sheets: z.array(z.strictObject({ answers: z.record(z.string(), answer), findings: z.array(z.string()) })),
  recused: z.int().min(0),
  absent: z.int().min(0),
  outcome: Outcome,
})
export type ClosedRound = z.infer<typeof ClosedRound>

export interface RoundLaw {
  readonly compiled: CompiledSheet
  readonly bands: readonly Band[]
  /** As on file; defaults of keys it does not name are those of its time. */
  readonly rules: z.input<typeof CouncilRules>
}

/** Forms a round again. Throws on sheets that are impossible under the law it names: then the law on file is not that law. */
export function replayRound(
  round: Omit<ClosedRound, 'outcome'>,
  { compiled, bands, rules }: RoundLaw,
): ClosedRound['outcome'] {
  const numbered = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(3, '0')}`)
  const names = numbered('m', round.sheets.length)
  const formed = councilResult({
    compiled,
    bands,
    rules: CouncilRules.parse(rules),
    members: round.sheets.map((sheet, index) => ({ memberId: names[index]!, ...sheet })),
    recused: numbered('r', round.recused),
    absent: numbered('a', round.absent),
  })
  if (!formed.ok)
    throw new RangeError(formed.problems.map(({ code, field }) => `${code} ${field ?? ''}`).join(', '))
  const { value } = formed
  return {
    mean: toText(value.mean),
    starByPoints: value.starByPoints,
    star: value.star,
    eliminated: value.eliminated,
    totals: value.totals.map(({ total }) => total),
    agreed: Object.fromEntries(value.agreed.map((tick) => [tick.criterion, tick.answer])),
    missed: value.minimums.filter(({ holds }) => !holds).map(({ criterion, star }) => [criterion, star]),
    secondRound: value.needsSecondRound,
  }
}
