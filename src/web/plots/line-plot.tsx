import { numberText, useLang } from '../words.ts'
import { PlotFrame, type PlotFrameProps } from './plot-frame.tsx'
import { at, axisTicks } from './scale.ts'

export interface LineSeries {
  label: string
  /** As many as there are labels; null leaves a gap. */
  values: readonly (number | null)[]
}

export interface LinePlotProps extends Pick<PlotFrameProps, 'title' | 'summary' | 'note'> {
  labelHead: string
  /** Along the bottom: years, months. */
  labels: readonly string[]
  series: readonly LineSeries[]
}

const box = { wide: 480, high: 230, left: 46, right: 24, top: 14, bottom: 34 }

/** Values over time, from nought up. */
export function LinePlot({ title, summary, note, labelHead, labels, series }: LinePlotProps) {
  const lang = useLang()
  const all = series.flatMap((each) => each.values).filter((value) => value !== null)
  const ticks = axisTicks(Math.max(0, ...all))
  const x = (index: number): number =>
    at(box.left + (index * (box.wide - box.left - box.right)) / Math.max(1, labels.length - 1))
  const y = (value: number): number =>
    at(box.high - box.bottom - (value / ticks.at(-1)!) * (box.high - box.top - box.bottom))
  const every = Math.ceil(labels.length / 6)
  return (
    <PlotFrame
      title={title}
      summary={summary}
      note={note}
      legend={series.length > 1 ? series.map((each, tone) => ({ label: each.label, tone })) : undefined}
      table={{
        heads: [labelHead, ...series.map((each) => each.label)],
        rows: labels.map((label, index) => [label, ...series.map((each) => shown(each.values[index], lang))]),
      }}
    >
      <svg class="line-plot" viewBox={`0 0 ${box.wide} ${box.high}`} aria-hidden="true">
        {ticks.map((tick) => (
          <g>
            <line class="plot-rule" x1={box.left} x2={box.wide - box.right} y1={y(tick)} y2={y(tick)} />
            <text class="plot-text" x={box.left - 8} y={y(tick) + 4} text-anchor="end">
              {numberText(tick, lang)}
            </text>
          </g>
        ))}
        {labels.map((label, index) =>
          (labels.length - 1 - index) % every === 0 ? (
            <text class="plot-text" x={x(index)} y={box.high - 8} text-anchor="middle">
              {label}
            </text>
          ) : null,
        )}
        {series.map((each, tone) => (
          <>
            <path class={`plot-line tone-${tone}`} d={linePath(each.values, x, y)} />
            {each.values.map((value, index) =>
              value === null ? null : (
                <circle class={`plot-dot tone-${tone}`} cx={x(index)} cy={y(value)} r="4" />
              ),
            )}
          </>
        ))}
      </svg>
    </PlotFrame>
  )
}

function shown(value: number | null | undefined, lang: 'vi' | 'en'): string {
  return value === null || value === undefined ? '–' : numberText(value, lang)
}

function linePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let pen = 'M'
  return values
    .map((value, index) => {
      if (value === null) {
        pen = 'M'
        return ''
      }
      const step = `${pen}${x(index)} ${y(value)}`
      pen = 'L'
      return step
    })
    .join('')
}
