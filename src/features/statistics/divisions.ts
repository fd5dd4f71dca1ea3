import { addDays, type Day } from '../../rules/calendar/index.ts'
import { type Place, type PlaceBook, placesOn, provinceOf } from '../../rules/places/index.ts'

/** Days from which the communes of a province were divided anew, earliest first; the first is the one the file begins with. */
function rearrangements(book: PlaceBook, province: string): readonly Day[] {
  const days = new Set<Day>()
  for (const place of book.places)
    if (place.level === 'commune' && provinceOf(book, place, place.validFrom) === province)
      days.add(place.validFrom)
  return [...days].sort()
}

/** The communes of a day; for days before the file begins, those it begins with. */
export function divisionOn(book: PlaceBook, province: string, day: Day): Place[] {
  const first = rearrangements(book, province)[0]
  return placesOn(book, 'commune', first !== undefined && day < first ? first : day, province)
}

/** The last day of each division on file and how many communes it had; the present one ends today. */
export function divisions(book: PlaceBook, province: string, today: Day): { day: Day; communes: number }[] {
  const ends = rearrangements(book, province)
    .slice(1)
    .filter((from) => from <= today)
    .map((from) => addDays(from, -1))
  return [...ends, today].map((day) => ({ day, communes: placesOn(book, 'commune', day, province).length }))
}
