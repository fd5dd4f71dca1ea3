import { addDays, type Day } from '../calendar/index.ts'
import type { Problem } from '../problem.ts'
import { matchKey, tidy } from '../vietnamese/index.ts'
import { chainOn, type PlaceBook } from './book.ts'
import { isValidOn, type Place, type PlaceLevel, shortName } from './place.ts'
import { successorsOn } from './succession.ts'

/** Where something is said to be, in the words of a source; any part may be missing. */
export interface PlaceText {
  commune?: string | null
  district?: string | null
  province?: string | null
}

/**
 * What was understood of it. `place`: the lowest unit found. `day`: a day on which its code is to be read. `doubts`: what did not
 * fit but did not prevent it: `district-differs`, `commune-not-on-file` (only the unit above is known), `other-time` (the name
 * is of another time than the day asked for).
 */
export interface FoundPlace {
  readonly place: Place
  readonly day: Day
  readonly doubts: readonly Problem[]
}

export type Finding =
  | { readonly ok: true; readonly value: FoundPlace }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** The finder over a book: names are indexed once. */
export interface PlaceFinder {
  /** The place a text means; with `day` its state of that day is preferred. Ambiguous texts are a problem naming the candidates. */
  find(text: PlaceText, day?: Day): Finding
}

export function placeFinderOf(book: PlaceBook): PlaceFinder {
  const names = namesOf(indexNames(book))
  return { find: (text, day) => find(book, names, text, day) }
}

/** The states of a level that bear a name. */
type Names = (text: string, level: PlaceLevel) => readonly Place[]

/** So many names are remembered; lists name the same few thousand places again and again. */
const mostRemembered = 20_000

function namesOf(index: NameIndex): Names {
  const remembered = new Map<string, readonly Place[]>()
  return (text, level) => {
    if (text.length > 200) return named(index, text, level)
    const key = `${level} ${text}`
    const known = remembered.get(key)
    if (known) return known
    if (remembered.size >= mostRemembered) remembered.clear()
    const found = named(index, text, level)
    remembered.set(key, found)
    return found
  }
}

/** After every succession on file. */
const END: Day = '9999-12-31'

type NameIndex = ReadonlyMap<string, readonly Place[]>

/**
 * Every way a place may be written: full, without its kind, other names; each with its accents and folded. Accents decide first:
 * Hương Vân and Hương Văn lie side by side.
 */
function indexNames({ places }: PlaceBook): NameIndex {
  const index = new Map<string, Place[]>()
  for (const place of places) {
    const written = [place.name, shortName(place.name), ...place.aliases]
    for (const key of new Set(written.flatMap((name) => [accented(name), matchKey(name), compact(name)])))
      index.set(key, [...(index.get(key) ?? []), place])
  }
  return index
}

/** Folded and without spaces, for names of other languages: Krông A Na, Krông Ana. */
function compact(text: string): string {
  return matchKey(text).replaceAll(' ', '')
}

/** Words in small letters with their accents. */
function accented(text: string): string {
  return tidy(text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, ' '))
}

/** Short forms before a name: TP. Huế, TT. Sịa, P. Vỹ Dạ. */
const SHORT_KINDS: Readonly<Record<string, string>> = {
  tp: 'thành phố',
  tt: 'thị trấn',
  tx: 'thị xã',
  p: 'phường',
  x: 'xã',
  h: 'huyện',
  q: 'quận',
  t: 'tỉnh',
}
const SHORT_KIND = /^\s*(tp|tt|tx|p|x|h|q|t)(?:\.\s*|\s+)(?=\p{L})/iu

/** Keys to look for, the closest first: as written, its kind spelled out, without its kind; with accents, then folded. */
function keysOf(text: string): string[] {
  const spelled = text.replace(SHORT_KIND, (_, short: string) => `${SHORT_KINDS[short.toLowerCase()]} `)
  const forms = [text, spelled, shortName(tidy(spelled))]
  return [
    ...new Set([
      ...forms.map(accented),
      ...forms.map(matchKey),
      matchKey(spelled).replace(FOLDED_KIND, ''),
      compact(spelled),
    ]),
  ].filter((key) => key !== '')
}
const FOLDED_KIND = /^(tinh|thanh pho|quan|huyen|thi xa|phuong|xa|thi tran|dac khu) /

function named(index: NameIndex, text: string, level: PlaceLevel): Place[] {
  for (const key of keysOf(text)) {
    const hits = (index.get(key) ?? []).filter((place) => place.level === level)
    if (hits.length > 0) return hits
  }
  return []
}

function find(book: PlaceBook, names: Names, text: PlaceText, day: Day | undefined): Finding {
  const province = text.province?.trim() ? names(text.province, 'province') : null
  if (province?.length === 0) return unknown('province', text)
  const district = text.district?.trim() ? within(book, names(text.district, 'district'), province) : null
  if (!text.commune?.trim()) return upper(book, text, province, district, day)
  const communes = within(book, names(text.commune, 'commune'), province)
  if (communes.length > 0) return choose(book, text, communes, district, day)
  const above = upper(book, text, province, district, day)
  return above.ok
    ? withDoubt(above, { code: 'commune-not-on-file', field: 'commune', data: { commune: text.commune } })
    : unknown('commune', text)
}

/** Without a commune: the district, else the province; a district that is unknown or one of several is a doubt. */
function upper(
  book: PlaceBook,
  text: PlaceText,
  province: readonly Place[] | null,
  district: readonly Place[] | null,
  day?: Day,
): Finding {
  if (!text.district?.trim())
    return province ? settle(book, province, 'province', text, day, []) : unknown('province', text)
  const found = district?.length
    ? settle(book, district, 'district', text, day, [])
    : unknown('district', text)
  if (found.ok || !province) return found
  const doubts = found.problems.map((p) => ({
    ...p,
    code: p.code.replace('unknown-place', 'district-not-on-file'),
  }))
  return settle(book, province, 'province', text, day, doubts)
}

