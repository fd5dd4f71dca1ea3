import type { Ticks } from './answers.ts'
import { type Answer, answerOf, type CompiledSheet } from './compile.ts'
import type { CouncilRules } from './council-rules.ts'

/** What the council agreed on at one criterion: the option most members ticked, and by how many votes. */
export interface AgreedTick {
  readonly criterion: string
  readonly answer: Answer
  readonly votes: number
  readonly of: number
  /** Another option had as many votes, and the rules' tie-break decided. */
  readonly tied: boolean
}

/**
 * The agreed sheet: criterion by criterion the option most members ticked ("nothing" is an option too); between options with as
 * many votes the lower or the higher one, by the rules. Votes are what was ticked; knock-outs and dependencies are applied to the
 * agreed sheet as to any other. Note what voting does: a member who ticks higher may split the votes and so lower what is agreed.
 */
export function agreedSheet(
  compiled: CompiledSheet,
  sheets: readonly Ticks[],
  tieBreak: CouncilRules['tieBreak'],
): { ticks: Ticks; votes: AgreedTick[] } {
  const ticks = new Uint8Array(compiled.codes.length)
  const votes = compiled.codes.map((criterion, leaf) => {
    const count = new Uint16Array(compiled.size[leaf]!)
    for (const sheet of sheets) count[sheet[leaf]!]! += 1
    const most = Math.max(...count)
    const leading = risingChoices(compiled, leaf).filter((choice) => count[choice] === most)
    const choice = leading.at(tieBreak === 'lower' ? 0 : -1)!
    ticks[leaf] = choice
    return {
      criterion,
      answer: answerOf(compiled, leaf, choice),
      votes: most,
      of: sheets.length,
      tied: leading.length > 1,
    }
  })
  return { ticks, votes }
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
