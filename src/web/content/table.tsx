import type { ComponentChildren } from 'preact'
import { Icon } from '../icons/icon.tsx'
import { keptPart } from '../page/kept.tsx'
import { langOf, spoken } from '../spoken.ts'
import { fillIn, type Lang, useLang, useWords } from '../words.ts'

export interface Column<Row> {
  key: string
  head: string
  /** Where the head is in another language than the page. */
  headLang?: string | undefined
  cell: (row: Row, index: number) => ComponentChildren
  /** Figures: to the right, of equal width. */
  numeric?: boolean | undefined
  /** Names the row; one a table. */
  main?: boolean | undefined
  /** As narrow as its content. */
  tight?: boolean | undefined
  /** The head is spoken but not shown: actions, marks. */
  headHidden?: boolean | undefined
  /** Address that sorts by this column, and how it is sorted now. */
  sort?: { href: string; now?: 'ascending' | 'descending' | undefined } | undefined
  /** Last line: the sum. */
  foot?: ComponentChildren
}

export interface TableProps<Row> {
  caption: string
  captionHidden?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** Shown instead of the table when there is no row: an `EmptyState`. */
  empty?: ComponentChildren
  /** On a phone each row becomes a card (default) or the table scrolls sideways (`scroll`). */
  phone?: 'cards' | 'scroll' | undefined
  compact?: boolean | undefined
  rowId?: ((row: Row) => string) | undefined
  /**
   * Draws each row once for what it shows and copies it while that stays the same. `shows` is everything the cells depend on but the
   * language, addresses and today included; `kind` names the table.
   */
  keep?: { readonly kind: string; readonly shows: (row: Row) => Parameters<typeof keptPart>[2] } | undefined
}

export function Table<Row>(props: TableProps<Row>) {
  const { caption, captionHidden, columns, rows, phone = 'cards', compact, keep } = props
  const lang = useLang()
  if (rows.length === 0 && props.empty) return <>{props.empty}</>
  const feet = columns.some((column) => column.foot !== undefined)
  return (
    <TableFrame caption={caption} scroll={phone === 'scroll'}>
      <table class={`table${phone === 'cards' ? ' cards' : ''}${compact ? ' compact' : ''}`}>
        <caption class={captionHidden ? 'hidden-visually' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                scope="col"
                class={cellClass(column)}
                lang={column.headLang ?? langOf(column.head, lang)}
                aria-sort={column.sort?.now}
              >
                <Head column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const line = () => (
              <Line row={row} index={index} columns={columns} id={props.rowId?.(row)} lang={lang} />
            )
            return keep ? keptPart(lang, keep.kind, keep.shows(row), line) : line()
          })}
        </tbody>
        {feet && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td class={cellClass(column)} data-label={column.headHidden ? undefined : column.head}>
                  {column.foot}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </TableFrame>
  )
}

function Line<Row>({
  row,
  index,
  columns,
  id,
  lang,
}: {
  row: Row
  index: number
  columns: readonly Column<Row>[]
  id: string | undefined
  lang: Lang
}) {
  return (
    <tr id={id}>
      {columns.map((column) =>
        column.main ? (
          <th scope="row" class={cellClass(column)} data-label={column.head}>
            {spoken(column.cell(row, index), lang)}
          </th>
        ) : (
          <td class={cellClass(column)} data-label={column.headHidden ? undefined : column.head}>
            {spoken(column.cell(row, index), lang)}
          </td>
        ),
      )}
    </tr>
  )
}

/** A region that scrolls sideways must be reachable by key. */
function TableFrame(props: { caption: string; scroll: boolean; children: ComponentChildren }) {
  if (!props.scroll) return <div class="table-frame">{props.children}</div>
  return (
    <section class="table-frame scroll" aria-label={props.caption} tabindex={0}>
      {props.children}
    </section>
  )
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const words = useWords()
  if (column.headHidden) return <span class="hidden-visually">{column.head}</span>
  if (!column.sort) return <>{column.head}</>
  const { href, now } = column.sort
  return (
    <a class="table-sort" href={href} rel="nofollow" title={fillIn(words.sortBy, { column: column.head })}>
      {column.head}
      <Icon name={now === 'ascending' ? 'arrowUp' : now === 'descending' ? 'arrowDown' : 'sort'} />
    </a>
  )
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  const names = [column.numeric && 'numeric', column.tight && 'tight', column.main && 'main'].filter(Boolean)
  return names.length > 0 ? names.join(' ') : undefined
}
