import type { MatchRule } from './law.ts'

export interface Wanted {
  readonly sector: string | null
  readonly minimumStar: number | null
  /** In `unit`, a month; null: not said. */
  readonly perMonth: number | null
  readonly unit: string
  /** 1–12; none: any time. */
  readonly months: readonly number[]
  readonly certificates: readonly string[]
}

export interface Offered {
  readonly sector: string | null
  readonly star: number | null
  readonly perMonth: number | null
  readonly unit: string
  readonly months: readonly number[]
  readonly certificates: readonly string[]
}

export type Criterion = 'capacity' | 'season' | 'certificates' | 'star'

/** `met` of `of` as percent; `null`: the producer has not told it, which earns nothing and says so. */
export interface Point {
  readonly criterion: Criterion
  readonly percent: number | null
  readonly weight: number
}

export interface Match {
  /** 0–100. */
  readonly score: number
  readonly points: readonly Point[]
}

const sameUnit = (a: string, b: string) =>
  a.trim().toLocaleLowerCase('vi') === b.trim().toLocaleLowerCase('vi')

/**
 * How well a product answers a buyer; null where it does not at all: another sector, or fewer stars than asked for. What the buyer did
 * not ask for counts as met.
 */
export function matchOf({ weights }: MatchRule, wanted: Wanted, offered: Offered): Match | null {
  if (wanted.sector !== null && offered.sector !== wanted.sector) return null
  if (wanted.minimumStar !== null && (offered.star ?? 0) < wanted.minimumStar) return null
  const share = (part: number, whole: number) => Math.min(100, Math.floor((part * 100) / whole))
  const points: Point[] = [
    {
      criterion: 'capacity',
      weight: weights.capacity,
      percent:
        wanted.perMonth === null
          ? 100
          : offered.perMonth === null || !sameUnit(wanted.unit, offered.unit)
            ? null
            : share(offered.perMonth, wanted.perMonth),
    },
    {
      criterion: 'season',
      weight: weights.season,
      percent:
        wanted.months.length === 0
          ? 100
          : offered.months.length === 0
            ? null
            : share(
                wanted.months.filter((month) => offered.months.includes(month)).length,
                wanted.months.length,
              ),
    },
    {
      criterion: 'certificates',
      weight: weights.certificates,
      percent:
        wanted.certificates.length === 0
          ? 100
          : share(
              wanted.certificates.filter((each) => offered.certificates.includes(each)).length,
              wanted.certificates.length,
            ),
    },
    { criterion: 'star', weight: weights.star, percent: share(offered.star ?? 0, 5) },
  ]
  const all = points.reduce((sum, { weight }) => sum + weight, 0)
  const got = points.reduce((sum, { weight, percent }) => sum + weight * (percent ?? 0), 0)
  return { score: all === 0 ? 0 : Math.round(got / all), points }
}
