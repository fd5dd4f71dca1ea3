import { fill, formatDay, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import type { Day } from '../../../rules/calendar/index.ts'
import { type Place, type PlaceBook, shortName, successorsOn } from '../../../rules/places/index.ts'
import { TileGrid } from '../../../web/index.ts'
import { divisionOn } from '../divisions.ts'
import type { ByCommune } from '../figures.ts'
import { messages as en } from '../messages.en.ts'
import { messages as vi } from '../messages.vi.ts'

/** More names than this in a row of the table are told by their number. */
const mostNamed = 6
/** Tiles are broad enough for a name while there are no more. */
const mostWithNames = 60

/** Products by the communes of a day: a tile each, and a table that sums to all products. */
export function CommuneMap(props: {
  lang: 'vi' | 'en'
  today: Day
  unitsOn: Day
  book: PlaceBook
  province: string
  communes: ByCommune
  total: number
}) {
  const { lang, today, unitsOn, book, province, communes, total } = props
  const w = lang === 'en' ? en : vi
  const counts = new Map(communes.units.map(({ place, count }) => [place, count]))
  const units = divisionOn(book, province, unitsOn)
  const [first, second] = [...communes.units].sort((a, b) => b.count - a.count)
  const rest = [
    ...communes.joined.map(({ place, among, count }) => ({
      label: fill(w.joined, { unit: place.name, among: namesOf(among, w.joinedMany) }),
      value: count,
    })),
    ...communes.wider.map(({ place, count }) => ({
      label: fill(w.wider, { unit: place.name }),
      value: count,
    })),
    { label: w.unplaced, value: communes.unplaced },
    { label: w.elsewhere, value: communes.elsewhere },
  ].filter((row) => row.value > 0)
  const placed = communes.units.reduce((sum, { count }) => sum + count, 0)
  const numbers = {
    total: formatNumber(total, lang),
    units: communes.units.length,
    all: units.length,
    placed: formatNumber(placed, lang),
    rest: formatNumber(total - placed, lang),
  }
  const leads = first && first.count > (second?.count ?? 0)
  const summary = [
    fill(first ? w.mapSummary : w.mapNone, numbers),
    leads ? fill(w.mapMost, { first: first.place.name, count: first.count }) : '',
    total > placed ? fill(w.mapRest, numbers) : '',
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <TileGrid
      title={w.map}
      summary={summary}
      note={fill(w.mapNote, { day: formatDay(unitsOn) })}
      labelHead={w.commune}
      valueHead={w.count}
      totalLabel={w.totalRow}
      rest={rest}
      tiles={units.map((place) => ({
        label: place.name,
        short: units.length <= mostWithNames ? shortName(place.name) : undefined,
        ...centreOf(book, place, today),
        value: counts.get(place) ?? 0,
        href:
          place.validTo === null && counts.has(place)
            ? localPath(lang, `/san-pham?xa=${place.code}`)
            : undefined,
      }))}
    />
  )
}

/** A unit of before lies where the unit it went into lies. */
function centreOf(book: PlaceBook, place: Place, today: Day): { lon: number; lat: number } | undefined {
  return place.centre ?? successorsOn(book, place, today).find((part) => part.place.centre)?.place.centre
}

function namesOf(places: readonly Place[], many: string): string {
  return places.length > mostNamed
    ? fill(many, { count: places.length })
    : places.map((place) => place.name).join(', ')
}
