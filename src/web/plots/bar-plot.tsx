import { langOf } from '../spoken.ts'
import { numberText, useLang, useWords } from '../words.ts'
import { PlotFrame, type PlotFrameProps } from './plot-frame.tsx'
import { at } from './scale.ts'

export interface Bar {
  label: string
  /** One value, or one a series. */
  values: readonly number[]
  href?: string | undefined
}

export interface BarPlotProps extends Pick<PlotFrameProps, 'title' | 'summary' | 'note'> {
  /** Head of the labels’ column in the table. */
  labelHead: string
  /** Names of the values; one or several stacked. */
  series: readonly string[]
  /** The last series is what is lacking: drawn faint, so that a full bar does not look like much. */
  lastIsLack?: boolean | undefined
  bars: readonly Bar[]
}

const wide = 640
const lineHeight = 34
const barHeight = 14

/** Lying bars, so that long Vietnamese names stay readable; several series are stacked. */
export function BarPlot({ title, summary, note, labelHead, series, lastIsLack, bars }: BarPlotProps) {
  const lang = useLang()
  const { value } = useWords()
  const most = Math.max(1, ...bars.map(total))
  const toneOf = (place: number) => (lastIsLack && place === series.length - 1 ? 'lack' : place)
  return (
    <PlotFrame
      title={title}
      summary={summary}
      note={note}
      legend={series.length > 1 ? series.map((label, place) => ({ label, tone: toneOf(place) })) : undefined}
      table={{
        heads: [labelHead, ...(series.length > 0 ? series : [value])],
        rows: bars.map((bar) => [bar.label, ...bar.values.map((each) => numberText(each, lang))]),
      }}
    >
      <ul class="bars" aria-hidden="true">
        {bars.map((bar) => (
          <li class="bar">
            <span class="bar-label" lang={langOf(bar.label, lang)}>
              {bar.label}
            </span>
            <svg class="bar-line" viewBox={`0 0 ${wide} ${lineHeight - 18}`} preserveAspectRatio="none">
              {stack(bar.values, most).map((part) => (
                <rect
                  class={`tone-${toneOf(part.tone)}`}
                  x={part.from}
                  y="1"
                  width={part.width}
                  height={barHeight}
                />
              ))}
            </svg>
            <span class="bar-value">{numberText(total(bar), lang)}</span>
          </li>
        ))}
      </ul>
    </PlotFrame>
  )
}

function total(bar: Bar): number {
  return bar.values.reduce((sum, each) => sum + each, 0)
}

function stack(values: readonly number[], most: number): { from: number; width: number; tone: number }[] {
  let sum = 0
  return values.map((each, tone) => {
    const from = (sum / most) * wide
    sum += each
    return { from: at(from), width: at((each / most) * wide), tone }
  })
}
