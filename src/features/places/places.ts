import type { Day } from '../../rules/calendar/index.ts'
import {
  chainOn,
  type Finding,
  governedBy,
  isValidOn,
  originsOn,
  type Place,
  type PlaceBook,
  type PlaceText,
  placeFinderOf,
  placeOn,
  placesOn,
  provinceOf,
  successorsOn,
} from '../../rules/places/index.ts'

/** Columns by which a record says where it is: a code, the day on which it is to be read, and the province. */
export interface PlacedRecord {
  readonly place_code: string | null
  readonly place_day: string | null
  readonly province_code: string | null
}

export interface Unit {
  readonly code: string
  /** As printed: “Xã Quảng Điền”. */
  readonly name: string
  /** Today's province of the unit. */
  readonly provinceCode: string | null
  readonly level: Place['level']
}

/** A code with the days on which it means one unit, for a WHERE clause over codes that are used again. */
export interface DatedCode {
  readonly code: string
  readonly from: Day
  readonly to: Day | null
}

/** Where a record is, in words of today and of its own day. */
export interface SpokenPlace {
  /** Today's commune; null where none is stated, or where the old one went to several. */
  readonly commune: { readonly code: string; readonly name: string } | null
  /** Today's name in one line: “Xã Đan Điền, Thành phố Huế”. */
  readonly today: string | null
  /** What it was called on its day, where that is another name: “Xã Quảng Phú, Huyện Quảng Điền, Tỉnh Thừa Thiên Huế”. */
  readonly formerly: string | null
}

/** The places for everyone: what a code meant on a day, where that is today, who governs it. */
export interface Places {
  readonly book: PlaceBook
  /** The province this instance is at home in. */
  readonly home: string
  find(text: PlaceText, day?: Day): Finding
  /** The unit a code meant on a day; null for a code that is not on file or is of another time. */
  unit(code: string, day: Day): Unit | null
  /** Every code that governs a record today, from commune to province (rules/permissions, Resource.places). */
  governing(record: PlacedRecord, today: Day): readonly string[]
  /** The communes of a province on a day, in the order of their names. */
  communes(province: string, day: Day): readonly Unit[]
  provinces(day: Day): readonly Unit[]
  spoken(record: PlacedRecord, today: Day): SpokenPlace
  /** What the place of a record was called on another day; null where it was several then, or is not on file. */
  called(record: PlacedRecord, on: Day): string | null
  /** Codes, with their days, of every unit that lies today wholly or partly in one of these. */
  within(codes: readonly string[], today: Day): readonly DatedCode[]
}

/** Who governs a record today, by units that may have been renamed or merged since it was written. */
export type Governing = Pick<Places, 'governing'>

/** Vietnamese order of names, kind of unit left aside. */
const order = new Intl.Collator('vi')

export function placesOver(book: PlaceBook, home: string): Places {
  const finder = placeFinderOf(book)
  const unitOf = (place: Place, day: Day): Unit => ({
    code: place.code,
    name: place.name,
    provinceCode: provinceToday(book, place, day),
    level: place.level,
  })
  const listed = remembered((level: Place['level'], day: Day, province: string | undefined) =>
    placesOn(book, level, day, province)
      .map((place) => unitOf(place, day))
      .sort((a, b) => order.compare(bare(a.name), bare(b.name))),
  )
  return {
    book,
    home,
    find: (text, day) => finder.find(text, day),
    unit: (code, day) => {
      const found = placeOn(book, code, day)
      return found.ok ? unitOf(found.value.place, day) : null
    },
    governing: ({ place_code: code, place_day: day, province_code: province }, today) => {
      const codes = code !== null && day !== null ? governedBy(book, code, day, today) : []
      return codes.length > 0 || province === null ? codes : [province]
    },
    communes: (province, day) => listed('commune', day, province),
    provinces: (day) => listed('province', day, undefined),
    spoken: (record, today) => spoken(book, record, today),
    called: ({ place_code: code, place_day: day }, on) => {
      const found = code !== null && day !== null ? placeOn(book, code, day) : null
      if (!found?.ok) return null
      const { place } = found.value
      const then =
        on < place.validFrom
          ? originsOn(book, place, on)
          : successorsOn(book, place, on).map((part) => part.place)
      const [only] = then
      return only && then.length === 1 ? line(book, only, isValidOn(only, on) ? on : only.validFrom) : null
    },
    within: (codes, today) => within(book, codes, today),
  }
}

