import { langOf } from '../spoken.ts'
import { numberText, useLang } from '../words.ts'
import { PlotFrame, type PlotFrameProps } from './plot-frame.tsx'
import { layTiles } from './tile-layout.ts'

export interface GridTile {
  label: string
  /** Its name in the tile, where there is room. */
  short?: string | undefined
  /** Where the unit lies, degrees; without it the tile stands in the last row. */
  lon?: number | undefined
  lat?: number | undefined
  value: number
  href?: string | undefined
}

export interface TileGridProps extends Pick<PlotFrameProps, 'title' | 'summary' | 'note'> {
  labelHead: string
  valueHead: string
  tiles: readonly GridTile[]
  /** What no tile stands for; in the table below the tiles, so that it sums to the whole. */
  rest?: readonly { label: string; value: number }[] | undefined
  totalLabel: string
}

const side = 48
const classes = 5

/** A tile a unit, all of one size, each near where it lies: small units are seen as well as large ones. */
export function TileGrid(props: TileGridProps) {
  const { title, summary, note, labelHead, valueHead, tiles, rest = [], totalLabel } = props
  const lang = useLang()
  const laid = layTiles(tiles)
  const most = Math.max(1, ...tiles.map((tile) => tile.value))
  const linked = tiles.some((tile) => tile.href)
  const total = [...tiles, ...rest].reduce((sum, each) => sum + each.value, 0)
  const steps = tonesIn(most)
  return (
    <PlotFrame
      title={title}
      summary={summary}
      note={note}
      table={{
        heads: [labelHead, valueHead],
        rows: [
          ...[...tiles]
            .sort((a, b) => b.value - a.value)
            .map((tile) => [tile.label, numberText(tile.value, lang)]),
          ...rest.map((each) => [each.label, numberText(each.value, lang)]),
          [totalLabel, numberText(total, lang)],
        ],
      }}
    >
      <ul class="plot-legend tile-legend">
        {[0, ...steps].map((from, index) => (
          <li>
            <span class={`plot-key tile-key tile-${index}`} aria-hidden="true" />
            {rangeText(from, steps[index], index === 0)}
          </li>
        ))}
      </ul>
      <svg
        class="unit-tiles"
        viewBox={`0 0 ${laid.columns * side} ${laid.rows * side}`}
        aria-hidden={linked ? undefined : 'true'}
      >
        {laid.cells.map(({ tile, column, row }) => {
          const inside = (
            <>
              <title
                lang={langOf(tile.label, lang)}
              >{`${tile.label}: ${numberText(tile.value, lang)}`}</title>
              <rect
                class={`tile tile-${classOf(tile.value, steps)}`}
                x={column * side + 1}
                y={row * side + 1}
                width={side - 2}
                height={side - 2}
                rx="4"
              />
              <TileWords
                tile={tile}
                x={column * side + side / 2}
                y={row * side}
                number={numberText(tile.value, lang)}
                level={classOf(tile.value, steps)}
              />
            </>
          )
          return tile.href ? (
            <a class="tile-link" href={tile.href}>
              {inside}
            </a>
          ) : (
            <g>{inside}</g>
          )
        })}
      </svg>
    </PlotFrame>
  )
}

/** The number, and below it the name in at most two lines. */
function TileWords(props: { tile: GridTile; x: number; y: number; number: string; level: number }) {
  const { tile, x, y, number, level } = props
  const lines = tile.short ? inTwo(tile.short) : []
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: words of a drawing take no focus; the title is its name
    <g aria-hidden="true" class={`tile-words on-${level}`} text-anchor="middle" lang="vi">
      <text class={lines.length > 0 ? 'tile-value named' : 'tile-value'} x={x} y={y + side / 2 + 5}>
        {number}
      </text>
      {lines.map((line, index) => (
        <text class="tile-name" x={x} y={y + side - 14 + index * 7}>
          {line}
        </text>
      ))}
    </g>
  )
}

/** A name broken at the space nearest to its middle, when it is too long for a line. */
function inTwo(name: string): string[] {
  if (name.length <= 10 || !name.includes(' ')) return [name]
  const spaces = [...name.matchAll(/ /g)].map((found) => found.index)
  const middle = spaces.reduce((best, at) =>
    Math.abs(at - name.length / 2) < Math.abs(best - name.length / 2) ? at : best,
  )
  return [name.slice(0, middle), name.slice(middle + 1)]
}

/** Lower bounds of the classes above nought, of about equal breadth. */
function tonesIn(most: number): readonly number[] {
  const bounds = Array.from({ length: classes - 1 }, (_, index) =>
    Math.ceil(1 + (index * most) / (classes - 1)),
  )
  return [...new Set(bounds.filter((bound) => bound <= most))]
}

function classOf(value: number, steps: readonly number[]): number {
  return steps.filter((from) => value >= from).length
}

function rangeText(from: number, next: number | undefined, isFirst: boolean): string {
  if (isFirst) return '0'
  if (next === undefined) return `≥ ${from}`
  return next - 1 === from ? String(from) : `${from}–${next - 1}`
}
