import { fraction } from '../fraction.ts'
import { bandOf } from '../regimes/bands.ts'
import type { Band } from '../regimes/index.ts'
import type { CompiledSheet } from './compile.ts'
import type { CouncilRules } from './council-rules.ts'

/**
 * The readings of the star minimums that the decree leaves open (Phụ lục II, closing note of sheets 1 to 25), as the council's
 * rules set them.
 */
export interface MinimumReading {
  /** Points reach a star whose minimum is missed: the highest lower star that holds, or none. */
  readonly missedMinimum: CouncilRules['missedMinimum']
  /** From this star up a star also asks for the marks of the stars below it. */
  readonly cumulativeFrom: number
  /** Whether marks bind on a sheet that prints no legend for them (sheet 26). */
  readonly unlegendedMarksBind: boolean
}

/** The stated default: minimums accumulate from 3 stars up, a missed one lowers the star, and marks always bind. */
export const defaultReading: MinimumReading = {
  missedMinimum: 'lower-star',
  cumulativeFrom: 3,
  unlegendedMarksBind: true,
}

export function readingOf(rules: CouncilRules): MinimumReading {
  return {
    missedMinimum: rules.missedMinimum,
    cumulativeFrom: rules.minimumsCumulativeFrom,
    unlegendedMarksBind: rules.tourismMinimumsBind,
  }
}

/** Star minimums bind on a sheet that prints their legend, and on one that does not (sheet 26) when the rules say so. */
export function marksBind(compiled: CompiledSheet, reading: MinimumReading): boolean {
  return compiled.sheet.starMarks.legendPrinted || reading.unlegendedMarksBind
}

/** The marks (as bits) that must hold for a star: its own, and those of lower stars from `cumulativeFrom` up. */
export function marksFor(star: number, { cumulativeFrom }: MinimumReading): number {
  let bits = 1 << star
  for (let lower = cumulativeFrom; lower < star; lower++) bits |= 1 << lower
  return bits
}

/**
 * The star: the highest one not above the star by points of which every minimum holds; stars without marks always hold, so 82
 * points with a three-star minimum missed is two stars. With 'no-star', missing a minimum of the star by points is no star.
 */
export function starOf(starByPoints: number | null, unmet: number, reading: MinimumReading): number | null {
  if (starByPoints === null) return null
  if ((unmet & marksFor(starByPoints, reading)) === 0) return starByPoints
  if (reading.missedMinimum === 'no-star') return null
  for (let star = starByPoints - 1; star >= 1; star--)
    if ((unmet & marksFor(star, reading)) === 0) return star
  return null
}

const tables = new WeakMap<readonly Band[], (number | null)[]>()

/** The star by points of every whole total from 0 to at least `max` (Điều 3 khoản 3); null where no band stands. */
export function starTable(bands: readonly Band[], max: number): readonly (number | null)[] {
  const known = tables.get(bands)
  if (known && known.length > max) return known
  const table = Array.from({ length: max + 1 }, (_, total) => bandOf(bands, fraction(total))?.star ?? null)
  tables.set(bands, table)
  return table
}
