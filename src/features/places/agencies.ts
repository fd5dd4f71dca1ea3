import type { Day } from '../../rules/calendar/index.ts'
import {
  type Agency,
  AgencyFile,
  agencyIsValidOn,
  agencyOn,
  agencyWithForerunners,
  committeeOf,
  flawsOfAgencies,
  type PlaceBook,
  placeOn,
} from '../../rules/places/index.ts'

/** Offices, departments and people's committees of the province and its units, over days. */
export interface Agencies {
  /** Those that stand on a day, offices first, then committees in the order of their codes. */
  on(day: Day): readonly Agency[]
  /** The agency that bears an id's duties on a day: itself or its successor; null where there is none. */
  bearer(id: string, day: Day): Agency | null
  /** The agency and all it succeeded: whose old tasks and papers are its own. */
  withForerunners(id: string): readonly string[]
  /** The province's advisory agency on OCOP (cơ quan tham mưu quản lý OCOP cấp tỉnh) of a day. */
  ocopOffice(day: Day): Agency | null
  /** The people's committee of a unit on a day. */
  committee(code: string, day: Day): Agency | null
}

/**
 * Agencies of a province: its file (regulation/hue/agencies.json) and the committees that follow from its units. Throws on data
 * that contradict themselves.
 */
export function agenciesOver(book: PlaceBook, file: unknown, province: string): Agencies {
  const listed = file === undefined ? [] : AgencyFile.parse(file).agencies
  const units = book.places.filter(
    (place) => place.level === 'commune' || isDistrictOf(book, place.code, province),
  )
  const all = [...listed, ...units.map(committeeOf)]
  const flaws = flawsOfAgencies(all)
  if (flaws.length > 0) throw new Error(`agencies: ${flaws.slice(0, 5).join('; ')}`)
  const standing = (day: Day) => all.filter((agency) => agencyIsValidOn(agency, day))
  return {
    on: standing,
    bearer: (id, day) => agencyOn(all, id, day),
    withForerunners: (id) => agencyWithForerunners(all, id),
    ocopOffice: (day) => standing(day).find((agency) => agency.duties.includes('ocop-office')) ?? null,
    committee: (code, day) => {
      if (code === province)
        return standing(day).find((a) => a.place === code && a.duties.includes('people-committee')) ?? null
      const located = placeOn(book, code, day)
      return located.ok ? committeeOf(located.value.place) : null
    },
  }
}

function isDistrictOf(book: PlaceBook, code: string, province: string): boolean {
  return (
    book.byCode.get(code)?.some((place) => place.level === 'district' && place.parentCode === province) ??
    false
  )
}
