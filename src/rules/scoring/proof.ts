import { citeCriterion } from '../criteria/walk.ts'
import { type Fraction, toDecimal, toText } from '../fraction.ts'
import type { Band } from '../regimes/index.ts'
import type { CouncilInput, CouncilResult } from './council.ts'

/**
 * One step of the proof of a star: a claim, whether it holds, the clause it rests on, its figures, and the steps below it. Plain
 * JSON: it is stored with the result and shown to anyone. The words of each claim live in messages.
 */
export interface ProofNode {
  readonly claim:
    | 'star'
    | 'mean'
    | 'total'
    | 'left-out'
    | 'band'
    | 'knock-out'
    | 'tried'
    | 'minimum'
    | 'spread'
    | 'rounding'
  readonly holds: boolean
  readonly article: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly because: readonly ProofNode[]
}

interface Grounds {
  readonly input: CouncilInput
  readonly band: Band | null
  /** The marks (as bits) each star asks for. */
  readonly wanted: ReadonlyMap<number, number>
}

/**
 * The proof of a council's star: every total counted and the exact mean, the band with its article, each knock-out, each star tried
 * from the star by points down with the minimums it asks for, the spread, and that nothing was rounded before comparing.
 */
export function proveStar(result: Omit<CouncilResult, 'proof'>, grounds: Grounds): ProofNode {
  const { input, band } = grounds
  const { rules } = input
  return {
    claim: 'star',
    holds: result.star !== null,
    article: band?.ref ?? null,
    data: {
      star: result.star,
      starByPoints: result.starByPoints,
      eliminated: result.eliminated,
      set: input.compiled.sheet.set,
      regime: input.compiled.sheet.regime,
      councilRules: rules.id,
    },
    because: [
      proveMean(result, grounds),
      {
        claim: 'band',
        holds: band !== null,
        article: band?.ref ?? null,
        data: { star: band?.star ?? null, printed: band?.printed ?? null },
        because: [],
      },
      ...result.knockOuts.map(
        (one): ProofNode => ({
          claim: 'knock-out',
          holds: one.binds,
          article: citeCriterion(input.compiled.sheet, one.criterion),
          data: { ...one, rule: rules.knockout },
          because: [],
        }),
      ),
      ...starsTried(result, grounds),
      {
        claim: 'spread',
        holds: !result.needsSecondRound,
        article: rules.citation,
        data: { ...result.spread, criteria: result.criterionSpreads.filter(({ beyond }) => beyond) },
        because: [],
      },
      {
        claim: 'rounding',
        holds: true,
        article: rules.citation,
        data: { ...rules.rounding, compared: 'exact' },
        because: [],
      },
    ],
  }
}

function proveMean(result: Omit<CouncilResult, 'proof'>, { input }: Grounds): ProofNode {
  const leftOut = (why: 'absent' | 'recused', ids: readonly string[] = []) =>
    [...ids].sort().map(
      (memberId): ProofNode => ({
        claim: 'left-out',
        holds: true,
        article: input.rules.citation,
        data: { memberId, why },
        because: [],
      }),
    )
  return {
    claim: 'mean',
    holds: true,
    article: input.rules.citation,
    data: {
      ...meanFigures(result.mean, input.rules.rounding.printDecimals),
      counted: result.totals.length,
      sum: result.totals.reduce((sum, { total }) => sum + total, 0),
      parts: Object.fromEntries(
        Object.entries(result.partMeans).map(([part, value]) => [
          part,
          meanFigures(value, input.rules.rounding.printDecimals),
        ]),
      ),
    },
    because: [
      ...result.totals.map(
        (total): ProofNode => ({
          claim: 'total',
          holds: true,
          article: input.compiled.sheet.ref,
          data: { ...total },
          because: [],
        }),
      ),
      ...leftOut('absent', input.absent),
      ...leftOut('recused', input.recused),
    ],
  }
}

/** The mean as a fraction and as printed: for print only. */
function meanFigures(value: Fraction, decimals: number) {
  return { exact: toText(value), printed: toDecimal(value, decimals) }
}

/** From the star by points down to the one reached: what each asks for, and whether it is there. */
function starsTried(result: Omit<CouncilResult, 'proof'>, { input, wanted }: Grounds): ProofNode[] {
  const { starByPoints, star, minimums } = result
  if (starByPoints === null || result.eliminated) return []
  const lowest = input.rules.missedMinimum === 'no-star' ? starByPoints : (star ?? 1)
  const tried = [...wanted.keys()].filter((one) => one <= starByPoints && one >= lowest).sort((a, b) => b - a)
  return tried.map((one) => {
    const asked = minimums.filter((minimum) => (wanted.get(one)! & (1 << minimum.star)) !== 0)
    return {
      claim: 'tried',
      holds: asked.every(({ holds }) => holds),
      article: input.rules.citation,
      data: { star: one, minimums: asked.length, missed: asked.filter(({ holds }) => !holds).length },
      because: asked.map(
        (minimum): ProofNode => ({
          claim: 'minimum',
          holds: minimum.holds,
          article: citeCriterion(input.compiled.sheet, minimum.criterion),
          data: { ...minimum, judgedBy: input.rules.minimums },
          because: [],
        }),
      ),
    }
  })
}
