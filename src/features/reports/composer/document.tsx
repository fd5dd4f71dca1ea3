import { piecesOf } from '../../../rules/reporting/index.ts'
import { Table } from '../../../web/index.ts'
import type { Row } from '../definition.ts'
import { figureTexts } from '../made.ts'
import { valueText } from '../render/value-text.ts'
import type { ReportView } from './pages.tsx'

/** The document: words with chips while the figures live, ink once frozen. */
export function ReportDocument({ ctx, report, made, frozen }: ReportView) {
  const { lang } = ctx
  const figures = figureTexts(made, 'vi')
  const look = frozen ? 'figure-ink' : 'figure-chip'
  return (
    <article class="report-document article flow" lang="vi">
      {(made.definition.words ?? []).map((part) => {
        const Heading = part.level === 1 ? 'h2' : 'h3'
        const text = report.words[part.id] ?? ''
        const tables = (part.tables ?? []).flatMap((id) => made.tables.find((table) => table.id === id) ?? [])
        return (
          <>
            <Heading>{part.title.vi}</Heading>
            {text
              .split(/\n+/)
              .filter((line) => line.trim() !== '')
              .map((line) => (
                <p>
                  {piecesOf(line).map((piece) => {
                    if ('text' in piece) return piece.text
                    const figure = figures.get(piece.key)
                    return figure === undefined ? (
                      <mark class="figure-broken">{`{{${piece.key}}}`}</mark>
                    ) : (
                      <data class={look} value={piece.key} title={piece.key}>
                        {figure}
                      </data>
                    )
                  })}
                </p>
              ))}
            {tables
              .filter((table) => table.rows.length > 0)
              .map((table) => (
                <Table
                  caption={table.title.vi}
                  phone={table.columns.length > 6 ? 'scroll' : 'cards'}
                  compact
                  rows={table.rows}
                  columns={table.columns.map((column, index) => ({
                    key: column.key,
                    head: column.head.vi,
                    main: index === 0,
                    numeric: column.kind === 'number' || column.kind === 'share',
                    cell: (row: Row) => {
                      const cell = row.cells[column.key]
                      const value =
                        typeof cell === 'object' && cell !== null && 'value' in cell
                          ? cell.value
                          : (cell ?? null)
                      return valueText(value, column.kind, 'vi') || '–'
                    },
                  }))}
                />
              ))}
            {text.trim() === '' && tables.every((table) => table.rows.length === 0) && (
              <p class="muted">{lang === 'vi' ? '(chưa có nội dung)' : '(nothing here yet)'}</p>
            )}
          </>
        )
      })}
    </article>
  )
}
