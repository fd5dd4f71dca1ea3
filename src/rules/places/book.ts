import { addDays, type Day } from '../calendar/index.ts'
import type { Checked } from '../problem.ts'
import { formatDay } from '../vietnamese/index.ts'
import { isValidOn, type Place, type PlaceFile, type PlaceLevel } from './place.ts'

/** A place as it stood on a day. `approximate`: the day lies before the first one on file. */
export interface Located {
  readonly place: Place
  readonly approximate: boolean
}

/** All states of all places, indexed. Made once by `placeBookOf`. */
export interface PlaceBook {
  readonly places: readonly Place[]
  readonly byCode: ReadonlyMap<string, readonly Place[]>
  readonly predecessors: ReadonlyMap<Place, readonly Place[]>
}

/** Indexes the files. Throws on data that contradict themselves: states of one code that overlap, successors nobody knows. */
export function placeBookOf(files: readonly PlaceFile[]): PlaceBook {
  const places = files.flatMap((file) => file.places)
  const byCode = new Map<string, Place[]>()
  for (const place of places) byCode.set(place.code, [...(byCode.get(place.code) ?? []), place])
  for (const states of byCode.values()) states.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  const flaws = [...overlaps(byCode), ...lost(places, byCode)]
  if (flaws.length > 0) throw new Error(`places: ${flaws.slice(0, 10).join('; ')}`)
  return { places, byCode, predecessors: predecessorsOf(places, byCode) }
}

/**
 * What a code meant on a day. A code never on file, or of another time, is a problem; the latter says which days it is right
 * for (a commune code of the wrong year).
 */
export function placeOn(book: PlaceBook, code: string, day: Day): Checked<Located> {
  const states = book.byCode.get(code)
  if (!states)
    return { ok: false, problems: [{ code: 'unknown-place', field: 'place', data: { place: code } }] }
  const held = states.find((place) => isValidOn(place, day))
  if (held) return { ok: true, value: { place: held, approximate: false } }
  const first = states[0]!
  if (day < first.validFrom && isEarliestOnFile(book, first))
    return { ok: true, value: { place: first, approximate: true } }
  const valid = states.map(({ name, validFrom, validTo }) => ({ name, from: validFrom, to: validTo }))
  const right = states.map(inWordsOfDays).join('; ')
  return {
    ok: false,
    problems: [{ code: 'place-of-other-time', field: 'place', data: { place: code, day, valid, right } }],
  }
}

/** The places of a level that stood on a day, of one parent or of all, in the order of their codes. */
export function placesOn(book: PlaceBook, level: PlaceLevel, day: Day, provinceCode?: string): Place[] {
  return book.places
    .filter((place) => place.level === level && isValidOn(place, day))
    .filter((place) => provinceCode === undefined || provinceOf(book, place, day) === provinceCode)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** The place and what stands above it on that day, lowest first: commune, district while there was one, province. */
export function chainOn(book: PlaceBook, place: Place, day: Day): Place[] {
  const parent = place.parentCode === null ? null : stateOn(book, place.parentCode, day)
  return parent ? [place, ...chainOn(book, parent, day)] : [place]
}

/** Code of the province a place belongs to on a day. */
export function provinceOf(book: PlaceBook, place: Place, day: Day): string | null {
  return chainOn(book, place, day).find((p) => p.level === 'province')?.code ?? null
}

/** What the state of a code was on a day, the first one on file for earlier days; undefined where there was none. */
function stateOn(book: PlaceBook, code: string, day: Day): Place | undefined {
  const states = book.byCode.get(code)
  return states?.find((place) => isValidOn(place, day)) ?? states?.find((place) => day < place.validFrom)
}

/** "Phường Tây Lộc (01/07/2021 – 31/12/2024)", the same in every language. */
function inWordsOfDays({ name, validFrom, validTo }: Place): string {
  return `${name} (${formatDay(validFrom)} – ${validTo === null ? '…' : formatDay(validTo)})`
}

/** Before this state nothing is on file: it came out of no other. */
function isEarliestOnFile(book: PlaceBook, place: Place): boolean {
  return (book.predecessors.get(place)?.length ?? 0) === 0
}

function overlaps(byCode: ReadonlyMap<string, readonly Place[]>): string[] {
  return [...byCode.values()].flatMap((states) =>
    states.slice(1).flatMap((state, index) => {
      const before = states[index]!
      const apart = before.validTo !== null && before.validTo < state.validFrom
      return apart ? [] : [`${state.code} ${state.name} overlaps ${before.name}`]
    }),
  )
}

/** Successors that do not begin where the place ends, and known shares that do not make one. */
function lost(places: readonly Place[], byCode: ReadonlyMap<string, readonly Place[]>): string[] {
  return places.flatMap((place) => {
    const flaws = place.successors
      .filter(
        (s) =>
          !byCode.get(s.code)?.some((to) => isValidOn(to, s.from)) ||
          place.validTo === null ||
          addDays(place.validTo, 1) !== s.from,
      )
      .map((s) => `${place.code} ${place.name} goes to unknown ${s.code} on ${s.from}`)
    const shares = place.successors.map((s) => s.share)
    const whole = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0)
    const adds = shares.length === 0 || shares.includes(null) || Math.abs(whole - 1) < 1e-9
    return adds ? flaws : [...flaws, `the shares of ${place.code} ${place.name} make ${whole}`]
  })
}

function predecessorsOf(
  places: readonly Place[],
  byCode: ReadonlyMap<string, readonly Place[]>,
): Map<Place, Place[]> {
  const map = new Map<Place, Place[]>()
  for (const place of places)
    for (const { code, from } of place.successors) {
      const to = byCode.get(code)?.find((p) => isValidOn(p, from))
      if (to) map.set(to, [...(map.get(to) ?? []), place])
    }
  return map
}
