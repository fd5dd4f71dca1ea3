import { formerPlaces, type Place, type PlaceBook } from '../../rules/places/index.ts'
import { formatDay } from '../../rules/vietnamese/index.ts'

/**
 * A unit with what it was before: "Phường Phú Xuân (trước 01/07/2025: Phường Tây Lộc, Phường Thuận Lộc, …)"; its name alone when
 * that did not change. Names of units stay Vietnamese in every language.
 */
export function labelOf(book: PlaceBook, place: Place, before: string): string {
  const names = formerPlaces(book, place).map((former) => former.name)
  return names.length === 0
    ? place.name
    : `${place.name} (${before} ${formatDay(place.validFrom)}: ${names.join(', ')})`
}
