import type { Day } from '../calendar/index.ts'
import type { Checked } from '../problem.ts'
import { type PlaceBook, placeOn } from './book.ts'
import type { Place } from './place.ts'
import { originsOn, type Part, successorsOn } from './succession.ts'

/** A figure counted at a place, its code read on `day`. Whole numbers stay whole. */
export interface Figure {
  readonly code: string
  readonly day: Day
  readonly value: number
}

/**
 * Figures by the units of a day. `undivided`: figures counted at a unit of which that day's units are only parts, so that nobody
 * knows which part they belong to: they are shown under the later unit's name with the parts it covers. The sum of both lists
 * is the sum that went in.
 */
export interface Remapped {
  readonly rows: readonly { readonly place: Place; readonly value: number }[]
  readonly undivided: readonly {
    readonly place: Place
    readonly among: readonly Place[]
    readonly value: number
  }[]
}

/**
 * The same figures by the units of any day, with equal sums. Forwards by the shares of the succession (whole numbers are dealt
 * out by largest remainder); backwards only where a unit came out of a single one. A code unknown or of another time, and a
 * share that is not on file, are problems: nothing is dropped in silence.
 */
export function remap(book: PlaceBook, figures: readonly Figure[], to: Day): Checked<Remapped> {
  const rows = new Map<Place, number>()
  const undivided = new Map<Place, { among: readonly Place[]; value: number }>()
  const problems = []
  for (const { code, day, value } of figures) {
    const located = placeOn(book, code, day)
    if (!located.ok) {
      problems.push(...located.problems)
      continue
    }
    const { place } = located.value
    const parts = partsOn(book, place, to)
    if (parts === null || parts.length === 0)
      problems.push({
        code: parts ? 'place-abolished' : 'share-not-on-file',
        field: 'place',
        data: { place: place.name, to },
      })
    else if ('among' in parts) {
      const held = undivided.get(place)
      undivided.set(place, { among: parts.among, value: (held?.value ?? 0) + value })
    } else
      for (const [target, share] of dealOut(value, parts)) rows.set(target, (rows.get(target) ?? 0) + share)
  }
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    value: {
      rows: [...rows].map(([place, value]) => ({ place, value })).sort(byCode),
      undivided: [...undivided].map(([place, rest]) => ({ place, ...rest })).sort(byCode),
    },
  }
}

type WholePart = { place: Place; share: number }

/** Later units with shares; for an earlier day the one unit it came out of, or the several it cannot be divided among. */
function partsOn(
  book: PlaceBook,
  place: Place,
  to: Day,
): WholePart[] | { among: Place[]; length: number } | null {
  if (to < place.validFrom) {
    const origins = originsOn(book, place, to)
    const [only] = origins
    return origins.length === 1 && only
      ? [{ place: only, share: 1 }]
      : { among: origins, length: origins.length }
  }
  const parts = successorsOn(book, place, to)
  return parts.every(hasShare) ? parts : null
}

function hasShare(part: Part): part is WholePart {
  return part.share !== null
}

/** Deals a value out so that the parts make the whole again exactly. */
function dealOut(value: number, parts: readonly WholePart[]): [Place, number][] {
  if (parts.length === 1) return [[parts[0]!.place, value]]
  if (!Number.isInteger(value)) return dealFraction(value, parts)
  const dealt = parts.map(({ place, share }) => ({
    place,
    whole: Math.floor(value * share),
    rest: value * share - Math.floor(value * share),
  }))
  const left = value - dealt.reduce((sum, { whole }) => sum + whole, 0)
  const byRest = [...dealt].sort((a, b) => b.rest - a.rest || (a.place.code < b.place.code ? -1 : 1))
  const raised = new Set(byRest.slice(0, left).map(({ place }) => place))
  return dealt.map(({ place, whole }) => [place, whole + (raised.has(place) ? 1 : 0)])
}

/** The last part takes what the others leave. */
function dealFraction(value: number, parts: readonly WholePart[]): [Place, number][] {
  let left = value
  return parts.map(({ place, share }, index) => {
    const part = index === parts.length - 1 ? left : value * share
    left -= part
    return [place, part]
  })
}

function byCode(a: { place: Place }, b: { place: Place }): number {
  return a.place.code < b.place.code ? -1 : a.place.code > b.place.code ? 1 : 0
}
