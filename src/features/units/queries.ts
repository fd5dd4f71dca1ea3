import type { Db } from '../../platform/db/index.ts'
import { chainOn, isValidOn, placeOn, placesOn, successorsOn } from '../../rules/places/index.ts'
import type { Places } from '../places/index.ts'
import './tables.ts'

export interface UnitLine {
  readonly id: string
  readonly slug: string
  readonly name: { vi: string; en?: string }
  readonly services: { vi?: string; en?: string }
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly hours: string
  readonly hours_en: string
  readonly website: string
  readonly serves: readonly string[]
  readonly serves_day: string
  /** Words without accents. */
  readonly folded: string
  readonly version: number
  readonly is_demo: boolean
}

export function allUnits(db: Db): Promise<UnitLine[]> {
  return db
    .selectFrom('support_unit')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('ordinal')
    .orderBy('slug')
    .execute()
}

/** Codes of today's communes a unit serves, by what its own codes became; empty: the whole province. */
export function servedToday(
  places: Places,
  unit: Pick<UnitLine, 'serves' | 'serves_day'>,
  today: string,
): string[] {
  const served = unit.serves.flatMap((code) => communesOf(places, code, unit.serves_day, today))
  return [...new Set(served)]
}

/** Whether somebody in this commune of today may turn to the unit. */
export function serves(places: Places, unit: UnitLine, commune: string, today: string): boolean {
  return unit.serves.length === 0 || servedToday(places, unit, today).includes(commune)
}

/** The communes of today in which a unit of another day lies wholly or partly; a district or province stands for its communes. */
export function communesOf(places: Places, code: string, day: string, today: string): string[] {
  const { book } = places
  const found = placeOn(book, code, day)
  if (!found.ok) return []
  const { place } = found.value
  const parts =
    place.level === 'commune'
      ? [place]
      : placesOn(book, 'commune', day).filter((commune) => chainOn(book, commune, day).includes(place))
  const heirs = parts.flatMap((part) =>
    isValidOn(part, today) ? [part] : successorsOn(book, part, today).map((heir) => heir.place),
  )
  return [...new Set(heirs.filter(({ level }) => level === 'commune').map((heir) => heir.code))]
}
