import type { Feature } from '../../platform/feature.ts'
import { PlaceFile, placeBookOf } from '../../rules/places/index.ts'
import { type Agencies, agenciesOver } from './agencies.ts'
import { problems as en } from './messages.en.ts'
import { problems as vi } from './messages.vi.ts'
import { type PlacedRecord, type Places, placesOver } from './places.ts'

export { type Agencies, agenciesOver, type DecidedBy, type Keeper } from './agencies.ts'
export { labelOf } from './label.ts'
export type { DatedCode, Governing, PlacedRecord, Places, SpokenPlace, Unit } from './places.ts'
export { governedByOne, lyingIn, withinReach } from './reach.ts'

/** The unit of today that a record lies in, with its province: what a paper that begins today is written under. */
export function placeToday(places: Places, record: PlacedRecord, today: string) {
  const { place_code: code, place_day: day, province_code: province } = record
  const governing = places.governing(record, today)
  // A code that is not on file is not guessed at.
  const known = code !== null && day !== null && places.unit(code, day) !== null
  const commune = known ? (places.spoken(record, today).commune?.code ?? null) : code
  const now = commune === null ? null : places.unit(commune, today)
  return { commune, province: now?.provinceCode ?? province, governing }
}

/** What this feature needs of the law on file: a file by its path without .json. */
export interface FilesOfLaw {
  file(path: string): unknown
}

/** The country's provinces and districts; the communes stand in the packs of the provinces. */
const country = ['vietnam/provinces', 'vietnam/districts']

/**
 * The units on file as one book, over days (Quyết định 19/2025/QĐ-TTg for the codes of today). `packs`: folders of the provinces
 * whose communes are on file.
 */
export function createPlaces(law: FilesOfLaw, home = '46', packs: readonly string[] = ['hue']): Places {
  const read = [...country, ...packs.map((pack) => `${pack}/units`)].flatMap((path) => {
    const file = law.file(path)
    return file === undefined ? [] : [PlaceFile.parse(file)]
  })
  return placesOver(placeBookOf(read), home)
}

/** Agencies of the home province, over days: its file, and the people's committees that follow from its units. */
export function createAgencies(law: FilesOfLaw, { book, home }: Places, pack = 'hue'): Agencies {
  return agenciesOver(book, law.file(`${pack}/agencies`), home)
}

/** What the house needs of it beside the doors: the words of its problems. */
export const placesFeature: Feature = { name: 'places', problems: { vi, en } }
