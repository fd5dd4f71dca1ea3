import type { Day } from '../calendar/index.ts'
import { chainOn, type PlaceBook, placeOn } from './book.ts'
import { isValidOn, type Place } from './place.ts'

/** A place and how much of the place asked about lies in it; null = not on file. */
export interface Part {
  readonly place: Place
  readonly share: number | null
}

/** Into which places of a later day a place went, with shares; itself while it stands. Empty when it was abolished. */
export function successorsOn(book: PlaceBook, place: Place, day: Day): Part[] {
  if (isValidOn(place, day) || day < place.validFrom) return [{ place, share: 1 }]
  const parts = new Map<Place, number | null>()
  for (const { code, from, share } of place.successors) {
    const next = placeOn(book, code, from)
    if (!next.ok) continue
    for (const part of successorsOn(book, next.value.place, day)) {
      const known = parts.get(part.place)
      const product = share === null || part.share === null ? null : share * part.share
      parts.set(
        part.place,
        known === undefined ? product : known === null || product === null ? null : known + product,
      )
    }
  }
  return [...parts].map(([to, share]) => ({ place: to, share }))
}

/** The places of an earlier day which a place was made of; itself while it stood. */
export function originsOn(book: PlaceBook, place: Place, day: Day): Place[] {
  if (isValidOn(place, day)) return [place]
  const before = book.predecessors.get(place) ?? []
  if (day > place.validFrom || before.length === 0)
    return before.length === 0 && day < place.validFrom ? [place] : []
  return [...new Set(before.flatMap((p) => originsOn(book, p, day)))]
}

/**
 * The names a place had or was made of just before its own time: "Phường Phú Xuân (trước 1/7/2025: Phường Tây Lộc, …)".
 * Unchanged names are left out.
 */
export function formerPlaces(book: PlaceBook, place: Place): Place[] {
  const before = book.predecessors.get(place) ?? []
  return before.filter((p) => p.name !== place.name || before.length > 1)
}

/**
 * Every code under which a thing recorded at (code, day) is governed today: today's communes, what stands above them. This
 * is what grants are held against (rules/permissions, Resource.places). Empty for a code that is not on file.
 */
export function governedBy(book: PlaceBook, code: string, day: Day, today: Day): string[] {
  const located = placeOn(book, code, day)
  if (!located.ok) return []
  const { place } = located.value
  const now = successorsOn(book, place, today).map((part) => part.place)
  const units = now.length > 0 ? now : chainOn(book, place, place.validTo ?? day).slice(1)
  const chain = units.flatMap((unit) => chainOn(book, unit, today))
  return [
    ...new Set(
      chain.flatMap((p) =>
        isValidOn(p, today) ? [p.code] : successorsOn(book, p, today).map((s) => s.place.code),
      ),
    ),
  ]
}
