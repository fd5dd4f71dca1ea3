export {
  Agency,
  AgencyFile,
  agencyIsValidOn,
  agencyOn,
  agencyWithForerunners,
  committeeOf,
  flawsOfAgencies,
} from './agency.ts'
export { chainOn, type Located, type PlaceBook, placeBookOf, placeOn, placesOn, provinceOf } from './book.ts'
export { type Finding, type FoundPlace, type PlaceFinder, type PlaceText, placeFinderOf } from './find.ts'
export { type Grouped, groupByCommunes, type PlacedAt } from './group.ts'
export { isValidOn, Place, PlaceFile, PlaceLevel, shortName } from './place.ts'
export { type Figure, type Remapped, remap } from './remap.ts'
export { formerPlaces, governedBy, originsOn, type Part, successorsOn } from './succession.ts'
