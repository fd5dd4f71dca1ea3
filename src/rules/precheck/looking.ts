import { type Criterion, leaves, type Option, scalesOf } from '../criteria/index.ts'
import type { Answer } from '../scoring/index.ts'
import type { Examined, ExaminedPaper, Found } from './examined.ts'

/** A leaf with the option chosen on it; only leaves with an answer. */
export interface Chosen {
  readonly criterion: Criterion
  readonly option: Option
}

export function chosenOf({ sheet, answers }: Examined): Chosen[] {
  return leaves(sheet).flatMap(({ criterion }) => {
    const option = optionOf(criterion, answers[criterion.code] ?? null)
    return option ? [{ criterion, option }] : []
  })
}

function optionOf(criterion: Criterion, answer: Answer): Option | undefined {
  if (answer === null) return undefined
  const [scale, index] = typeof answer === 'number' ? [0, answer] : [answer.case, answer.option]
  return scalesOf(criterion)[scale]?.options[index]
}

/** Leaves on which points are claimed. */
export function claimed(examined: Examined): Chosen[] {
  return chosenOf(examined).filter(({ option }) => option.points > 0)
}

export function textOf({ form }: Examined, name: string): string {
  const value = form[name]
  return typeof value === 'string' ? value.trim() : ''
}

export function isTicked({ form }: Examined, name: string): boolean {
  return form[name] === true
}

/** Papers laid to this criterion; a paper laid to the dossier as a whole counts for none. */
export function papersAt(examined: Examined, criterion: string): ExaminedPaper[] {
  const ids = new Set(examined.pins.filter((pin) => pin.criterion === criterion).map((pin) => pin.paper))
  return examined.papers.filter((paper) => ids.has(paper.id))
}

/** Papers of a kind laid anywhere in the dossier. */
export function papersOfKind({ papers, pins }: Examined, kind: string): ExaminedPaper[] {
  const used = new Set(pins.map((pin) => pin.paper))
  return papers.filter((paper) => paper.kind === kind && used.has(paper.id))
}

/** Papers laid anywhere in the dossier. */
export function usedPapers({ papers, pins }: Examined): ExaminedPaper[] {
  const used = new Set(pins.map((pin) => pin.paper))
  return papers.filter((paper) => used.has(paper.id))
}

export const whole: Found['at'] = { whole: true }

export function nameOf(criterion: Criterion): string {
  return `${criterion.code} ${criterion.title}`
}

/** Lower case without accents, for looking for a word in what was typed. */
export function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase()
}
