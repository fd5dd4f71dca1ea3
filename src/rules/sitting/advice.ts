/** One member's total on one product, whose sheets are open. */
export interface OpenTotal {
  readonly itemId: string
  readonly memberId: string
  readonly total: number
}

/**
 * How a member scores beside the others, over products whose sheets are open; advice only, never part of a mean.
 * `severity`: mean of (own total − mean of the others), below zero = stricter. `distance`: mean of its absolute value.
 * `agreement`: 0 to 1, rank agreement with the others' mean over the products (Kendall's tau-b moved to 0…1); null when undefined.
 */
export interface MemberAdvice {
  readonly memberId: string
  readonly products: number
  readonly severity: number
  readonly distance: number
  readonly agreement: number | null
}

/** Fewer products than this say nothing about a person. */
export const leastProducts = 5

/** Advice for every member with enough products; the others are named in `notEnough`. */
export function adviceOn(totals: readonly OpenTotal[]): { members: MemberAdvice[]; notEnough: string[] } {
  const byItem = grouped(totals, 'itemId')
  const members: MemberAdvice[] = []
  const notEnough: string[] = []
  for (const [memberId, own] of grouped(totals, 'memberId')) {
    const pairs = own.flatMap(({ itemId, total }) => {
      const others = (byItem.get(itemId) ?? []).filter((one) => one.memberId !== memberId)
      return others.length === 0 ? [] : [{ total, others: meanOf(others.map((one) => one.total)) }]
    })
    if (pairs.length < leastProducts) notEnough.push(memberId)
    else members.push(adviceOf(memberId, pairs))
  }
  return { members, notEnough }
}

function grouped(totals: readonly OpenTotal[], by: 'itemId' | 'memberId'): Map<string, OpenTotal[]> {
  const groups = new Map<string, OpenTotal[]>()
  for (const one of totals) groups.set(one[by], [...(groups.get(one[by]) ?? []), one])
  return groups
}

type Pair = { readonly total: number; readonly others: number }

function adviceOf(memberId: string, pairs: readonly Pair[]): MemberAdvice {
  const gaps = pairs.map(({ total, others }) => total - others)
  return {
    memberId,
    products: pairs.length,
    severity: meanOf(gaps),
    distance: meanOf(gaps.map(Math.abs)),
    agreement: rankAgreement(pairs),
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function rankAgreement(pairs: readonly Pair[]): number | null {
  let same = 0
  let tiedOwn = 0
  let tiedOthers = 0
  let count = 0
  for (let i = 0; i < pairs.length; i++)
    for (let j = i + 1; j < pairs.length; j++) {
      const own = Math.sign(pairs[i]!.total - pairs[j]!.total)
      const others = Math.sign(pairs[i]!.others - pairs[j]!.others)
      same += own * others
      if (own === 0) tiedOwn += 1
      if (others === 0) tiedOthers += 1
      count += 1
    }
  const scale = Math.sqrt((count - tiedOwn) * (count - tiedOthers))
  return scale === 0 ? null : (same / scale + 1) / 2
}
