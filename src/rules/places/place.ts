import { z } from 'zod'
import { type Day, isDay } from '../calendar/index.ts'

const day = z.string().refine(isDay, 'a day yyyy-mm-dd')

export const PlaceLevel = z.enum(['province', 'district', 'commune'])
export type PlaceLevel = z.infer<typeof PlaceLevel>

/**
 * An administrative unit in one of its states: what a code meant from one day to another (both counted; `validTo` null = to
 * this day). Codes are used again, so a code is read together with a day. `name` is the full official one (Phường Phú Xuân).
 * `successors`: into which units it went on the day after `validTo`, with its share in each (1 = whole, null = not on file).
 * `formerParents`: units above it before a day, where only the parent changed. `aliases`: other names met in sources.
 */
export const Place = z.strictObject({
  code: z.string().regex(/^\d{2}(\d|\d{3})?$/),
  level: PlaceLevel,
  name: z.string().min(2),
  nameEn: z.string().optional(),
  parentCode: z.string().nullable(),
  validFrom: day,
  validTo: day.nullable(),
  successors: z.array(
    z.strictObject({ code: z.string(), from: day, share: z.number().positive().max(1).nullable() }),
  ),
  formerParents: z.array(z.strictObject({ code: z.string(), until: day })).default([]),
  aliases: z.array(z.string()).default([]),
  areaKm2: z.number().positive().optional(),
  population: z.int().positive().optional(),
  adminCentre: z.string().optional(),
  /** Longitude and latitude of the administrative centre, WGS 84. */
  centre: z.strictObject({ lon: z.number(), lat: z.number() }).optional(),
})
export type Place = z.infer<typeof Place>

/** A file of places, e.g. regulation/hue/units.json. Days before `onFileFrom` are read as that day, marked approximate. */
export const PlaceFile = z.looseObject({
  title: z.string(),
  onFileFrom: day,
  counts: z.array(z.looseObject({ on: day })),
  places: z.array(Place).min(1),
})
export type PlaceFile = z.infer<typeof PlaceFile>

/** Did this state hold on that day? */
export function isValidOn(place: Place, on: Day): boolean {
  return place.validFrom <= on && (place.validTo === null || on <= place.validTo)
}

const KIND = /^(Tỉnh|Thành phố|Quận|Huyện|Thị xã|Phường|Xã|Thị trấn|Đặc khu)\s+/i

/** The name without what kind of unit it is: "Phường Phú Xuân" → "Phú Xuân". */
export function shortName(name: string): string {
  return name.replace(KIND, '')
}
