import type { Day } from '../calendar/index.ts'
import { type PlaceBook, placeOn } from './book.ts'
import type { Place } from './place.ts'
import { originsOn, successorsOn } from './succession.ts'

/** Where a thing is: a code and the day on which it is to be read. */
export interface PlacedAt {
  readonly code: string | null
  readonly day: Day | null
}

/**
 * Things by the communes of a day. A thing is whole: it is never dealt out by shares, as a figure is (`remap`). Each stands in one
 * list and one only, so the lists together are as long as what went in.
 */
export interface Grouped<T> {
  /** Under a commune of that day. */
  readonly units: readonly { readonly place: Place; readonly things: readonly T[] }[]
  /** Recorded at a later commune that was several on that day (`among`), or at one that went to several: nobody knows which. */
  readonly joined: readonly {
    readonly place: Place
    readonly among: readonly Place[]
    readonly things: readonly T[]
  }[]
  /** Recorded at a district or a province only. */
  readonly wider: readonly { readonly place: Place; readonly things: readonly T[] }[]
  /** No place, or a code that is not on file or of another time. */
  readonly unplaced: readonly T[]
}

export function groupByCommunes<T>(
  book: PlaceBook,
  things: readonly T[],
  at: (thing: T) => PlacedAt,
  to: Day,
): Grouped<T> {
  const units = new Map<Place, T[]>()
  const joined = new Map<Place, T[]>()
  const wider = new Map<Place, T[]>()
  const unplaced: T[] = []
  for (const thing of things) {
    const { code, day } = at(thing)
    const located = code !== null && day !== null ? placeOn(book, code, day) : null
    if (!located?.ok) {
      unplaced.push(thing)
      continue
    }
    const { place } = located.value
    const [only, more] = place.level === 'commune' ? communesOn(book, place, to) : []
    const list = place.level !== 'commune' ? wider : more ? joined : only ? units : null
    if (list) put(list, only && !more ? only : place, thing)
    else unplaced.push(thing)
  }
  return {
    units: listed(units),
    joined: listed(joined).map((each) => ({ ...each, among: communesOn(book, each.place, to) })),
    wider: listed(wider),
    unplaced,
  }
}

/** The communes of a day that a commune went to or was made of. */
function communesOn(book: PlaceBook, place: Place, to: Day): readonly Place[] {
  return to < place.validFrom
    ? originsOn(book, place, to)
    : successorsOn(book, place, to).map((part) => part.place)
}

function put<T>(lists: Map<Place, T[]>, place: Place, thing: T): void {
  const held = lists.get(place)
  if (held) held.push(thing)
  else lists.set(place, [thing])
}

function listed<T>(lists: ReadonlyMap<Place, T[]>): { place: Place; things: readonly T[] }[] {
  return [...lists]
    .map(([place, things]) => ({ place, things }))
    .sort((a, b) => (a.place.code < b.place.code ? -1 : 1))
}