/** A unit of before lies today in the province its last state went to. */
function provinceToday(book: PlaceBook, place: Place, day: Day): string | null {
  const then = provinceOf(book, place, day)
  const province = then === null ? undefined : book.byCode.get(then)?.find((each) => isValidOn(each, day))
  const heirs = province ? successorsOn(book, province, '9999-12-31') : []
  return heirs.length === 1 ? heirs[0]!.place.code : then
}

function spoken(book: PlaceBook, record: PlacedRecord, today: Day): SpokenPlace {
  const { place_code: code, place_day: day, province_code: province } = record
  const found = code !== null && day !== null ? placeOn(book, code, day) : null
  if (!found?.ok) {
    const unit = province === null ? null : placeOn(book, province, today)
    return { commune: null, today: unit?.ok ? unit.value.place.name : null, formerly: null }
  }
  const { place } = found.value
  const then = line(book, place, isValidOn(place, day!) ? day! : place.validFrom)
  const heirs = successorsOn(book, place, today).map((part) => part.place)
  const heir = heirs.length === 1 ? heirs[0]! : null
  const now = heir
    ? line(book, heir, today)
    : heirs.length > 1
      ? then
      : provinceLine(book, place, day!, today)
  return {
    commune: heir?.level === 'commune' ? { code: heir.code, name: heir.name } : null,
    today: now,
    formerly: now === then ? null : then,
  }
}

function line(book: PlaceBook, place: Place, day: Day): string {
  return chainOn(book, place, day)
    .map((each) => each.name)
    .join(', ')
}

/** A district, which nothing took the place of: the province it lies in today. */
function provinceLine(book: PlaceBook, place: Place, day: Day, today: Day): string | null {
  const province = provinceToday(book, place, isValidOn(place, day) ? day : place.validFrom)
  const unit = province === null ? null : placeOn(book, province, today)
  return unit?.ok ? unit.value.place.name : null
}

function within(book: PlaceBook, codes: readonly string[], today: Day): DatedCode[] {
  const wanted = new Set(codes)
  const roots = book.places.filter((place) => wanted.has(place.code) && isValidOn(place, today))
  const found = new Set<Place>(roots)
  for (const place of book.places) {
    if (isValidOn(place, today) && chainOn(book, place, today).some((above) => wanted.has(above.code)))
      found.add(place)
  }
  for (const place of [...found]) for (const origin of allOrigins(book, place)) found.add(origin)
  return [...found].map((place) => ({ code: place.code, from: place.validFrom, to: place.validTo }))
}

function allOrigins(book: PlaceBook, place: Place): Place[] {
  const before = book.predecessors.get(place) ?? []
  return before.flatMap((each) => [each, ...allOrigins(book, each)])
}

function bare(name: string): string {
  return name.replace(/^(Thành phố|Tỉnh|Phường|Xã|Thị trấn|Đặc khu)\s+/, '')
}

/** Lists are asked for by every page and change once a day at most. */
function remembered<Args extends readonly unknown[], Value>(make: (...args: Args) => Value) {
  const kept = new Map<string, Value>()
  return (...args: Args): Value => {
    const key = JSON.stringify(args)
    const held = kept.get(key)
    if (held !== undefined) return held
    if (kept.size > 200) kept.clear()
    const value = make(...args)
    kept.set(key, value)
    return value
  }
}
