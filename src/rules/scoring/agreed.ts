import type { Ticks } from './answers.ts'
import { type Answer, answerOf, type CompiledSheet } from './compile.ts'
import type { CouncilRules } from './council-rules.ts'

/** What the council agreed on at one criterion, and the votes it rests on. */
export interface AgreedTick {
  readonly criterion: string
  readonly answer: Answer
  /** Members who ticked exactly this option. */
  readonly votes: number
  readonly of: number
  /** Members who ticked this level or a higher one; only where the sheet is formed by the median. */
  readonly atLeast?: number
  /** The votes alone left two options, and the rules' tie-break decided. */
  readonly tied: boolean
}

/**
 * The agreed sheet, criterion by criterion ("nothing" is an option too), by the rules: the median, which is the highest level that
 * more than half of the members ticked or exceeded; or the option most members ticked. Votes are what was ticked; knock-outs and
 * dependencies are applied to the agreed sheet as to any other. By plurality a member who ticks higher may split the votes and so
 * lower what is agreed; by the median never (docs/decisions/021).
 */
export function agreedSheet(
  compiled: CompiledSheet,
  sheets: readonly Ticks[],
  { agreedBy, tieBreak }: Pick<CouncilRules, 'agreedBy' | 'tieBreak'>,
): { ticks: Ticks; votes: AgreedTick[] } {
  const ticks = new Uint8Array(compiled.codes.length)
  const votes = compiled.codes.map((criterion, leaf) => {
    const choices = sheets.map((sheet) => sheet[leaf]!)
    const { choice, ...rest } =
      agreedBy === 'median'
        ? byMedian(compiled, leaf, choices, tieBreak)
        : byMost(compiled, leaf, choices, tieBreak)
    ticks[leaf] = choice
    return { criterion, answer: answerOf(compiled, leaf, choice), of: sheets.length, ...rest }
  })
  return { ticks, votes }
}

function byMost(
  compiled: CompiledSheet,
  leaf: number,
  choices: readonly number[],
  tieBreak: CouncilRules['tieBreak'],
) {
  const count = new Uint16Array(compiled.size[leaf]!)
  for (const choice of choices) count[choice]! += 1
  const most = Math.max(...count)
  const leading = risingChoices(compiled, leaf).filter((choice) => count[choice] === most)
  return { choice: leading.at(tieBreak === 'lower' ? 0 : -1)!, votes: most, tied: leading.length > 1 }
}

function byMedian(
  compiled: CompiledSheet,
  leaf: number,
  choices: readonly number[],
  tieBreak: CouncilRules['tieBreak'],
) {
  const rank = risingChoices(compiled, leaf)
  const choice = medianChoice(compiled, leaf, choices, tieBreak)
  const own = rank.indexOf(choice)
  const other = medianChoice(compiled, leaf, choices, tieBreak === 'lower' ? 'higher' : 'lower')
  return {
    choice,
    votes: choices.filter((one) => one === choice).length,
    atLeast: choices.filter((one) => rank.indexOf(one) >= own).length,
    tied: other !== choice,
  }
}

/** The middle choice of the members' choices at a leaf; of two middle ones the lower or the higher, by the rules. */
export function medianChoice(
  compiled: CompiledSheet,
  leaf: number,
  choices: readonly number[],
  tieBreak: CouncilRules['tieBreak'],
): number {
  const rank = risingChoices(compiled, leaf)
  const ranks = choices.map((choice) => rank.indexOf(choice)).sort((a, b) => a - b)
  const last = ranks.length - 1
  return rank[ranks[tieBreak === 'lower' ? Math.floor(last / 2) : Math.ceil(last / 2)]!]!
}

/** A leaf's choices from the lowest up: by points, then in the order printed. */
function risingChoices(compiled: CompiledSheet, leaf: number): number[] {
  const points = (choice: number) => compiled.points[compiled.first[leaf]! + choice]!
  return Array.from({ length: compiled.size[leaf]! }, (_, choice) => choice).sort(
    (a, b) => points(a) - points(b) || a - b,
  )
}
