import { type CouncilRules, councilResult, scoreSheet } from '../../src/rules/scoring/index.ts'
import { fixedAnswers } from '../golden/answers.ts'
import { bands3, compiledSheets } from '../golden/law.ts'
import { type Measured, median, type Run, rounded, sideBySide, time } from './measure.ts'

const patterns = Array.from({ length: 100 }, (_, pattern) => pattern)
const sheets = compiledSheets.flatMap((compiled) =>
  patterns.map((pattern) => ({ compiled, answers: fixedAnswers(compiled.sheet, pattern) })),
)
const texts = sheets.map(({ answers }) => JSON.stringify(answers))

/**
 * Whole answers of `scoreSheet` (reading, points, star, what blocks it, the cheapest way to the next one) on all 26 sheets of QĐ
 * 26/2026, 100 fixed sets of answers each, by minutes of one processor core; beside them, parsing the same answers from JSON, which any
 * service has to do as well. The wall clock of the same rounds is given too.
 */
export const run: Run = async (note) => {
  const scoreAll = () => {
    for (const { compiled, answers } of sheets)
      if (!scoreSheet(compiled, answers, { bands: bands3 }).ok) throw new Error('a sheet was refused')
  }
  const parseAll = () => {
    for (const text of texts) JSON.parse(text)
  }
  note('warming up')
  for (let round = 0; round < 5; round++) scoreAll()
  note(`scoring ${sheets.length} sheets, 25 rounds`)
  const { ours, theirs } = sideBySide(scoreAll, parseAll, 25)
  const perMinute = (milliseconds: number) => Math.round((sheets.length / milliseconds) * 60_000)
  const walls: number[] = []
  for (let round = 0; round < 10; round++) walls.push(await time(scoreAll))
  const figures: Measured = {
    value: perMinute(ours),
    unit: 'sheets/min',
    sheets_per_min: perMinute(ours),
    wall_sheets_per_min: perMinute(median(walls)),
    against: 'JSON.parse of the same answers',
    ratio: rounded(theirs / ours),
    us_per_sheet: rounded((ours * 1000) / sheets.length),
    council_15_ms: rounded(await councilOf15()),
  }
  return { scoring: figures }
}

/** Milliseconds for the result and proof of one product judged by 15 members, over 117 products. */
async function councilOf15(): Promise<number> {
  const rules: CouncilRules = {
    id: 'bench',
    effectiveFrom: '2026-05-22',
    effectiveTo: null,
    citation: 'bench',
    quorum: { numerator: 3, denominator: 4, chairOrDelegateRequired: true },
    spreadLimit: 10,
    spreadByCriterionShare: null,
    mean: 'plain',
    minimums: 'agreed-sheet',
    tieBreak: 'lower',
    missedMinimum: 'lower-star',
    minimumsCumulativeFrom: 3,
    knockout: 'majority',
    writtenOpinion: { allowed: true, forKinds: [], days: null },
    rounding: { printDecimals: 2, mode: 'half-up' },
    tourismMinimumsBind: true,
    agreedBy: 'median',
    besideSheet: { selfScore: 'always', advice: 'always' },
    minutesAnnex: { memberTicks: false },
    minutesPerProduct: null,
    blindTasting: { mode: 'never', heading: '–' },
    withdrawn: false,
  }
  const products = Array.from({ length: 117 }, (_, product) => {
    const compiled = compiledSheets[product % compiledSheets.length]!
    const members = Array.from({ length: 15 }, (_, member) => ({
      memberId: `m${member}`,
      answers: fixedAnswers(compiled.sheet, product + member),
    }))
    return { compiled, members }
  })
  const judgeAll = () => {
    for (const { compiled, members } of products)
      if (!councilResult({ compiled, bands: bands3, rules, members }).ok)
        throw new Error('a council was refused')
  }
  await time(judgeAll)
  return (await time(judgeAll)) / products.length
}
