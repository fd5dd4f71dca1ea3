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
  placesOn,
} from '../../rules/places/index.ts'

/** A level that decided (`huyen`, `tinh`, `trung-uong`), when, and in which province. */
export interface DecidedBy {
  readonly level: string | null
  readonly day: Day | null
  readonly province: string | null
}

export interface Keeper {
  readonly name: string
  /** `ended`: districts ended, the province keeps what they issued (Điều 12 khoản 1, Điều 8 khoản 2 điểm a); `renamed`: its successor. */
  readonly why: 'ended' | 'renamed'
}

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
  /** Who answers today for what an authority of a level decided; null while it is the very one that decided. */
  keeperOf(decided: DecidedBy, today: Day): Keeper | null
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
  const committee: Agencies['committee'] = (code, day) => {
    if (code === province)
      return standing(day).find((a) => a.place === code && a.duties.includes('people-committee')) ?? null
    const located = placeOn(book, code, day)
    return located.ok ? committeeOf(located.value.place) : null
  }
  const ministry = (day: Day) => standing(day).find((a) => a.duties.includes('ministry-ocop')) ?? null
  return {
    on: standing,
    bearer: (id, day) => agencyOn(all, id, day),
    withForerunners: (id) => agencyWithForerunners(all, id),
    ocopOffice: (day) => standing(day).find((agency) => agency.duties.includes('ocop-office')) ?? null,
    committee,
    keeperOf: ({ level, day, province: at }, today) => {
      if (day === null || level === null) return null
      if (level === 'huyen') {
        const stands = placesOn(book, 'district', today).some((place) => place.parentCode === at)
        const heir = stands || at === null ? null : committee(at, today)
        return heir ? { name: heir.name, why: 'ended' } : null
      }
      const of = level === 'tinh' ? (on: Day) => (at === null ? null : committee(at, on)) : ministry
      const [then, now] = [of(day), of(today)]
      return then && now && then.name !== now.name ? { name: now.name, why: 'renamed' } : null
    },
  }
}

function isDistrictOf(book: PlaceBook, code: string, province: string): boolean {
  return (
    book.byCode.get(code)?.some((place) => place.level === 'district' && place.parentCode === province) ??
    false
  )
}
