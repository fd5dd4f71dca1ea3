import { Section } from '../content/blocks.tsx'
import { BarPlot } from '../plots/bar-plot.tsx'
import { LinePlot } from '../plots/line-plot.tsx'
import { ProgressPlot } from '../plots/progress-plot.tsx'
import { TileGrid } from '../plots/tile-grid.tsx'
import { SampleCounter } from './sample-counter.client.tsx'
import type { Samples } from './samples.vi.ts'

/** Plots take the theme of the page; their figures are samples and say so. */
export function PlotSpecimens({ words }: { words: Samples }) {
  const about = { summary: words.plotSummary, note: words.plotNote }
  return (
    <Section title={words.plots}>
      <div class="sides halves">
        <ProgressPlot
          {...about}
          title={`${words.plots} 1`}
          labelHead={words.columns[0]!}
          expectedLabel={words.expected}
          lines={[
            {
              label: words.rows[0]!,
              now: 22,
              goal: 30,
              expected: 21,
              state: { tone: 'good', word: words.onTrack },
            },
            {
              label: words.rows[1]!,
              now: 1,
              goal: 3,
              expected: 2,
              state: { tone: 'warn', word: words.late },
            },
            { label: words.rows[2]!, now: 2, goal: 2, state: { tone: 'good', word: words.tabNames[2]! } },
          ]}
        />
        <BarPlot
          {...about}
          title={`${words.plots} 2`}
          labelHead={words.columns[1]!}
          series={[words.first, words.second]}
          bars={words.places.map((label, index) => ({ label, values: [18 - index * 5, 4 + index * 2] }))}
        />
        <LinePlot
          {...about}
          title={`${words.plots} 3`}
          labelHead={words.factTerms[1]!}
          labels={words.years}
          series={[
            { label: words.first, values: [12, 18, 31, 27, 42, 55] },
            { label: words.second, values: [null, 3, 8, 14, 12, 20] },
          ]}
        />
        <TileGrid
          {...about}
          title={`${words.plots} 4`}
          labelHead={words.columns[1]!}
          valueHead={words.stat}
          totalLabel={words.stat}
          tiles={[
            {
              label: words.places[0]!,
              short: words.places[0],
              lon: 107.585,
              lat: 16.463,
              value: 34,
              href: '#map',
            },
            {
              label: words.places[1]!,
              short: words.places[1],
              lon: 107.86,
              lat: 16.28,
              value: 12,
              href: '#map',
            },
            {
              label: words.places[2]!,
              short: words.places[2],
              lon: 107.23,
              lat: 16.27,
              value: 5,
              href: '#map',
            },
          ]}
        />
      </div>
      <div class="specimen-part">
        <SampleCounter label={words.living} from={7} />
      </div>
    </Section>
  )
}
