import { compare, type Fraction, fraction } from '../fraction.ts'
import type { Band } from './regime.ts'

/**
 * The band an exact mean of points falls into (Điều 3 khoản 3), never rounding first: under R3 89.5 and 89.99 are four stars,
 * 90 is five. null = no band: R1 prints whole numbers, so 89.5 belongs to none of its bands.
 */
export function bandOf(bands: readonly Band[], points: Fraction): Band | null {
  return bands.find((band) => within(band, points)) ?? null
}

/**
 * The bands as one sheet of whole points sees them when the star follows a mean: what the sheet stands above the mean is added to
 * each, so that its way to a star is the mean's way, every sheet gaining alike. Rounded up: the mean must reach the band.
 */
export function bandsAbove(bands: readonly Band[], total: number, mean: Fraction): Band[] {
  const whole = Number(mean.numerator / mean.denominator)
  const highest = Math.max(...bands.map((band) => band.max))
  return bands.map((band) => ({
    ...band,
    min: band.min + total - whole,
    // The highest band has nothing above it, whichever way it moves.
    max: band.max === highest ? Math.max(band.max, band.max + total - whole) : band.max + total - whole,
  }))
}

/** Bands from the highest star down must not overlap; a gap between them is the law's own and stays. */
export function overlapsOf(bands: readonly Band[]): string[] {
  const rising = [...bands].sort((a, b) => a.min - b.min)
  return rising.flatMap((band, index) => {
    const next = rising[index + 1]
    if (!next) return []
    const clash =
      next.star <= band.star || band.max > next.min || (band.max === next.min && !band.maxExclusive)
    return clash ? [`the bands of ${band.star} and ${next.star} stars overlap or fall`] : []
  })
}

function within(band: Band, points: Fraction): boolean {
  if (compare(points, decimal(band.min)) < 0) return false
  const upper = compare(points, decimal(band.max))
  return band.maxExclusive ? upper < 0 : upper <= 0
}

/** The exact value of a limit as written in the data: at most six decimals. */
function decimal(limit: number): Fraction {
  return fraction(Math.round(limit * 1e6), 1_000_000)
}
