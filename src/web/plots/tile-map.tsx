import { numberText, useLang } from '../words.ts'
import { PlotFrame, type PlotFrameProps } from './plot-frame.tsx'
import { at } from './scale.ts'

export interface MapPlace {
  label: string
  /** Centre, degrees; a place without it stands in the table only. */
  lon?: number | undefined
  lat?: number | undefined
  value: number
  href?: string | undefined
  /** Shown on the map beside its circle; the greatest five are when left out. */
  named?: boolean | undefined
}

export interface TileMapProps extends Pick<PlotFrameProps, 'title' | 'summary' | 'note'> {
  labelHead: string
  valueHead: string
  places: readonly MapPlace[]
  /** Lines of land and water of our own, in degrees: `[[lon, lat], …]` each. */
  outlines?: readonly (readonly (readonly [number, number])[])[] | undefined
}

const wide = 480
const margin = 40
/** Breadth of a letter at the greatest size a name is drawn in, so that a name is turned before it is cut. */
const letter = 10

/** Values at the centres of places: circles whose area is the value, on no one else's map. */
export function TileMap({ title, summary, note, labelHead, valueHead, places, outlines = [] }: TileMapProps) {
  const lang = useLang()
  const drawn = places.filter((place) => place.lon !== undefined && place.lat !== undefined)
  const view = project([...drawn.map((place) => [place.lon!, place.lat!] as const), ...outlines.flat()])
  const most = Math.max(1, ...drawn.map((place) => place.value))
  const named = namedPlaces(drawn)
  const linked = drawn.some((place) => place.href)
  return (
    <PlotFrame
      title={title}
      summary={summary}
      note={note}
      table={{
        heads: [labelHead, valueHead],
        rows: places.map((place) => [place.label, numberText(place.value, lang)]),
      }}
    >
      <svg class="map" viewBox={`0 0 ${wide} ${view.high}`} aria-hidden={linked ? undefined : 'true'}>
        {outlines.map((line) => (
          <path
            class="map-outline"
            d={`M${line.map(([lon, lat]) => view.place(lon, lat).join(' ')).join('L')}`}
          />
        ))}
        {[...drawn]
          .sort((a, b) => b.value - a.value)
          .map((place) => {
            const [x, y] = view.place(place.lon!, place.lat!)
            const radius = place.value > 0 ? at(5 + 16 * Math.sqrt(place.value / most)) : 4
            return (
              <Mark
                place={place}
                x={x}
                y={y}
                radius={radius}
                named={named.has(place)}
                text={numberText(place.value, lang)}
              />
            )
          })}
      </svg>
    </PlotFrame>
  )
}

function Mark(props: {
  place: MapPlace
  x: number
  y: number
  radius: number
  named: boolean
  text: string
}) {
  const { place, x, y, radius, named, text } = props
  const left = x + radius + 6 + place.label.length * letter > wide
  const inside = (
    <>
      <title>{`${place.label}: ${text}`}</title>
      <circle class={place.value > 0 ? 'map-circle' : 'map-circle none'} cx={x} cy={y} r={radius} />
      {radius >= 11 && (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: the words of a drawing take no focus; the title is its name
        <text class="map-value" aria-hidden="true" x={x} y={y + 5} text-anchor="middle">
          {text}
        </text>
      )}
      {named && (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: as above
        <text
          class="map-name"
          aria-hidden="true"
          x={left ? x - radius - 6 : x + radius + 6}
          y={y + 5}
          text-anchor={left ? 'end' : 'start'}
        >
          {place.label}
        </text>
      )}
    </>
  )
  return place.href ? (
    <a class="map-link" href={place.href}>
      {inside}
    </a>
  ) : (
    <g>{inside}</g>
  )
}

function namedPlaces(places: readonly MapPlace[]): ReadonlySet<MapPlace> {
  if (places.some((place) => place.named !== undefined)) return new Set(places.filter((place) => place.named))
  return new Set([...places].sort((a, b) => b.value - a.value).slice(0, 5))
}

/** Degrees to the drawing, true to scale at its middle latitude. */
function project(points: readonly (readonly [number, number])[]): {
  high: number
  place: (lon: number, lat: number) => [number, number]
} {
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const span = Math.max((east - west) * shrink, (north - south) * 0.6, 0.02)
  const scale = (wide - 2 * margin) / span
  const shift = (wide - 2 * margin - (east - west) * shrink * scale) / 2
  const high = points.length === 0 ? 80 : Math.ceil((north - south) * scale + 2 * margin)
  return {
    high,
    place: (lon, lat) => [
      at(margin + shift + (lon - west) * shrink * scale),
      at(margin + (north - lat) * scale),
    ],
  }
}
