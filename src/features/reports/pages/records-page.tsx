import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatNumber, localPath } from '../../../platform/i18n/index.ts'
import { type Column, EmptyState, LinkButton, PageHead, Pagination, Table } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import type { RecordList, ReportRecord } from '../definition.ts'
import { valueText } from '../render/value-text.ts'
import { words } from '../words.ts'

export const recordsPerPage = 100

export interface RecordsPageProps {
  ctx: RequestContext
  title: string
  lead: { table: string; row: string; column: string }
  list: RecordList
  page: number
  back: string
}

/** The records a figure was counted from; as many as the figure says. */
export function RecordsPage({ ctx, title, lead, list, page, back }: RecordsPageProps) {
  const { lang } = ctx
  const w = words(lang)
  const pages = Math.max(1, Math.ceil(list.rows.length / recordsPerPage))
  const at = (to: number) => {
    const url = new URL(ctx.url)
    url.searchParams.set('trang', String(to))
    return `${url.pathname}${url.search}`
  }
  const csv = new URL(ctx.url)
  csv.searchParams.set('dang', 'csv')
  return (
    <WorkPage
      ctx={ctx}
      title={w.records}
      breadcrumbs={[
        { label: w.title, href: localPath(lang, '/lam-viec/bao-cao') },
        { label: title, href: back },
        { label: w.records },
      ]}
    >
      <PageHead
        title={w.records}
        lead={fill(w.recordsLead, { ...lead, count: formatNumber(list.rows.length, lang) })}
        actions={
          <LinkButton icon="download" href={`${csv.pathname}${csv.search}`}>
            CSV
          </LinkButton>
        }
      />
      <Table
        caption={w.records}
        captionHidden
        phone={list.columns.length > 4 ? 'scroll' : 'cards'}
        rows={list.rows.slice((page - 1) * recordsPerPage, page * recordsPerPage)}
        empty={<EmptyState title={w.noRecords}>{w.noRecordsHint}</EmptyState>}
        columns={list.columns.map(
          (column, index): Column<ReportRecord> => ({
            key: column.key,
            head: column.head[lang],
            main: index === 0,
            numeric: column.kind === 'number' || column.kind === 'decimal' || column.kind === 'share',
            cell: (record) => {
              const text = valueText(record.values[column.key] ?? null, column.kind, lang) || '–'
              return index === 0 && record.path ? <a href={localPath(lang, record.path)}>{text}</a> : text
            },
          }),
        )}
      />
      {pages > 1 && <Pagination page={page} pages={pages} hrefOf={at} />}
    </WorkPage>
  )
}
