import type { AllotmentRule } from './law.ts'

export interface Applicant {
  readonly id: string
  readonly producerId: string
  readonly commune: string
  /** Highest star among the products applied with, of recognitions that stand on the fair's first day; null: none stands. */
  readonly star: number | null
  /** Stalls had in the months the rule looks back over. */
  readonly stallsBefore: number
}

/** One term of the sum; `fact` is what it was read from. */
export interface Term {
  readonly criterion: 'rotation' | 'star' | 'spread'
  readonly fact: number
  readonly points: number
}

export interface AllottedLine {
  readonly id: string
  /** Place in the order; null for who may not take part. */
  readonly rank: number | null
  readonly outcome: 'stall' | 'waiting' | 'not-eligible'
  readonly stallNo: number | null
  readonly star: number | null
  readonly terms: readonly Term[]
  readonly total: number
  /** Somebody else had as many points: the draw decided. */
  readonly byDraw: boolean
}

/**
 * Shares stalls out, one after the other, each to whoever has the most points at that moment: what rotation and star give, less what
 * the commune already had of this fair. Equal points are drawn: `hash(seed + "/" + producer)`, ascending, which anybody can repeat,
 * and which applying again does not change. Who comes after the last stall waits in the same order.
 */
export function allot(
  rule: AllotmentRule,
  applicants: readonly Applicant[],
  { stalls, seed }: { readonly stalls: number; readonly seed: string },
  hash: (text: string) => string,
): AllottedLine[] {
  const eligible = applicants.filter(({ star }) => star !== null && star >= rule.minimumStar)
  const left = eligible
    .map((each) => ({ each, own: ownTerms(rule, each), draw: hash(`${seed}/${each.producerId}`) }))
    .sort((a, b) => (a.draw < b.draw ? -1 : a.draw > b.draw ? 1 : a.each.id < b.each.id ? -1 : 1))
  const had = new Map<string, number>()
  const lines: AllottedLine[] = []
  while (left.length > 0) {
    const scored = left.map(({ own, each }) => {
      const before = had.get(each.commune) ?? 0
      const terms = [
        ...own,
        { criterion: 'spread', fact: before, points: -before * rule.spread.perStall } as const,
      ]
      return { terms, total: terms.reduce((sum, term) => sum + term.points, 0) }
    })
    const most = Math.max(...scored.map(({ total }) => total))
    const at = scored.findIndex(({ total }) => total === most)
    const before = lines.at(-1)
    // The last of equals lost the same draw.
    const byDraw =
      scored.filter(({ total }) => total === most).length > 1 ||
      (before?.byDraw === true && before.total === most)
    const { each } = left.splice(at, 1)[0]!
    const rank = lines.length + 1
    const gets = rank <= stalls
    lines.push({
      id: each.id,
      rank,
      outcome: gets ? 'stall' : 'waiting',
      stallNo: gets ? rank : null,
      star: each.star,
      ...scored[at]!,
      byDraw,
    })
    had.set(each.commune, (had.get(each.commune) ?? 0) + 1)
  }
  const out = applicants.filter((each) => !eligible.includes(each))
  return [
    ...lines,
    ...[...out]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, star }) => ({
        id,
        rank: null,
        outcome: 'not-eligible' as const,
        stallNo: null,
        star,
        terms: [],
        total: 0,
        byDraw: false,
      })),
  ]
}

function ownTerms({ rotation, stars }: AllotmentRule, { star, stallsBefore }: Applicant): Term[] {
  const byRotation = rotation.points[Math.min(stallsBefore, rotation.points.length - 1)] ?? 0
  const byStar = stars.find((each) => each.star === star)?.points ?? 0
  return [
    { criterion: 'rotation', fact: stallsBefore, points: byRotation },
    { criterion: 'star', fact: star ?? 0, points: byStar },
  ]
}
