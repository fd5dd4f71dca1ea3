import type { Content } from '../../factories/hall/index.ts'
import type { SheetFile } from './compare.ts'

/** What every member will say on every product, fixed by a small generator: the comparison needs nothing but these two numbers. */
function dice(...seeds: number[]): () => number {
  let state = seeds.reduce((sum, seed) => (sum * 31 + seed + 7) >>> 0, 2_166_136_261)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const voters = 15

/** Every eleventh product: one member lies so far off that the council talks and scores again. */
const isDisputed = (product: number) => product % 11 === 4

/** Near the product's own level, a few criteria one level lower; the outlier of a disputed product far below. */
export function answersFor(sheet: SheetFile, member: number, product: number): Content {
  const own = dice(product)
  const taste = dice(product, member + 1)
  const low = isDisputed(product) && member === 3
  const answers = Object.fromEntries(
    sheet.leaves.map(({ code, points }) => {
      const top = points.length - 1
      const level = own() < 0.72 ? top : Math.max(0, top - 1)
      return [code, low ? 0 : taste() < 0.06 ? Math.max(0, level - 1) : level]
    }),
  )
  return { answers, findings: [], reasons: {}, opinion: taste() < 0.1 ? 'Đề nghị hoàn thiện nhãn' : '' }
}

const spreadLimit = 10

function totalsOf(sheet: SheetFile, product: number): number[] {
  return Array.from({ length: voters }, (_, member) => {
    const { answers } = answersFor(sheet, member, product)
    return sheet.leaves.reduce((sum, { code, points }) => sum + points[answers[code]!]!, 0)
  })
}

/** Totals further apart than the council's rules allow: by the outlier's will, or as the dice fell. */
export function needsSecondRound(sheet: SheetFile, product: number): boolean {
  const totals = totalsOf(sheet, product)
  return Math.max(...totals) - Math.min(...totals) > spreadLimit
}

/** Whoever lies too far below the highest comes to what that member sees, with a reason at every criterion; the others stay. */
export function secondAnswers(sheet: SheetFile, member: number, product: number): Content {
  const totals = totalsOf(sheet, product)
  const highest = Math.max(...totals)
  const first = answersFor(sheet, member, product)
  if (highest - totals[member]! <= spreadLimit) return first
  const { answers } = answersFor(sheet, totals.indexOf(highest), product)
  const changed = Object.keys(answers).filter((code) => answers[code] !== first.answers[code])
  return {
    ...first,
    answers,
    reasons: Object.fromEntries(changed.map((code) => [code, 'Xem lại minh chứng'])),
  }
}

/** Members 5, 9 and 12 lose their network for a few products at a time. */
export const isAway = (member: number, product: number) =>
  [5, 9, 12].includes(member) && (product + member) % 9 < 4 && product % 9 !== 8
