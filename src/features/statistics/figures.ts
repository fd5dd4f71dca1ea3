import { sql } from 'kysely'
import type { Db } from '../../platform/db/index.ts'
import type { Day } from '../../rules/calendar/index.ts'
import { groupByCommunes, type Place, type PlaceBook } from '../../rules/places/index.ts'
import { type EntryStanding, statusOn } from '../../rules/validity/index.ts'
import type { Counted } from './facts.ts'

export interface Cut {
  readonly key: string
  readonly count: number
}

/** A product of the public register as the open data gives it. */
export interface OpenProduct {
  readonly slug: string
  readonly name: string
  readonly producer: string | null
  readonly place: string | null
  readonly star: number | null
  readonly standing: string
  readonly issuedOn: string | null
  readonly validUntil: string | null
  readonly demo: boolean
}

/**
 * Numbers of products by the communes of a day, as `groupByCommunes` lists them, of the home province; and how many lie elsewhere. All
 * together are the total.
 */
export interface ByCommune {
  readonly units: readonly { readonly place: Place; readonly count: number }[]
  readonly joined: readonly {
    readonly place: Place
    readonly among: readonly Place[]
    readonly count: number
  }[]
  readonly wider: readonly { readonly place: Place; readonly count: number }[]
  readonly unplaced: number
  readonly elsewhere: number
}

export interface Figures {
  readonly total: number
  readonly demo: number
  readonly stars: readonly Cut[]
  readonly standings: readonly Cut[]
  readonly sectors: readonly Cut[]
  readonly communes: ByCommune
}

/** The cuts of one day's products; each sums to the total. `unitsOn`: by the division of which day places are told. */
export function figuresOf(
  counted: readonly Counted[],
  about: { readonly book: PlaceBook; readonly province: string; readonly unitsOn: Day },
): Figures {
  const cut = (key: (each: Counted) => string | number | null): Cut[] => {
    const counts = new Map<string, number>()
    for (const each of counted) {
      const name = String(key(each) ?? '')
      counts.set(name, (counts.get(name) ?? 0) + each.product.times)
    }
    return [...counts]
      .map(([name, count]) => ({ key: name, count }))
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  }
  const isElsewhere = ({ product }: Counted) =>
    product.province !== null && product.province !== about.province
  const home = counted.filter((each) => !isElsewhere(each))
  const grouped = groupByCommunes(about.book, home, ({ product }) => product, about.unitsOn)
  const counts = <T extends { things: readonly Counted[] }>({ things, ...rest }: T) => ({
    ...rest,
    count: productsOf(things),
  })
  return {
    total: productsOf(counted),
    demo: productsOf(counted.filter(({ product }) => product.isDemo)),
    stars: cut(({ star }) => star),
    standings: cut((each) => each.standing),
    sectors: cut(({ product }) => product.sector),
    communes: {
      units: grouped.units.map(counts),
      joined: grouped.joined.map(counts),
      wider: grouped.wider.map(counts),
      unplaced: productsOf(grouped.unplaced),
      elsewhere: productsOf(counted.filter(isElsewhere)),
    },
  }
}

/** How many products these are. */
export function productsOf(counted: readonly Counted[]): number {
  return counted.reduce((sum, { product }) => sum + product.times, 0)
}

/** How many products the lists of a cut by communes hold: always the total. */
export function sumOf(communes: ByCommune): number {
  const lists = [...communes.units, ...communes.joined, ...communes.wider]
  return lists.reduce((sum, { count }) => sum + count, 0) + communes.unplaced + communes.elsewhere
}

/** As the register says it on that day; a product without any recognition is told apart. */
function standingTold(entry: { standing: EntryStanding; validUntil: string | null }, today: string): string {
  return entry.standing === 'none' ? 'none' : statusOn(entry, today)
}

export async function openProducts(db: Db, today: string): Promise<OpenProduct[]> {
  const { rows } = await sql<OpenProduct & { standing: EntryStanding }>`
    SELECT slug, name, producer_name AS producer, place_name AS place, star, standing,
      issued_on::text AS "issuedOn", valid_until::text AS "validUntil", is_demo AS demo
    FROM catalogue_entry ORDER BY slug`.execute(db)
  return rows.map((row) => ({ ...row, standing: standingTold(row, today) }))
}
