import type { RequestContext } from '../../../platform/http/index.ts'
import { fill, formatDay, localPath } from '../../../platform/i18n/index.ts'
import type { Clock, Status } from '../../../rules/procedure/index.ts'
import { Button, EmptyState, LinkButton, Table, Tabs, TextInput } from '../../../web/index.ts'
import { WorkPage } from '../../frame/index.ts'
import { at, ROOT } from '../paths.ts'
import type { DossierLine } from '../queries.ts'
import { words } from '../words.ts'
import { ClockMark, DossierStatus } from './parts.tsx'

export interface ListedDossier extends DossierLine {
  readonly clock: Clock | null
  readonly placeName: string
}

export interface ListPageProps {
  ctx: RequestContext
  rows: readonly ListedDossier[]
  /** Dossiers of each status within reach, for the tabs. */
  counts: ReadonlyMap<Status, number>
  waiting: number
  tab: 'waiting' | 'all' | Status
  query: string
  mayStart: boolean
  officer: boolean
  shownAll: boolean
}

/** Everyone's list of dossiers: producers see theirs, desks what is in their care, what waits for them first. */
export function ListPage(props: ListPageProps) {
  const { ctx, rows, counts, waiting, tab, query, mayStart, officer } = props
  const { lang } = ctx
  const said = words(lang)
  const here = localPath(lang, ROOT)
  const hrefOf = (value: string) =>
    `${here}?tinh-trang=${value}${query ? `&q=${encodeURIComponent(query)}` : ''}`
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const tabs = [
    ...(officer ? [{ value: 'waiting', label: said.list.waiting, count: waiting }] : []),
    { value: 'all', label: said.list.allStatuses, count: total },
    ...[...counts].map(([status, count]) => ({
      value: status as string,
      label: said.statuses[status],
      count,
    })),
  ]
  const start = mayStart && (
    <LinkButton href={localPath(lang, `${ROOT}/moi`)} kind="primary" icon="plus">
      {said.list.start}
    </LinkButton>
  )
  return (
    <WorkPage ctx={ctx} title={said.list.title} breadcrumbs={[{ label: said.menu }]}>
      <header class="page-head">
        <h1>{said.list.title}</h1>
        <p class="page-lead">{officer ? said.list.leadOfficer : said.list.leadProducer}</p>
        {start && <p>{start}</p>}
      </header>
      {total > 0 && (
        <search>
          <form method="get" action={here} class="list-search">
            <TextInput
              name="q"
              label={said.list.search}
              hint={said.list.searchHint}
              value={query}
              type="search"
            />
            <input type="hidden" name="tinh-trang" value={tab} />
            <Button icon="search">{said.list.apply}</Button>
          </form>
        </search>
      )}
      {total > 0 && (
        <Tabs
          label={said.list.status}
          items={tabs.map((each) => ({
            href: hrefOf(each.value),
            label: each.label,
            count: each.count,
            current: each.value === tab,
          }))}
        />
      )}
      {total === 0 && query === '' ? (
        <EmptyState title={said.list.empty} actions={start || undefined}>
          <p>{officer ? said.list.emptyOfficer : said.list.emptyProducer}</p>
        </EmptyState>
      ) : (
        <Table
          caption={fill(said.list.count, { count: rows.length })}
          rows={rows}
          phone="cards"
          empty={said.list.emptyFiltered}
          columns={[
            {
              key: 'product',
              head: said.list.product,
              main: true,
              cell: (row) => (
                <>
                  <a href={at(lang, row.id)}>{row.productName}</a>
                  <p class="muted small">
                    {row.producerName}, {row.placeName}
                  </p>
                </>
              ),
            },
            {
              key: 'status',
              head: said.list.status,
              cell: (row) => <DossierStatus status={row.status} lang={lang} />,
            },
            {
              key: 'due',
              head: said.list.due,
              cell: (row) => (row.clock ? <ClockMark clock={row.clock} lang={lang} /> : '–'),
            },
            {
              key: 'filed',
              head: said.list.filed,
              cell: (row) => (
                <>
                  {row.filedOn ? formatDay(row.filedOn) : '–'}
                  {row.communeReceiptNo && <p class="muted small">{row.communeReceiptNo}</p>}
                </>
              ),
            },
            { key: 'kind', head: said.list.kind, tight: true, cell: (row) => said.kinds[row.kind] },
          ]}
        />
      )}
      {!props.shownAll && <p class="muted">{fill(said.list.tooMany, { shown: rows.length })}</p>}
    </WorkPage>
  )
}
