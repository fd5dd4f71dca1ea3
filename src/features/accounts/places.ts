import { type Agency, governedBy, type PlaceBook, placesOn, shortName } from '../../rules/places/index.ts'

/** A place a grant can be scoped to, as it stands today. */
export interface GrantPlace {
  readonly code: string
  readonly name: string
  readonly level: 'province' | 'commune'
}

/** What this feature asks about places and agencies: the territory of the province this instance serves. */
export interface Territory {
  /** The province's code. */
  readonly home: string
  /** The province first, then its communes in the order of the alphabet. */
  places(today: string): readonly GrantPlace[]
  /** Every code that governs a place today; `on` is the day the code is to be read on. Empty for an unknown code. */
  governing(code: string, today: string, on?: string): readonly string[]
  agencies(today: string): readonly { readonly id: string; readonly name: string }[]
}

const order = new Intl.Collator('vi')
const byName = <T extends { readonly name: string }>(a: T, b: T) =>
  order.compare(shortName(a.name), shortName(b.name))

/** The territory over the places on file, and the agencies that stand on a day. */
export function territoryOf(
  book: PlaceBook,
  agenciesOn: (day: string) => readonly Agency[],
  home: string,
): Territory {
  return {
    home,
    places: (today) => {
      const province = placesOn(book, 'province', today).filter((place) => place.code === home)
      const communes = placesOn(book, 'commune', today, home).sort(byName)
      return [...province, ...communes].map(({ code, name, level }) => ({
        code,
        name,
        level: level === 'province' ? 'province' : 'commune',
      }))
    },
    governing: (code, today, on = today) => governedBy(book, code, on, today),
    agencies: (today) =>
      agenciesOn(today)
        .filter((agency) => agency.level === 'tinh')
        .map(({ id, name }) => ({ id, name }))
        .sort(byName),
  }
}
