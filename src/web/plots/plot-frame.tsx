import type { ComponentChildren } from 'preact'
import { Table } from '../content/table.tsx'
import { useWords } from '../words.ts'

export interface PlotFrameProps {
  title: string
  /** The point of the plot in a sentence: what one would say on the telephone. */
  summary: string
  /** Source, day, definition. */
  note?: ComponentChildren
  table: { heads: readonly string[]; rows: readonly (readonly (string | number)[])[] }
  legend?: readonly { label: string; tone: number | 'lack' }[] | undefined
  children: ComponentChildren
}

/** A drawing with its sentence and its figures: whoever cannot see it misses nothing. */
export function PlotFrame({ title, summary, note, table, legend, children }: PlotFrameProps) {
  const words = useWords()
  return (
    <figure class="plot">
      <figcaption>
        <p class="plot-title">{title}</p>
        <p class="plot-summary">{summary}</p>
      </figcaption>
      {legend && (
        <ul class="plot-legend">
          {legend.map((each) => (
            <li>
              <span class={`plot-key tone-${each.tone}`} aria-hidden="true" />
              {each.label}
            </li>
          ))}
        </ul>
      )}
      {children}
      <details class="plot-figures">
        <summary>{words.seeTable}</summary>
        <Table
          caption={title}
          captionHidden
          phone="scroll"
          compact
          columns={table.heads.map((head, index) => ({
            key: head,
            head,
            cell: (row: readonly (string | number)[]) => row[index],
            main: index === 0,
            numeric: index > 0,
          }))}
          rows={table.rows}
        />
      </details>
      {note && <p class="plot-note">{note}</p>}
    </figure>
  )
}
