import { StatusMark, type Tone } from '../content/marks.tsx'
import { numberText, useLang, useWords } from '../words.ts'
import { PlotFrame, type PlotFrameProps } from './plot-frame.tsx'
import { at } from './scale.ts'

export interface GoalLine {
  label: string
  now: number
  goal: number
  /** Where one should be by today, if that is defined. */
  expected?: number | undefined
  /** How it stands, in a word. */
  state?: { tone: Tone; word: string } | undefined
  href?: string | undefined
}

export interface ProgressPlotProps extends Pick<PlotFrameProps, 'title' | 'summary' | 'note'> {
  labelHead: string
  expectedLabel?: string | undefined
  lines: readonly GoalLine[]
}

const wide = 640

/** Goal against now, one line a goal; the upright stroke is where one should be by today. */
export function ProgressPlot({ title, summary, note, labelHead, expectedLabel, lines }: ProgressPlotProps) {
  const lang = useLang()
  const words = useWords()
  return (
    <PlotFrame
      title={title}
      summary={summary}
      note={note}
      table={{
        heads: [labelHead, words.now, words.goal, ...(expectedLabel ? [expectedLabel] : [])],
        rows: lines.map((line) => [
          line.label,
          numberText(line.now, lang),
          numberText(line.goal, lang),
          ...(expectedLabel ? [line.expected === undefined ? '–' : numberText(line.expected, lang)] : []),
        ]),
      }}
    >
      <ul class="goals">
        {lines.map((line) => (
          <li class="goal">
            <div class="goal-head">
              <span class="goal-label">{line.href ? <a href={line.href}>{line.label}</a> : line.label}</span>
              {line.state && <StatusMark tone={line.state.tone}>{line.state.word}</StatusMark>}
            </div>
            <p class="goal-figures">
              <strong>{numberText(line.now, lang)}</strong> / {numberText(line.goal, lang)}
            </p>
            <GoalBar line={line} />
          </li>
        ))}
      </ul>
    </PlotFrame>
  )
}

function GoalBar({ line }: { line: GoalLine }) {
  const most = Math.max(line.goal, line.now, 1)
  const place = (value: number): number => at((value / most) * wide)
  return (
    <svg class="goal-line" viewBox={`0 0 ${wide} 16`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="goal-ground" x="0" y="3" width={place(line.goal)} height="10" />
      <rect
        class={line.now >= line.goal ? 'goal-now reached' : 'goal-now'}
        x="0"
        y="3"
        width={place(line.now)}
        height="10"
      />
      {line.expected !== undefined && line.expected > 0 && (
        <rect
          class="goal-expected"
          x={place(Math.min(line.expected, most)) - 2}
          y="0"
          width="3"
          height="16"
        />
      )}
    </svg>
  )
}