function choose(
  book: PlaceBook,
  text: PlaceText,
  communes: readonly Place[],
  district: readonly Place[] | null,
  day: Day | undefined,
): Finding {
  if (!text.district?.trim()) return settle(book, communes, 'commune', text, day, [])
  const codes = new Set(district?.map((d) => d.code))
  const inDistrict = communes.filter((commune) => liesIn(commune, codes))
  if (inDistrict.length > 0) return settle(book, inDistrict, 'commune', text, day, [])
  const doubt = { code: 'district-differs', field: 'district', data: { district: text.district } }
  return settle(book, communes, 'commune', text, day, [doubt])
}

function liesIn(commune: Place, districts: ReadonlySet<string>): boolean {
  const parents = [commune.parentCode, ...commune.formerParents.map((p) => p.code)]
  return parents.some((code) => code !== null && districts.has(code))
}

/**
 * One place out of the states that bear the name. States of different units are too many, unless the day leaves one. Of one
 * unit: its state of the day, else the latest; a state of another time is a doubt.
 */
function settle(
  book: PlaceBook,
  named: readonly Place[],
  level: PlaceLevel,
  text: PlaceText,
  day: Day | undefined,
  doubts: readonly Problem[],
): Finding {
  const onDay = day === undefined ? [] : named.filter((p) => isValidOn(p, day) || isBeforeFile(book, p, day))
  const states = [...(onDay.length > 0 ? onDay : named)].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  if (new Set(states.map((place) => lineageOf(book, place))).size > 1) return ambiguous(level, text, states)
  const place = states.at(-1)
  if (!place) return unknown(level, text)
  const { name, validFrom: from, validTo: to } = place
  const otherTime = day !== undefined && onDay.length === 0
  const all = otherTime ? [...doubts, { code: 'other-time', field: level, data: { name, from, to } }] : doubts
  return { ok: true, value: { place, day: readingDay(place, day), doubts: all } }
}

function isBeforeFile(book: PlaceBook, place: Place, day: Day): boolean {
  return day < place.validFrom && (book.predecessors.get(place)?.length ?? 0) === 0
}

/** States that stand for the same piece of land under the same short name: where it went, and what it is called. */
function lineageOf(book: PlaceBook, place: Place): string {
  const heirs = successorsOn(book, place, END).map((part) => part.place.code)
  const land = heirs.length > 0 ? heirs.sort().join(' ') : place.code
  return place.level === 'province' ? land : `${accented(shortName(place.name))} ${land}`
}

/** A day on which the code means this state. */
function readingDay(place: Place, day: Day | undefined): Day {
  if (day !== undefined && isValidOn(place, day)) return day
  return day !== undefined && place.validTo !== null && day > place.validTo ? place.validTo : place.validFrom
}

/** Those that lay in one of the provinces as they were; if none did, those whose province went into one of them. */
function within(
  book: PlaceBook,
  places: readonly Place[],
  provinces: readonly Place[] | null,
): readonly Place[] {
  if (!provinces) return places
  const units = new Set(provinces.flatMap((province) => statesOfUnit(book, province)))
  const inside = (reach: (province: Place) => readonly Place[]) =>
    places.filter((place) =>
      provincesOf(book, place).some((province) => reach(province).some((p) => units.has(p))),
    )
  const direct = inside((province) => [province])
  return direct.length > 0
    ? direct
    : inside((province) => successorsOn(book, province, END).map((part) => part.place))
}

function provincesOf(book: PlaceBook, place: Place): Place[] {
  const days = [place.validFrom, place.validTo ?? addDays(place.validFrom, 1)]
  return days.flatMap((day) => chainOn(book, place, day).filter((above) => above.level === 'province'))
}

/** A unit that only changed its name keeps its code and comes out of itself alone: Thừa Thiên Huế and Huế are one. */
function statesOfUnit(book: PlaceBook, place: Place): Place[] {
  const states = book.byCode.get(place.code) ?? []
  const cameOutOfItself = (p: Place) =>
    book.predecessors.get(p)?.every((before) => before.code === p.code) ?? false
  const index = states.indexOf(place)
  const after = states.slice(index + 1)
  const until = after.findIndex((p) => !cameOutOfItself(p))
  const before = cameOutOfItself(place) ? states.slice(0, index) : []
  return [...before, place, ...(until < 0 ? after : after.slice(0, until))]
}

function withDoubt(finding: Finding & { ok: true }, doubt: Problem): Finding {
  return { ok: true, value: { ...finding.value, doubts: [...finding.value.doubts, doubt] } }
}

function unknown(field: PlaceLevel, text: PlaceText): Finding {
  return { ok: false, problems: [{ code: 'unknown-place', field, data: { text: text[field] ?? '' } }] }
}

function ambiguous(field: PlaceLevel, text: PlaceText, places: readonly Place[]): Finding {
  const candidates = places.map(({ code, name, parentCode, validFrom, validTo }) => ({
    code,
    name,
    parentCode,
    validFrom,
    validTo,
  }))
  return {
    ok: false,
    problems: [
      {
        code: 'ambiguous-place',
        field,
        data: {
          text: text[field] ?? '',
          candidates,
          among: [...new Set(places.map(({ name, code }) => `${name} (${code})`))].join(', '),
        },
      },
    ],
  }
}
